"""Finding the cells of a form in a workbook by heads and labels, when rows were moved or rebuilt.

Heads may be merged or written out, in any case, with or without the line of counted columns; rows
come in the order of the form, so that two of one name are told apart.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from vungcao.kernel.files.workbooks import Cell
from vungcao.systems.statistics.rules.layout import HEADING, Section
from vungcao.systems.statistics.rules.workbooks import SheetPlan, Spot

MOST_LEVELS = 6
NO_ROWS = "Không thấy các dòng của biểu: dùng tệp mẫu."
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Misplaced:
    """What is wrong with the shape of a sheet."""

    spot: Spot
    says: str


@dataclass
class Found:
    """Where the cells of a section stand, and what its shape lacks."""

    spots: dict[str, Spot] = field(default_factory=dict)
    wrong: list[Misplaced] = field(default_factory=list)


def folded(cell: Cell) -> str:
    """A label as it is compared: one spelling, one blank, no case."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else unicodedata.normalize("NFC", str(cell))
    return " ".join(text.split()).casefold()


def at(rows: Rows, row: int, column: int) -> Cell:
    """What stands somewhere; nothing outside of the sheet."""
    if 1 <= row <= len(rows) and 1 <= column <= len(rows[row - 1]):
        return rows[row - 1][column - 1]
    return None


def stands(plan: SheetPlan, rows: Rows) -> bool:
    """Whether labels and heads are where the template has them."""
    heads = all(folded(at(rows, one.row, one.column)) == folded(one.label) for one in plan.heads())
    return heads and all(
        folded(at(rows, plan.row(place), 2)) == folded(row.label)
        for place, row in enumerate(plan.section.rows)
    )


def find(section: Section, sheet: str, rows: Rows) -> Found:
    """The cells of a section by what stands above and beside them."""
    found = Found()
    labels = _label_column(section, rows)
    if labels is None:
        found.wrong.append(
            Misplaced(Spot(sheet, 1, 1), "Không thấy các dòng của biểu: dùng tệp mẫu.")
        )
        return found
    lines = _lines(section, sheet, rows, labels, found)
    if not lines:
        return found
    columns = _columns(section, sheet, rows, labels, min(lines.values()), found)
    for row in section.rows:
        if row.kind != HEADING and row.code in lines:
            for code, column in columns.items():
                found.spots[f"{row.code}.{code}"] = Spot(sheet, lines[row.code], column)
    return found


def _label_column(section: Section, rows: Rows) -> int | None:
    """The column in which most labels of the form stand."""
    wanted = {folded(row.label) for row in section.rows}
    counted: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row, start=1):
            if isinstance(cell, str) and folded(cell) in wanted:
                counted[column] = counted.get(column, 0) + 1
    return max(counted, key=lambda column: (counted[column], -column)) if counted else None


def _lines(section: Section, sheet: str, rows: Rows, labels: int, found: Found) -> dict[str, int]:
    """The line of each row of the form; they come in its order."""
    lines: dict[str, int] = {}
    line = 1
    for row in section.rows:
        wanted = folded(row.label)
        here = next(
            (n for n in range(line, len(rows) + 1) if folded(at(rows, n, labels)) == wanted), 0
        )
        if here:
            lines[row.code], line = here, here + 1
        elif row.kind != HEADING:
            found.wrong.append(Misplaced(Spot(sheet, line, labels), f"Thiếu dòng “{row.label}”."))
    if lines:
        _say_strange(section, sheet, rows, labels, lines, found)
    return lines


def _say_strange(
    section: Section, sheet: str, rows: Rows, labels: int, lines: Mapping[str, int], found: Found
) -> None:
    """A line between those of the form that is none of them, but holds figures."""
    known = set(lines.values())
    for number in range(min(known), max(known) + 1):
        label = at(rows, number, labels)
        has_figures = any(isinstance(cell, float) for cell in rows[number - 1][labels:])
        if number not in known and has_figures:
            says = f"Biểu không có dòng “{label}”." if label else "Dòng này không có tên."
            found.wrong.append(Misplaced(Spot(sheet, number, labels), says))


def _columns(
    section: Section, sheet: str, rows: Rows, labels: int, first: int, found: Found
) -> dict[str, int]:
    """The column of each column of the form, by the whole way of its heads or its end."""
    ways = _ways(rows, labels, first)
    columns: dict[str, int] = {}
    for column in section.columns:
        wanted = _once([folded(one) for one in column.head])
        free = {n: way for n, way in ways.items() if n not in columns.values()}
        fits = [n for n, way in free.items() if way == wanted]
        fits += [n for n, way in free.items() if way[-len(wanted) :] == wanted]
        if fits:
            columns[column.code] = fits[0]
        else:
            spot = Spot(sheet, max(1, first - 1), labels)
            found.wrong.append(Misplaced(spot, f"Thiếu cột “{column.name}”."))
    return columns


def _ways(rows: Rows, labels: int, first: int) -> dict[int, list[str]]:
    """The heads above each column from the outermost on; a merged one reaches to the right."""
    lines = range(max(1, first - MOST_LEVELS), first)
    width = max((len(rows[number - 1]) for number in lines), default=0)
    ways: dict[int, list[str]] = {column: [] for column in range(labels + 1, width + 1)}
    for number in lines:
        reach = ""
        for column, way in ways.items():
            own = _head(rows, number, column)
            has_below = any(_head(rows, n, column) for n in range(number + 1, first))
            reach = own or (reach if has_below else "")
            if reach:
                way.append(reach)
    return {column: _once(way) for column, way in ways.items()}


def _head(rows: Rows, row: int, column: int) -> str:
    """A head as it is compared; numbers that count the columns are none."""
    text = folded(at(rows, row, column))
    return "" if text.strip("()").isdecimal() else text


def _once(way: Sequence[str]) -> list[str]:
    """A head that is written again in the line below is one."""
    return [one for n, one in enumerate(way) if n == 0 or way[n - 1] != one]
