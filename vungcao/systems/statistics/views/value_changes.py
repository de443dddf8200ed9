"""The figures that a file changes, named: what stood there, and what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vungcao.systems.statistics.models import ValueFile
from vungcao.systems.statistics.queries import tables as reads
from vungcao.systems.statistics.queries.tables_laid import names
from vungcao.systems.statistics.queries.value_cells import Told, told
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.exact import Figure, State, unscaled
from vungcao.systems.statistics.views.tables_page import said

STATES = tuple(State)


@dataclass(frozen=True)
class Change:
    """A line of the file and the figure that it changes."""

    line: int
    figure: str
    unit: str
    period: str
    before: str
    after: str


def changes(row: ValueFile, today: date) -> list[Change]:
    """The first of them, in the order of the file; four statements however many."""
    if not row.changes:
        return []
    cells = {one[1] for one in row.changes}
    known, items = told(cells, today), reads.item_names(cells)
    units = names({one[3] for one in row.changes}, today)
    return [_change(one, known[one[1]], items.get(one[1], ""), units) for one in row.changes]


def _change(one: Sequence[int], known: Told, items: str, units: dict[int, str]) -> Change:
    line, _cell, period, unit = one[:4]
    return Change(
        line=line,
        figure=f"{known.name}: {items}" if items else known.name,
        unit=units.get(unit, f"#{unit}"),
        period=periods.name(period),
        before=_said(one[4], one[5], known.places),
        after=_said(one[6], one[7], known.places),
    )


def _said(state: int, number: int | None, places: int) -> str:
    if number is None:
        return said(Figure(STATES[state]), places)
    return said(Figure(value=unscaled(number, places)), places)
