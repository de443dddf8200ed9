"""A table as a reader from outside sees it: small numbers hidden, and what would give them away.

What is hidden is decided over all units that the reader reaches, by the map of each period and for
every list by itself, whatever part of it is shown: so one table never tells what another hides.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.units.models import Kind
from vungcao.systems.statistics.models import Cell, CellItem, IndicatorVersion, Stage
from vungcao.systems.statistics.queries import tables
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import Land, Map, last_day
from vungcao.systems.statistics.rules import tables as rules
from vungcao.systems.statistics.rules.adding import Added, Way
from vungcao.systems.statistics.rules.exact import BLANK
from vungcao.systems.statistics.rules.tables import Column, Laid, Slot, Value
from vungcao.systems.statistics.rules.tables_guarded import PERSONAL, Counted, Hidden, hide

SMALL_CELL = "statistics.small_cell"
KINDS = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE)
TOP = 0
Kept = dict[tuple[str, int], tuple[Hidden, frozenset[int]]]  # by indicator and period; the units


def fewest(day: date) -> int:
    """The smallest number that a reader from outside is shown."""
    try:
        return int(norms.value(SMALL_CELL, day))
    except NothingInForce:
        return 5  # shown too little rather than too much


@dataclass(frozen=True)
class Guard:
    """What is known of the columns of a table: whose numbers they are, and what is hidden."""

    owners: Mapping[int, str]  # the indicator of each cell of persons
    lists: Mapping[str, Mapping[frozenset[int], str]]  # of each indicator: its items' lists
    kept: Kept
    fewest: int

    def hides(self, column: Column, node: int, period: int, value: Value) -> bool:
        return any(self._hides(slot, node, period, value) for slot in column.slots)

    def _hides(self, slot: Slot, node: int, period: int, value: Value) -> bool:
        owner = next((self.owners[one] for one in slot.cells if one in self.owners), None)
        if owner is None:
            return False
        if slot.way is not Way.SUM or (owner, period) not in self.kept:
            return True
        hidden, units = self.kept[owner, period]
        if node not in units:  # a figure of its own, of which nothing else is a part
            return 0 < (value.added.figure.known or 0) < self.fewest
        of = self.lists[owner].get(slot.cells)
        if of == "":
            return hidden.hides_total(node)
        return of is None or hidden.hides(of, node, _item(slot))


def guarded(laid: Laid, columns: Sequence[Column], guard: Guard) -> Laid:
    """The table of everything in reach without what is hidden; its row 0 is the top."""
    values = {}
    for (row, nth, period), value in laid.values.items():
        if value.told and guard.hides(columns[nth], row, period, value):
            value = Value(Added(BLANK), value.asked, value.told, is_hidden=True)
        values[row, nth, period] = value
    return replace(laid, values=values)


def guard(columns: Sequence[Column], periods: Sequence[int], map_: Map, reach: Reach) -> Guard:
    """Reads everything by commune and decides what is hidden; `map_` looks at no single unit."""
    day = map_.day or min(last_day(periods[-1]), map_.today)
    cells = frozenset[int]().union(*(column.cells for column in columns))
    versions = _personal(cells, day)
    by_list = {"": tables.columns(versions, (), day)}
    for code in _lists(versions):
        by_list[code] = tables.columns(versions, (code,), day)
    owners = {cell: one.indicator for one in by_list[""] for cell in one.cells}
    lists: dict[str, dict[frozenset[int], str]] = defaultdict(dict)
    for code, found in by_list.items():
        for one in found:
            lists[one.indicator].setdefault(one.cells, code)
    least, few = Stage.ACCEPTED, fewest(day)
    land = Land(replace(map_, level=Kind.COMMUNE), villages=True)
    every = [one for found in by_list.values() for one in found]
    given = tables.read(every, periods, reach, least, least, frozenset())
    whole = rules.lay(every, periods, lambda column, at: rules.sources(column, at, given, land))
    return Guard(owners, lists, _kept(whole, every, lists, periods, land, few), few)


def _kept(
    whole: Laid,
    columns: Sequence[Column],
    lists: Mapping[str, Mapping[frozenset[int], str]],
    periods: Iterable[int],
    land: Land,
    few: int,
) -> Kept:
    """What is hidden of each indicator in each period."""
    kept: Kept = {}
    for period in periods:
        totals: dict[str, dict[int, int]] = defaultdict(dict)
        items: dict[str, dict[str, dict[tuple[int, str], int]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for nth, column in enumerate(columns):
            of = lists[column.indicator][column.cells]
            for row in whole.rows:
                value = whole.values.get((row, nth, period))
                if value is None or not value.told:
                    continue
                number = int(value.added.figure.known or 0)
                if of == "":
                    totals[column.indicator][row] = number
                else:
                    items[column.indicator][of][row, _item(column.upper)] = number
        for indicator, numbers in totals.items():
            above = _above(numbers, period, land)
            hidden = hide(above, Counted(numbers, items[indicator]), few)
            kept[indicator, period] = (hidden, frozenset(above))
    return kept


def _above(communes: Iterable[int], period: int, land: Land) -> dict[int, int | None]:
    """Communes below their districts, where there are any, below provinces, below everything."""
    above: dict[int, int | None] = {TOP: None}
    for commune in communes:
        chain = land.chain(commune, last_day(period))
        found = {land.kinds.get(one): one for one in reversed(chain)}
        line = [TOP, *(found[kind] for kind in KINDS if kind in found)]
        for higher, lower in pairwise(line):
            above[lower] = higher
    return above


def _personal(cells: frozenset[int], day: date) -> list[IndicatorVersion]:
    """The indicators of these cells that count what is personal."""
    mine = Cell.objects.filter(pk__in=cells).values("indicator")
    rows = IndicatorVersion.objects.in_force(day).filter(indicator__in=mine)
    return list(rows.filter(unit_of_measure__in=PERSONAL).select_related("indicator"))


def _lists(versions: Sequence[IndicatorVersion]) -> list[str]:
    """Every list by which any of these indicators is divided."""
    rows = CellItem.objects.filter(cell__indicator__in=[one.indicator_id for one in versions])
    return sorted(set(rows.values_list("item__list__code", flat=True)))


def _item(slot: Slot) -> str:
    return ".".join(map(str, sorted(slot.cells)))
