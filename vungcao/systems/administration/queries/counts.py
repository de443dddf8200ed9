"""The counts of one unit: as recorded on their day, and by the units of today."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from vungcao.kernel.citations.models import State
from vungcao.kernel.units.models import (
    Hierarchy,
    Placement,
    Reform,
    RestatedTally,
    Tally,
    Unit,
)


@dataclass(frozen=True)
class Count:
    """One measure of a unit: as it was recorded on its day, and restated to the units of today.

    `restated` and `reforms` stay empty while no reform has touched what is counted here.
    """

    measure: str
    day: date
    recorded: int | None
    restated: int | None
    is_synthetic: bool
    reforms: tuple[Reform, ...]


@dataclass
class _Sum:
    recorded: list[int] = field(default_factory=list)
    today: list[int] = field(default_factory=list)
    reforms: set[int] = field(default_factory=set)
    states: set[str] = field(default_factory=set)


def counts(unit: Unit, today: date) -> list[Count]:
    """Every count of a unit or of what stood below it, newest first; five queries in all."""
    days = set(Tally.objects.order_by("day").values_list("day", flat=True).distinct())
    families = _families(unit.pk, {*days, today})
    sums: dict[tuple[str, date], _Sum] = defaultdict(_Sum)
    _add_recorded(sums, families, today)
    _add_restated(sums, families[today], today)
    reforms = Reform.objects.filter(pk__in={pk for one in sums.values() for pk in one.reforms})
    known = {reform.pk: reform for reform in reforms.order_by("effective_on", "pk")}
    return [
        Count(
            measure=measure,
            day=day,
            recorded=sum(one.recorded) if one.recorded else None,
            restated=sum(one.today) if one.reforms else None,
            is_synthetic=State.SYNTHETIC in one.states,
            reforms=tuple(reform for pk, reform in known.items() if pk in one.reforms),
        )
        for (measure, day), one in sorted(sums.items(), key=_newest_first)
        if one.recorded or one.reforms
    ]


def _newest_first(item: tuple[tuple[str, date], _Sum]) -> tuple[int, str]:
    measure, day = item[0]
    return -day.toordinal(), measure


def _add_recorded(
    sums: dict[tuple[str, date], _Sum], families: dict[date, set[int]], today: date
) -> None:
    tallies = Tally.objects.filter(unit__in=set().union(*families.values())).order_by("pk")
    columns = ("measure", "day", "unit", "value", "restated_on", "basis__state")
    for measure, day, unit, value, restated_on, state in tallies.values_list(*columns):
        counted = sums[measure, day]
        if unit in families[day]:
            counted.recorded.append(value)
            counted.states.add(state)
        if unit in families[today] and (restated_on is None or restated_on > today):
            counted.today.append(value)


def _add_restated(sums: dict[tuple[str, date], _Sum], family: Iterable[int], today: date) -> None:
    parts = RestatedTally.objects.in_force(today).filter(
        unit__in=family, tally__restated_on__lte=today
    )
    columns = ("tally__measure", "tally__day", "value", "reform", "tally__basis__state")
    for measure, day, value, reform, state in parts.order_by("pk").values_list(*columns):
        counted = sums[measure, day]
        counted.today.append(value)
        counted.reforms.add(reform)
        counted.states.add(state)


def _families(unit: int, days: Iterable[date]) -> dict[date, set[int]]:
    """The unit and all that stood below it, on each of these days."""
    placed = Placement.objects.filter(hierarchy=Hierarchy.ADMINISTRATIVE).order_by("pk")
    rows = list(placed.values_list("unit", "parent", "valid_from", "valid_until"))
    return {day: _family(unit, rows, day) for day in days}


def _family(unit: int, rows: list[tuple[int, int, date, date | None]], day: date) -> set[int]:
    below: dict[int, list[int]] = defaultdict(list)
    for child, parent, valid_from, valid_until in rows:
        if valid_from <= day and (valid_until is None or day < valid_until):
            below[parent].append(child)
    family, waiting = {unit}, [unit]
    while waiting:
        found = [child for child in below[waiting.pop()] if child not in family]
        family.update(found)
        waiting.extend(found)
    return family
