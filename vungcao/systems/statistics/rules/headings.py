"""Headings and names of rows out of a pasted block or a sheet, where merged cells come as blanks.

What is read is only proposed: its levels, which rows are totals, which indicators are meant.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vungcao.kernel.search.rules import folded
from vungcao.systems.statistics.rules.definition import MOST_HEADS
from vungcao.systems.statistics.rules.layout import LINE, TOTAL

MOST_COLUMNS, MOST_ROWS, DEEPEST = 60, 250, 5
SURE, LIKELY, OFFERED = 0.8, 0.34, 4
MOST_TITLES = 15
BELOW = re.compile(r"^(nguoi lap|nguoi tong hop|thu truong|noi nhan|ghi chu)\b|\bngay .*thang ")
NUMBERS = frozenset({"tt", "stt", "so tt", "so thu tu"})
COUNTED = re.compile(r"\(?(?:[A-Za-zĐđ]|\d{1,3})\)?")
ROMAN = re.compile(r"[IVXLC]+\.?")
DOTTED = re.compile(r"\d+(?:\.\d+)*\.?")
DASHED = re.compile(r"^\s*[-+–•]\s*")
TOTALS = ("tong", "cong", "toan")

Grid = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Label:
    """The name of a row as it was met."""

    label: str
    number: str = ""
    level: int = 0
    kind: str = LINE


@dataclass(frozen=True)
class Block:
    """What a block holds: headings from the outermost level on, rows in their order."""

    heads: tuple[tuple[str, ...], ...] = ()
    rows: tuple[Label, ...] = ()


def lines(text: str) -> list[list[str]]:
    """A block as a spreadsheet copies it: tabs between cells, quotes around lines within one."""
    return [list(line) for line in csv.reader(text.splitlines(keepends=True), delimiter="\t")]


def read(given: Grid, *, has_heads: bool = True, has_rows: bool = True) -> Block:
    """The headings above and the names at the left, or only one of them."""
    grid = [[_tidy(cell) for cell in line] for line in given if any(map(_tidy, line))]
    width = max(map(len, grid), default=0)
    grid = [[*line, *[""] * (width - len(line))] for line in grid]
    if not grid:
        return Block()
    if not has_heads:
        return Block((), _labels(_body(grid), *_names_at(grid, has_heads=False)))
    table = _untitled(grid, has_rows=has_rows)
    if not has_rows:
        return Block(_heads([one for one in table if not _is_counted(one)], 0))
    number, name = _names_at(table)
    size = _head_lines(table, name)
    body = _body([line for line in table[size:] if not _is_counted(line)])
    return Block(_heads(table[:size], name + 1), _labels(body, number, name))


def _untitled(grid: Grid, *, has_rows: bool) -> Grid:
    """Without what a sheet says above its table: who reports, the form's name, units of measure.

    The table begins where its rows are numbered; else, below a title, where a line has two cells.
    Alone, a heading over several others looks like a title.
    """
    for at, line in enumerate(grid[:MOST_TITLES]):
        if folded(line[0]) in NUMBERS:
            return grid[at:]
    many = [sum(map(bool, line)) for line in grid]
    if not has_rows or not grid[0][0] or many[0] > 1:
        return grid
    return next((grid[at:] for at, one in enumerate(many) if one > 1), grid)


def _body(grid: Grid) -> Grid:
    """The lines down to what is written below a table: notes, a day, who signs."""
    below = (at for at, line in enumerate(grid) if any(BELOW.search(folded(one)) for one in line))
    return grid[: next(below, len(grid))]


def _tidy(cell: str) -> str:
    """Without needless blanks; those at the beginning say how deep a name stands."""
    inner = " ".join(cell.split())
    return (
        cell[: len(cell) - len(cell.lstrip(" \u00a0"))].replace("\u00a0", " ") + inner
        if inner
        else ""
    )


def _names_at(grid: Grid, *, has_heads: bool = True) -> tuple[int | None, int]:
    """In which columns the numbers and the names of rows stand."""
    is_numbered = folded(grid[0][0]) in NUMBERS
    if not has_heads and len(grid[0]) > 1:
        first = [line[0].strip() for line in grid if line[0]]
        is_numbered = all(ROMAN.fullmatch(one) or DOTTED.fullmatch(one) for one in first)
    return (0, 1) if is_numbered and len(grid[0]) > 1 else (None, 0)


def _is_counted(line: Sequence[str]) -> bool:
    """Whether a line only counts the columns: A, B, 1, 2 or (1), (2)."""
    said = [cell.strip() for cell in line if cell]
    return len(said) > 1 and all(COUNTED.fullmatch(cell) for cell in said)


def _head_lines(grid: Grid, name: int) -> int:
    """Headings go on until the columns are counted, or a row has a name."""
    for at, line in enumerate(grid[1 : MOST_HEADS + 2], start=1):
        if _is_counted(line) or any(line[: name + 1]):
            return at
    return min(len(grid), MOST_HEADS)


def _heads(grid: Grid, start: int) -> tuple[tuple[str, ...], ...]:
    """A blank beside a heading is merged with it where something stands below."""
    found: list[tuple[str, ...]] = []
    before: list[str] = []
    for column in range(start, len(grid[0]) if grid else 0):
        said = [line[column].strip() for line in grid][:MOST_HEADS]
        depth = max((at for at, cell in enumerate(said) if cell), default=-1)
        head: list[str] = []
        is_same = True
        for at, cell in enumerate(said[: depth + 1]):
            inherited = before[at] if is_same and not cell and at < len(before) else ""
            is_same = is_same and (not cell or before[at : at + 1] == [cell])
            head.append(cell or inherited)
        if head:
            before = head
            found.append(tuple(dict.fromkeys(filter(None, head))))
    return tuple(found[:MOST_COLUMNS])


def _labels(grid: Grid, number: int | None, name: int) -> tuple[Label, ...]:
    found: list[Label] = []
    spaces = sorted({_indent(line[name]) for line in grid if line[name].strip()})
    shift, romans = 0, False
    for line in grid[:MOST_ROWS]:
        text = line[name]
        if not text.strip():
            continue
        said = line[number].strip() if number is not None else ""
        is_total = folded(text).startswith(TOTALS)
        romans = romans or bool(ROMAN.fullmatch(said))
        level = spaces.index(_indent(text)) + _depth(said, text, has_romans=romans)
        level = 0 if is_total and not found else level + shift
        shift = 1 if is_total and not found else shift
        label = DASHED.sub("", text).strip()
        found.append(Label(label, said, min(level, DEEPEST), TOTAL if is_total else LINE))
    return tuple(_with_totals(found))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _depth(number: str, text: str, *, has_romans: bool) -> int:
    """How deep a number or a dash puts a row."""
    if DASHED.match(text):
        return 2 if has_romans else 1
    if DOTTED.fullmatch(number):
        return number.rstrip(".").count(".") + has_romans
    return 0


def _with_totals(rows: Sequence[Label]) -> Iterable[Label]:
    """A row with others indented below it adds them; none stands deeper than one below."""
    above = -1
    levels = []
    for row in rows:
        above = min(row.level, above + 1)
        levels.append(above)
    for at, row in enumerate(rows):
        has_below = at + 1 < len(rows) and levels[at + 1] > levels[at]
        yield replace(row, level=levels[at], kind=TOTAL if has_below else LINE)


@dataclass(frozen=True)
class Match:
    """What a name may mean: `sure` when one fits, else those that are alike."""

    sure: str = ""
    likely: tuple[str, ...] = ()


def match(text: str, names: Mapping[str, str]) -> Match:
    """The names alike by their words, without accents; one is sure when it is plainly the best."""
    wanted = folded(text)
    exact = [code for code, name in names.items() if folded(name) == wanted]
    if len(exact) == 1:
        return Match(exact[0], (exact[0],))
    scores = sorted(((_alike(wanted, folded(name)), code) for code, name in names.items()))[::-1]
    likely = tuple(code for score, code in scores[:OFFERED] if score >= LIKELY)
    best, second = (*[score for score, _code in scores[:2]], 0.0, 0.0)[:2]
    return Match(likely[0] if likely and best >= SURE and best - second > 0.1 else "", likely)


def _alike(one: str, other: str) -> float:
    mine, its = set(one.split()), set(other.split())
    return len(mine & its) / len(mine | its) if mine and its else 0.0
