"""The shape of a form: sections, headings of several levels, rows, and what each cell stands for.

Stored as JSON in `FormVersion.definition` (`rules/definition.py` reads it). A cell is named by its
row and column (`tay.male`), never by a place in a grid. What it stands for is said by the row and
the column together; single cells may be closed or say otherwise. Formulas and checks stay the plain
JSON that the page gets as well; `trees` and `rules` read them (`rules/ast.py`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from vungcao.systems.statistics.rules import checks
from vungcao.systems.statistics.rules.ast import Node
from vungcao.systems.statistics.rules.checks import Cells, Check
from vungcao.systems.statistics.rules.reading import Reader

Formula = list[Any]
Items = Mapping[str, str]

LINE, TOTAL, HEADING = "line", "total", "heading"
INPUT, COMPUTED, CLOSED = "input", "computed", "closed"
ROW_KINDS: Final = {LINE: "dòng nhập", TOTAL: "dòng tổng", HEADING: "dòng tiêu đề"}
COLUMN_KINDS: Final = {INPUT: "cột nhập", COMPUTED: "cột tính"}
OF_CELLS = ("c", "h", "k", "is")  # operations whose first word names a cell


@dataclass(frozen=True)
class Column:
    """A column under a heading of one or more levels; `decimals` none: those of the indicator."""

    code: str
    head: tuple[str, ...]
    kind: str = INPUT
    indicator: str = ""
    items: Items = field(default_factory=dict)
    formula: Formula | None = None
    decimals: int | None = None

    @property
    def name(self) -> str:
        """The heading read aloud, from the outermost level on."""
        return ", ".join(self.head)


@dataclass(frozen=True)
class Row:
    """A line to fill, a total of the lines one level below it, or a heading without cells."""

    code: str
    label: str
    level: int = 0
    kind: str = LINE
    number: str = ""
    indicator: str = ""
    items: Items = field(default_factory=dict)
    formula: Formula | None = None


@dataclass(frozen=True)
class Override:
    """What a single cell says instead of its row and column."""

    closed: bool = False
    indicator: str = ""
    items: Items = field(default_factory=dict)
    formula: Formula | None = None


@dataclass(frozen=True)
class Section:
    """A table of a form."""

    code: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: Mapping[str, Override] = field(default_factory=dict)

    def below(self, row: Row) -> tuple[Row, ...]:
        """The rows of which `row` is the total: one level deeper, until its own level returns."""
        found = []
        for other in self.rows[self.rows.index(row) + 1 :]:
            if other.level <= row.level:
                break
            if other.level == row.level + 1 and other.kind != HEADING:
                found.append(other)
        return tuple(found)


@dataclass(frozen=True)
class FormCell:
    """One cell of a form: typed in, computed, or closed."""

    code: str
    section: str
    row: Row
    column: Column
    kind: str
    indicator: str = ""
    items: Items = field(default_factory=dict)
    formula: Formula | None = None


@dataclass(frozen=True)
class Layout:
    """The whole definition of a form."""

    sections: tuple[Section, ...]
    checks: tuple[Any, ...] = ()

    def cells(self) -> Iterator[FormCell]:
        """Every cell in the order in which it is read; headings have none."""
        for section in self.sections:
            for row in section.rows:
                if row.kind != HEADING:
                    for column in section.columns:
                        yield _cell(section, row, column)

    def inputs(self) -> dict[str, FormCell]:
        """The cells that are typed in, by code."""
        return {cell.code: cell for cell in self.cells() if cell.kind == INPUT}

    def formulas(self) -> dict[str, Formula]:
        """The cells that are computed, with their formulas as JSON."""
        return {cell.code: cell.formula for cell in self.cells() if cell.formula is not None}

    def trees(self) -> dict[str, Node]:
        """The formulas as trees; what cannot be read is left out, and was said when it was read."""
        reader = Reader(self.known().knows)
        found = {code: reader.number(said, code) for code, said in self.formulas().items()}
        return {code: node for code, node in found.items() if node is not None}

    def rules(self) -> tuple[Check, ...]:
        """The checks that can be read, each still over all of its rows."""
        return checks.read(list(self.checks), self.known())[0]

    def known(self) -> Cells:
        """What formulas and checks may name: cells that are open, and those of other forms."""
        there = {cell.code for cell in self.cells() if cell.kind != CLOSED}
        rows = [row.code for part in self.sections for row in part.rows]
        columns = dict.fromkeys(c.code for part in self.sections for c in part.columns)
        return Cells(rows, list(columns), lambda name: ":" in name or name in there)


def _cell(section: Section, row: Row, column: Column) -> FormCell:
    code = f"{row.code}.{column.code}"
    own = section.cells.get(code, Override())
    if own.closed:
        return FormCell(code, section.code, row, column, CLOSED)
    formula = own.formula
    if formula is None and not own.indicator:
        formula = _formula(section, row, column)
    if formula is not None:
        formula = filled(formula, row.code, column.code)
        return FormCell(code, section.code, row, column, COMPUTED, formula=formula)
    if row.kind == TOTAL and not own.indicator:
        return FormCell(code, section.code, row, column, CLOSED)  # nothing below it is open
    indicator = own.indicator or column.indicator or row.indicator
    items = {**row.items, **column.items, **own.items}
    return FormCell(code, section.code, row, column, INPUT, indicator, items)


def _formula(section: Section, row: Row, column: Column) -> Formula | None:
    """A column's formula first: a rate is computed from totals, never added up."""
    if column.formula is not None:
        return column.formula
    if row.formula is not None:
        return row.formula
    if row.kind == TOTAL:
        below = [f"{one.code}.{column.code}" for one in section.below(row)]
        there = [["c", code] for code in below if not section.cells.get(code, Override()).closed]
        return ["tot", *there] if there else None
    return None


def filled(said: Any, row: str, column: str) -> Any:
    """A formula with `*.male` and `tay.*` led to the row and the column where it stands."""
    if not isinstance(said, list) or not said:
        return said
    if said[0] in OF_CELLS and len(said) > 1 and isinstance(said[1], str):
        before, dot, after = said[1].partition(".")
        name = (row if before == "*" else before) + dot + (column if after == "*" else after)
        return [said[0], name, *said[2:]]
    return [said[0], *(filled(part, row, column) for part in said[1:])]
