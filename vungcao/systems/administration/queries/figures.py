"""The counts of the units one level below another, over time and by the units of today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.units.models import Hierarchy, Kind, Reform, RestatedTally, Tally, Unit
from vungcao.kernel.units.queries import UnitOnDay, as_of, on_day

LEVELS = {Kind.COMMUNE: Kind.VILLAGE, Kind.VILLAGE: None}  # any other has communes below it


@dataclass(frozen=True)
class Figures:
    """One measure of one level. A unit that is missing on a day has not reported."""

    measure: str
    units: tuple[UnitOnDay, ...]
    days: tuple[date, ...]  # rising
    values: dict[date, dict[int, int]]
    reforms: tuple[Reform, ...]
    bases: tuple[Citation, ...]

    @property
    def newest(self) -> date:
        return self.days[-1]

    @property
    def is_synthetic(self) -> bool:
        return any(basis.state == State.SYNTHETIC for basis in self.bases)

    def of(self, unit: int) -> int | None:
        """On the newest day."""
        return self.values[self.newest].get(unit)

    def totals(self) -> tuple[int | None, ...]:
        """By day; None where a unit is missing: a part of a sum would look like the sum."""
        whole = len(self.units)
        told = (self.values[day] for day in self.days)
        return tuple(sum(day.values()) if len(day) == whole else None for day in told)


def below(unit: Unit, today: date) -> dict[str, Figures]:
    """What has been counted one level below the unit, by measure."""
    kind = LEVELS.get(Kind(unit.kind), Kind.COMMUNE)
    order = Hierarchy.TARGET_AREA if unit.kind == Kind.AREA else Hierarchy.ADMINISTRATIVE
    return counted(as_of(today, kind=kind, under=unit, hierarchy=order), today) if kind else {}


def itself(unit: Unit, today: date) -> dict[str, Figures]:
    """What has been counted in the unit as a whole, by measure."""
    return counted(on_day([unit.pk], today), today)


def counted(units: Iterable[UnitOnDay], today: date) -> dict[str, Figures]:
    """Every count of these units, restated to them where a reform has moved it since."""
    listed = tuple(units)
    values: dict[str, dict[date, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    bases: dict[str, set[int]] = defaultdict(set)
    reforms: dict[str, set[int]] = defaultdict(set)
    for measure, day, unit, value, basis, reform in _cells([one.id for one in listed], today):
        cells = values[measure][day]
        cells[unit] = cells.get(unit, 0) + value
        bases[measure].add(basis)
        reforms[measure] |= {reform} if reform else set()
    cited = Citation.objects.in_bulk({pk for some in bases.values() for pk in some})
    applied = Reform.objects.in_bulk({pk for some in reforms.values() for pk in some})
    return {
        measure: Figures(
            measure=measure,
            units=listed,
            days=tuple(sorted(found)),
            values={day: dict(cells) for day, cells in found.items()},
            reforms=tuple(
                sorted(
                    (applied[pk] for pk in reforms[measure]),
                    key=lambda one: (one.effective_on, one.pk),
                )
            ),
            bases=tuple(sorted((cited[pk] for pk in bases[measure]), key=str)),
        )
        for measure, found in sorted(values.items())
    }


Cell = tuple[str, date, int, int, int, int | None]


def _cells(units: list[int], today: date) -> list[Cell]:
    recorded = Tally.objects.filter(unit__in=units).exclude(restated_on__lte=today)
    columns = ("measure", "day", "unit", "value", "basis")
    restated = RestatedTally.objects.in_force(today).filter(
        unit__in=units, tally__restated_on__lte=today
    )
    moved = ("tally__measure", "tally__day", "unit", "value", "tally__basis", "reform")
    return [
        *((*row, None) for row in recorded.order_by("pk").values_list(*columns)),
        *restated.order_by("pk").values_list(*moved),
    ]
