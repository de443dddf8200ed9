"""Every figure that a reader may see as lines of a file, read while it leaves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import QuerySet

from vungcao.kernel.units.models import Code
from vungcao.kernel.units.queries import GSO
from vungcao.systems.statistics.models import Cell, CellItem, CodeList, Observation
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.value_ground import BY_ID
from vungcao.systems.statistics.rules import periods, value_files
from vungcao.systems.statistics.rules.exact import State, canonical, unscaled

AT_ONCE = 5_000
STATES = tuple(state.value for state in State)


@dataclass(frozen=True)
class Asked:
    """Which figures: of these indicators, between two periods, from a stage on; nothing is all."""

    indicators: Sequence[int] = ()
    since: int | None = None  # years
    until: int | None = None
    least: int = 0


@dataclass(frozen=True)
class Leaving:
    """The heads of the file and its lines, which are read one piece after the other."""

    heads: list[str]
    rows: Iterator[list[object]]


def figures(asked: Asked, reach: Reach) -> QuerySet[Observation]:
    """The figures in the order of their index: nothing is sorted."""
    rows = Observation.objects.visible_to(reach.user).under(reach.scopes)
    if asked.indicators:
        rows = rows.filter(cell__in=Cell.objects.filter(indicator__in=asked.indicators))
    if asked.since is not None:
        rows = rows.filter(period__gte=asked.since * 1000)
    if asked.until is not None:
        rows = rows.filter(period__lt=(asked.until + 1) * 1000)
    if asked.least:
        rows = rows.filter(stage__gte=asked.least)
    return rows.order_by("cell", "period", "unit")


def leaving(asked: Asked, reach: Reach) -> Leaving:
    """Lists as columns: those that divide any of the indicators, in the order of their names."""
    cells, lists = _cells(asked)
    names = dict(CodeList.objects.filter(code__in=lists).values_list("code", "name"))
    ordered = sorted(lists, key=lambda code: (names[code], code))
    return Leaving(
        value_files.heads([names[code] for code in ordered]),
        _rows(figures(asked, reach), {pk: _said(*one, ordered) for pk, one in cells.items()}),
    )


@dataclass(frozen=True)
class _Said:
    """How the lines of a cell begin, and its decimals."""

    begin: tuple[str, ...]
    places: int


def _said(code: str, places: int, items: dict[str, str], lists: Sequence[str]) -> _Said:
    return _Said((code, *(items.get(one, "") for one in lists)), places)


def _rows(rows: QuerySet[Observation], cells: dict[int, _Said]) -> Iterator[list[object]]:
    """One server-side cursor: the transaction in which the file leaves holds it open."""
    units = _Units()
    written: dict[int, str] = {}
    found = rows.values_list("cell", "period", "unit", "state", "value")
    for cell, period, unit, state, value in found.iterator(chunk_size=AT_ONCE):
        if period not in written:
            written[period] = value_files.written_period(period)
        one = cells[cell]
        yield [
            *one.begin,
            units.code(unit, period),
            written[period],
            _number(value, one.places),
            STATES[state],
        ]


def _number(value: int | None, places: int) -> object:
    """A number and no text: what begins with a minus would be taken for a formula."""
    if value is None or not places:
        return value
    return Decimal(canonical(unscaled(value, places), places))


class _Units:
    """The code of a unit at the end of a period; our own id for what has none."""

    def __init__(self) -> None:
        self._periods: dict[int, dict[int, str]] = {}

    def code(self, unit: int, period: int) -> str:
        then = self._periods.get(period)
        if then is None:
            codes = Code.objects.in_force(periods.end(period) - timedelta(days=1))
            then = dict(codes.filter(scheme=GSO).values_list("unit", "code"))
            self._periods[period] = then
        return then.get(unit) or f"{BY_ID}{unit}"


Found = tuple[str, int, dict[str, str]]


def _cells(asked: Asked) -> tuple[dict[int, Found], set[str]]:
    """Cells by id: indicator, decimals, items by list; and every list that is among them."""
    rows = Cell.objects.all()
    if asked.indicators:
        rows = rows.filter(indicator__in=asked.indicators)
    items: dict[int, dict[str, str]] = defaultdict(dict)
    named = CellItem.objects.filter(cell__in=rows)
    for cell, code, item in named.values_list("cell", "item__list__code", "item__code"):
        items[cell][code] = item
    found = {
        pk: (code, places, items[pk])
        for pk, code, places in rows.values_list("pk", "indicator__code", "indicator__decimals")
    }
    return found, {code for one in items.values() for code in one}
