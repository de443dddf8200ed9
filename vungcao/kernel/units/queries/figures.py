"""Counts of units as recorded, or restated to the units of another day, with what they rest on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.units.models import Kind, Reform, RestatedTally, Tally, Unit
from vungcao.kernel.units.queries.lists import UnitOnDay, as_of, on_day


@dataclass(frozen=True)
class Figure:
    """The count of one unit."""

    unit: UnitOnDay
    value: int


@dataclass(frozen=True)
class Totals:
    """The counts of a measure on a day. `reforms` restated them; none means as recorded."""

    measure: str
    day: date
    shown_as_of: date
    rows: tuple[Figure, ...]
    reforms: tuple[Reform, ...]
    bases: tuple[Citation, ...]

    @property
    def total(self) -> int:
        return sum(row.value for row in self.rows)

    @property
    def is_restated(self) -> bool:
        return bool(self.reforms)

    @property
    def is_synthetic(self) -> bool:
        return any(basis.state == State.SYNTHETIC for basis in self.bases)

    @property
    def is_seen(self) -> bool:
        return all(basis.is_seen for basis in self.bases)


@dataclass(frozen=True)
class _Cell:
    unit: int
    value: int
    basis: int
    reform: int | None


def totals(
    measure: str,
    day: date,
    *,
    as_of: date | None = None,
    kind: Kind | None = None,
    under: Iterable[str] | Unit | UnitOnDay | None = None,
) -> Totals:
    """The counts of `day`, by the units of that day or by those of `as_of`, where it lies later.

    `under` is a unit (what stood below it on the day shown) or scopes.
    """
    shown = max(as_of or day, day)
    cells = [*_recorded(measure, day, shown), *_restated(measure, day, shown)]
    chosen = _units({cell.unit for cell in cells}, shown, kind, under)
    values: dict[int, int] = defaultdict(int)
    cells = [cell for cell in cells if cell.unit in chosen]
    for cell in cells:
        values[cell.unit] += cell.value
    reforms = Reform.objects.filter(pk__in={cell.reform for cell in cells if cell.reform})
    bases = Citation.objects.filter(pk__in={cell.basis for cell in cells})
    found = on_day(values, shown)
    return Totals(
        measure=measure,
        day=day,
        shown_as_of=shown,
        rows=tuple(Figure(unit, values[unit.id]) for unit in found),
        reforms=tuple(reforms.order_by("effective_on", "pk")),
        bases=tuple(bases.order_by("number", "pk")),
    )


def measures() -> list[tuple[str, date]]:
    """Which measures have been counted, and on which days, newest first."""
    counted = Tally.objects.order_by("-day", "measure").values_list("measure", "day")
    return list(counted.distinct())


def _recorded(measure: str, day: date, shown: date) -> list[_Cell]:
    rows = Tally.objects.filter(measure=measure, day=day).exclude(restated_on__lte=shown)
    return [
        _Cell(unit, value, basis, None)
        for unit, value, basis in rows.order_by("pk").values_list("unit", "value", "basis")
    ]


def _restated(measure: str, day: date, shown: date) -> list[_Cell]:
    rows = RestatedTally.objects.in_force(shown).filter(
        tally__measure=measure, tally__day=day, tally__restated_on__lte=shown
    )
    columns = ("unit", "value", "tally__basis", "reform")
    return [_Cell(*row) for row in rows.order_by("pk").values_list(*columns)]


def _units(
    ids: set[int],
    shown: date,
    kind: Kind | None,
    under: Iterable[str] | Unit | UnitOnDay | None,
) -> set[int]:
    """Of these units the ones of that level below `under`."""
    units = Unit.objects.filter(pk__in=ids)
    if kind is not None:
        units = units.filter(kind=kind)
    if isinstance(under, Unit | UnitOnDay):
        units = units.filter(pk__in=[unit.id for unit in as_of(shown, under=under)])
    elif under is not None:
        units = units.under(under)
    return set(units.values_list("pk", flat=True))
