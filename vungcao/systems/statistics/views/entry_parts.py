"""What the page of a form is made of: tables of cells, their heads, and what a script is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vungcao.systems.statistics.rules.layout import (
    CLOSED,
    COMPUTED,
    HEADING,
    TOTAL,
    Column,
    FormCell,
    Layout,
    Section,
)

Json = dict[str, object]


@dataclass(frozen=True)
class Head:
    """One heading above a table; equal neighbours have merged."""

    id: str
    label: str
    columns: int = 1
    lines: int = 1

    @property
    def scope(self) -> str:
        return "colgroup" if self.columns > 1 else "col"


@dataclass(frozen=True)
class Shown:
    """What stands in a cell, in words: its value, the year before, what is wrong with it."""

    value: str = ""
    last: str = ""
    wrong: str = ""
    is_part: bool = False  # a total of what is there so far
    is_locked: bool = False
    has_notes: bool = False


@dataclass(frozen=True)
class GridCell:
    """A cell as it is drawn: a field, a computed figure, or closed."""

    name: str
    label: str
    labelled_by: str
    kind: str
    shown: Shown

    @property
    def is_computed(self) -> bool:
        return self.kind == COMPUTED

    @property
    def is_closed(self) -> bool:
        return self.kind == CLOSED

    @property
    def css(self) -> str:
        marks = {
            "c-calc": self.is_computed,
            "c-lock": self.is_closed or self.shown.is_locked,
            "c-bad": bool(self.shown.wrong),
            "c-note": self.shown.has_notes,
        }
        return " ".join(mark for mark, is_set in marks.items() if is_set)


@dataclass(frozen=True)
class Line:
    """A row of a table; a heading has no cells."""

    id: str
    label: str
    level: int
    is_heading: bool
    is_total: bool
    cells: tuple[GridCell, ...] = ()


@dataclass(frozen=True)
class Part:
    """One table."""

    code: str
    title: str
    corner: str
    heads: tuple[tuple[Head, ...], ...]
    lines: tuple[Line, ...]

    @property
    def depth(self) -> int:
        return len(self.heads)

    @property
    def width(self) -> int:
        """Columns with the names of the rows."""
        return 1 + max((len(line.cells) for line in self.lines), default=0)


@dataclass(frozen=True)
class Problem:
    """A line above the tables that leads to a cell."""

    cell: str
    said: str
    level: str = "block"


@dataclass(frozen=True)
class GridPage:
    """Everything that the page of one submission shows, and what its script is told."""

    parts: tuple[Part, ...]
    data: Json
    revision: int
    mark: str  # the beginning of the ids of a form that is sent without scripts
    problems: tuple[Problem, ...] = ()
    is_open: bool = True
    said: str = ""  # the line of state, until a script writes it
    returned: tuple[Problem, ...] = ()  # cells that were sent back, with the reason
    basis: str = ""  # from which units earlier figures were brought here


def parts_of(layout: Layout, shown: Mapping[str, Shown], corner: str) -> tuple[Part, ...]:
    """The tables of a form; a cell that `shown` does not know is blank."""
    cells: dict[str, FormCell] = {cell.code: cell for cell in layout.cells()}
    return tuple(_part(section, cells, shown, corner) for section in layout.sections)


def _part(
    section: Section, cells: Mapping[str, FormCell], shown: Mapping[str, Shown], corner: str
) -> Part:
    names = spoken(section)
    lines = []
    for row in section.rows:
        line_id = f"r-{row.code}"
        drawn = tuple(
            GridCell(
                name=(name := f"{row.code}.{column.code}"),
                label=names[column.code][0],
                labelled_by=f"{line_id} {names[column.code][1]}",
                kind=cells[name].kind,
                shown=shown.get(name, Shown()),
            )
            for column in section.columns
            if row.kind != HEADING
        )
        label = f"{row.number} {row.label}".strip()
        is_heading, is_total = row.kind == HEADING, row.kind == TOTAL
        lines.append(Line(line_id, label, row.level, is_heading, is_total, drawn))
    return Part(section.code, section.title, corner, heads_of(section), tuple(lines))


def heads_of(section: Section) -> tuple[tuple[Head, ...], ...]:
    """The headings by line: equal neighbours merge, a short one hangs down to the bottom."""
    depth = max(len(column.head) for column in section.columns)
    lines: list[tuple[Head, ...]] = []
    for level in range(depth):
        lines.append(
            tuple(
                Head(
                    id=_head_id(section, first, level),
                    label=first.head[level],
                    columns=many,
                    lines=depth - level if level == len(first.head) - 1 else 1,
                )
                for first, many in _groups(section.columns, level)
                if level < len(first.head)
            )
        )
    return tuple(lines)


def spoken(section: Section) -> dict[str, tuple[str, str]]:
    """What names each column, in words and by the ids of its heads.

    The nearest group and its own head; more of the groups where two columns would share a name.
    """
    firsts = {
        (column.code, level): first
        for level in range(max(len(column.head) for column in section.columns))
        for first, members in _members(section.columns, level)
        for column in members
    }
    found = {}
    for column in section.columns:
        size = min(2, len(column.head))
        while size < len(column.head) and not _is_alone(column, section.columns, size):
            size += 1
        levels = range(len(column.head) - size, len(column.head))
        ids = [_head_id(section, firsts[column.code, level], level) for level in levels]
        found[column.code] = (", ".join(column.head[-size:]), " ".join(ids))
    return found


def _is_alone(column: Column, columns: Sequence[Column], size: int) -> bool:
    return sum(other.head[-size:] == column.head[-size:] for other in columns) == 1


def _head_id(section: Section, first: Column, level: int) -> str:
    return f"h-{section.code}-{first.code}-{level}"


def _groups(columns: Sequence[Column], level: int) -> Iterator[tuple[Column, int]]:
    for first, members in _members(columns, level):
        yield first, len(members)


def _members(columns: Sequence[Column], level: int) -> Iterator[tuple[Column, list[Column]]]:
    """Neighbours that share their heads down to `level`; the last head of a column is its own."""
    members: list[Column] = []
    for column in columns:
        if members and not _are_one(members[0], column, level):
            yield members[0], members
            members = []
        members.append(column)
    if members:
        yield members[0], members


def _are_one(one: Column, other: Column, level: int) -> bool:
    depth = level + 1
    if level >= len(one.head) - 1 or level >= len(other.head) - 1:
        return False
    return one.head[:depth] == other.head[:depth]
