"""Published figures in a table by the map of another day: what was brought, whence, on what basis.

A source speaks of the unit of its time. Where a reform has joined that unit with others, the number
is only its own part of the row, and the table says whose part is not in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.scopes.models import ScopedQuerySet
from vungcao.kernel.units.models import Reform
from vungcao.kernel.units.queries.flows import before
from vungcao.systems.statistics.models import Submission
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import Land
from vungcao.systems.statistics.rules.tables import Given, carried

Cells = Mapping[tuple[int, int], frozenset[int]]  # by unit and period


@dataclass(frozen=True)
class Basis:
    """The reforms of a day and the text that they rest on."""

    title: str
    text: str
    is_seen: bool


@dataclass(frozen=True)
class Brought:
    """A published answer of `unit` that stands in the row of `goal`, without that of `others`."""

    unit: int
    goal: int
    period: int
    source: str
    others: tuple[int, ...]
    bases: tuple[Basis, ...]


def cells(wanted: Iterable[int], periods: Iterable[int], reach: Reach) -> Cells:
    """Which of these cells were published, in one statement."""
    place = "obligation__campaign__version__form_cells__cell"
    rows = _answers(periods, reach).filter(**{f"{place}__in": list(wanted)})
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for unit, period, cell in rows.values_list("unit", "obligation__campaign__period", place):
        found[unit, period].add(cell)
    return {key: frozenset(those) for key, those in found.items()}


def brought(given: Given, land: Land, reach: Reach) -> list[Brought]:
    """Those that reforms have moved to another unit, in the order of their periods."""
    told = {(group.unit, at) for (at, _a), found in given.groups.items() for group in found}
    mine = sorted(given.published.keys() & told)
    if not mine:
        return []
    rows = _answers({period for _unit, period in mine}, reach)
    asked = rows.values_list("unit", "obligation__campaign__period", "source").order_by("pk")
    sources = {(unit, period): source for unit, period, source in asked}
    bases = _bases(land)
    found = []
    for unit, period in mine:
        for goal in carried(1, unit, "", land.reforms(period)):
            if goal != unit:
                found.append(_one(unit, goal, period, sources[unit, period], land, bases))
    return sorted(found, key=lambda one: (one.period, one.unit, one.goal))


def _one(
    unit: int,
    goal: int,
    period: int,
    source: str,
    land: Land,
    bases: Mapping[date, tuple[Basis, ...]],
) -> Brought:
    passed = [flow for flow in land.flows if land.lies_between(flow.day, period)]
    others = {part.unit for part in before(goal, passed)} - {unit, goal}
    days = dict.fromkeys(flow.day for flow in passed if unit in flow.targets)
    said = tuple(one for day in days for one in bases.get(day, ()))
    return Brought(unit, goal, period, source, tuple(sorted(others)), said)


def _answers(periods: Iterable[int], reach: Reach) -> ScopedQuerySet[Submission]:
    rows = Submission.objects.visible_to(reach.user).under(reach.scopes).exclude(source="")
    return rows.filter(obligation__campaign__period__in=list(periods))


def _bases(land: Land) -> dict[date, tuple[Basis, ...]]:
    reforms = Reform.objects.filter(pk__in=[flow.reform for flow in land.flows])
    found: dict[date, tuple[Basis, ...]] = {}
    for row in reforms.select_related("basis").order_by("effective_on", "pk"):
        said = Basis(row.title, str(row.basis), row.basis.is_seen)
        found[row.effective_on] = (*found.get(row.effective_on, ()), said)
    return found
