"""The counts of the units one level below another, over time: by today's units or as recorded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.units.models import Hierarchy, Kind, Reform, RestatedTally, Tally, Unit
from vungcao.kernel.units.queries import UnitOnDay, as_of, on_day

LEVELS = {Kind.COMMUNE: Kind.VILLAGE, Kind.VILLAGE: None}  # any other has communes below it


@dataclass(frozen=True)
class Figures:
    """One measure of one level. A unit that is missing on a day has not reported.

    `units` are those that `newest` shows; `wanted` is how many had to report on each day.
    """

    measure: str
    units: tuple[UnitOnDay, ...]
    days: tuple[date, ...]  # rising
    values: dict[date, dict[int, int]]
    wanted: Mapping[date, int]
    reforms: tuple[Reform, ...]
    bases: tuple[Citation, ...]
    newest: date
    is_recorded: bool = False

    @property
    def is_synthetic(self) -> bool:
        return any(basis.state == State.SYNTHETIC for basis in self.bases)

    def of(self, unit: int) -> int | None:
        """On the newest day."""
        return self.values[self.newest].get(unit)

    def totals(self) -> tuple[int | None, ...]:
        """By day; None where a unit is missing: a part of a sum would look like the sum."""
        told = ((self.values[day], self.wanted[day]) for day in self.days)
        return tuple(sum(day.values()) if len(day) == wanted else None for day, wanted in told)


def below(unit: Unit, today: date, measure: str = "") -> dict[str, Figures]:
    """What has been counted one level below the unit, by measure and by the units of today."""
    kind = LEVELS.get(Kind(unit.kind), Kind.COMMUNE)
    order = Hierarchy.TARGET_AREA if unit.kind == Kind.AREA else Hierarchy.ADMINISTRATIVE
    if kind is None:
        return {}
    return counted(as_of(today, kind=kind, under=unit, hierarchy=order), today, measure)


def itself(unit: Unit, today: date, measure: str = "") -> dict[str, Figures]:
    """What has been counted in the unit as a whole, by measure."""
    return counted(on_day([unit.pk], today), today, measure)


def counted(units: Iterable[UnitOnDay], today: date, measure: str = "") -> dict[str, Figures]:
    """Every count of these units, restated to them where a reform has moved it since."""
    listed = tuple(units)
    ids = [one.id for one in listed]
    recorded = Tally.objects.filter(unit__in=ids).exclude(restated_on__lte=today)
    restated = RestatedTally.objects.in_force(today).filter(
        unit__in=ids, tally__restated_on__lte=today
    )
    if measure:
        recorded = recorded.filter(measure=measure)
        restated = restated.filter(tally__measure=measure)
    columns = ("measure", "day", "unit", "value", "basis")
    moved = ("tally__measure", "tally__day", "unit", "value", "tally__basis", "reform")
    cells = [
        *((*row, None) for row in recorded.order_by("pk").values_list(*columns)),
        *restated.order_by("pk").values_list(*moved),
    ]
    return {
        found.measure: replace(found, units=listed, wanted=dict.fromkeys(found.days, len(listed)))
        for found in _by_measure(cells)
    }


def recorded_below(unit: Unit, today: date, day: date | None) -> dict[str, Figures]:
    """The same as it was written down, each day by the units of that day; `day` is shown.

    A scope follows reforms: it holds what is now responsible for the units that are gone.
    """
    kind = LEVELS.get(Kind(unit.kind), Kind.COMMUNE)
    if kind is None or unit.kind == Kind.AREA:
        return {}
    lived = Unit.objects.filter(kind=kind).under([unit.scope]).order_by("pk")
    spans = {pk: (since, until) for pk, since, until in lived.values_list(*SPAN)}
    return _recorded(spans, today, day)


def recorded_itself(unit: Unit, today: date) -> dict[str, Figures]:
    """Only what was written down for this very unit: nothing before the day on which it began."""
    return _recorded({unit.pk: (unit.valid_from, unit.valid_until)}, today, None)


SPAN = ("pk", "valid_from", "valid_until")
Spans = Mapping[int, tuple[date, date | None]]


def _recorded(spans: Spans, today: date, day: date | None) -> dict[str, Figures]:
    tallies = Tally.objects.filter(unit__in=list(spans), day__lte=today)
    columns = ("measure", "day", "unit", "value", "basis")
    cells = [(*row, None) for row in tallies.order_by("pk").values_list(*columns)]
    since = RestatedTally.objects.filter(tally__unit__in=list(spans))
    passed = Reform.objects.filter(pk__in=since.values("reform"), effective_on__lte=today)
    reforms = tuple(passed.order_by("effective_on", "pk"))
    found = {}
    for one in _by_measure(cells):
        shown = day if day in one.values else one.newest
        lived = [pk for pk, span in spans.items() if _lives(span, shown)]
        found[one.measure] = replace(
            one,
            units=tuple(on_day(lived, shown)),
            wanted={when: sum(_lives(s, when) for s in spans.values()) for when in one.days},
            reforms=reforms,
            newest=shown,
            is_recorded=True,
        )
    return found


def _lives(span: tuple[date, date | None], day: date) -> bool:
    return span[0] <= day and (span[1] is None or day < span[1])


Cell = tuple[str, date, int, int, int, int | None]


def _by_measure(cells: Iterable[Cell]) -> list[Figures]:
    values: dict[str, dict[date, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    bases: dict[str, set[int]] = defaultdict(set)
    reforms: dict[str, set[int]] = defaultdict(set)
    for measure, day, unit, value, basis, reform in cells:
        there = values[measure][day]
        there[unit] = there.get(unit, 0) + value
        bases[measure].add(basis)
        reforms[measure] |= {reform} if reform else set()
    cited = Citation.objects.in_bulk({pk for some in bases.values() for pk in some})
    applied = Reform.objects.in_bulk({pk for some in reforms.values() for pk in some})
    return [
        Figures(
            measure=measure,
            units=(),
            days=tuple(sorted(found)),
            values={day: dict(there) for day, there in found.items()},
            wanted={},
            reforms=tuple(sorted((applied[pk] for pk in reforms[measure]), key=_by_day)),
            bases=tuple(sorted((cited[pk] for pk in bases[measure]), key=str)),
            newest=max(found),
        )
        for measure, found in sorted(values.items())
    ]


def _by_day(reform: Reform) -> tuple[date, int]:
    return reform.effective_on, reform.pk
