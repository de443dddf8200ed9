"""Where the cells of a form stand in its workbook, and what identifies the workbook: plain Python.

One sheet for each section, all laid out alike: title and identity above, heads, then the rows. A
hidden sheet says for whom the file was made and where each input stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from vungcao.systems.statistics.rules.layout import HEADING, Layout, Section

HIDDEN, KIND, EDITION = "vungcao", "vungcao.statistics.form", "1"
FORM, PERIOD, UNIT = "Mã biểu", "Kỳ báo cáo", "Đơn vị báo cáo"
TITLE_LINE, FORM_LINE, PERIOD_LINE, UNIT_LINE, FIRST_HEAD = 1, 2, 3, 4, 6
NUMBER_COLUMN, LABEL_COLUMN, FIRST_COLUMN = 1, 2, 3
HEAD_OF_NUMBERS, HEAD_OF_LABELS = "STT", "Nội dung"
LONGEST_SHEET = 31
MOST_ID = 10**15  # more than any id; beyond it a database counts no further
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def letter(column: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A cell of a workbook; rows and columns count from 1."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        return f"{letter(self.column)}{self.row}"

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}"

    @classmethod
    def of(cls, text: str) -> Self:
        """The spot that a text names. Raises `ValueError`."""
        found = re.fullmatch(r"(.{1,31})!([A-Z]{1,3})([1-9][0-9]{0,6})", text)
        if found is None:
            raise ValueError(f"no cell: {text!r}")
        column = 0
        for one in found[2]:
            column = column * 26 + ord(one) - 64
        return cls(found[1], int(found[3]), column)


@dataclass(frozen=True)
class HeadSpot:
    """A head above the columns; it covers so many columns and lines."""

    label: str
    row: int
    column: int
    columns: int = 1
    lines: int = 1


@dataclass(frozen=True)
class SheetPlan:
    """A section as a sheet: which row and column of the form stands where."""

    name: str
    section: Section

    @property
    def depth(self) -> int:
        return max(len(column.head) for column in self.section.columns)

    @property
    def first_row(self) -> int:
        """Below the heads and the line that counts the columns."""
        return FIRST_HEAD + self.depth + 1

    def row(self, place: int) -> int:
        return self.first_row + place

    def column(self, place: int) -> int:
        return FIRST_COLUMN + place

    def spots(self) -> Iterator[tuple[str, Spot]]:
        """Every cell of the form with its place; headings have none."""
        for at, row in enumerate(self.section.rows):
            if row.kind != HEADING:
                for place, column in enumerate(self.section.columns):
                    spot = Spot(self.name, self.row(at), self.column(place))
                    yield f"{row.code}.{column.code}", spot

    def heads(self) -> Iterator[HeadSpot]:
        """Heads with equal neighbours merged; a short one hangs down to the bottom."""
        yield HeadSpot(HEAD_OF_NUMBERS, FIRST_HEAD, NUMBER_COLUMN, lines=self.depth)
        yield HeadSpot(HEAD_OF_LABELS, FIRST_HEAD, LABEL_COLUMN, lines=self.depth)
        columns = self.section.columns
        for level in range(self.depth):
            place = 0
            while place < len(columns):
                head, end = columns[place].head, place + 1
                is_last = level >= len(head) - 1
                while not is_last and end < len(columns) and _share(head, columns[end].head, level):
                    end += 1
                if level < len(head):
                    lines = self.depth - level if is_last else 1
                    at = self.column(place)
                    yield HeadSpot(head[level], FIRST_HEAD + level, at, end - place, lines)
                place = end


def _share(one: Sequence[str], other: Sequence[str], level: int) -> bool:
    return level < len(other) - 1 and one[: level + 1] == other[: level + 1]


def _cut(title: str) -> str:
    """As much of a title as a sheet may bear, by whole words where it has any."""
    if len(title) <= LONGEST_SHEET:
        return title.strip()
    whole = title[: LONGEST_SHEET + 1].rpartition(" ")[0]
    return (whole or title[:LONGEST_SHEET]).strip()


def plans(layout: Layout) -> tuple[SheetPlan, ...]:
    """The sheets of a form, in its order."""
    found: list[SheetPlan] = []
    for place, section in enumerate(layout.sections, start=1):
        before = f"{place}. " if len(layout.sections) > 1 else ""
        name = _cut(f"{before}{_FORBIDDEN.sub(' ', section.title)}")
        found.append(SheetPlan(name or f"Bảng {place}", section))
    return tuple(found)


def spots(layout: Layout) -> dict[str, Spot]:
    """Where every cell of the form stands when nobody has moved anything."""
    return {code: spot for plan in plans(layout) for code, spot in plan.spots()}


@dataclass(frozen=True)
class Identity:
    """For whom a workbook was made, and after which change of the answer."""

    form: str
    version: int
    mark: str
    period: int
    unit: int
    submission: int
    revision: int

    def lines(self) -> Iterator[tuple[str, str]]:
        """As the hidden sheet holds it."""
        yield KIND, EDITION
        for name in self.__dataclass_fields__:
            yield name, str(getattr(self, name))

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Self | None:
        """From the lines of a hidden sheet; nothing when they are not ours any more."""
        if said.get(KIND) != EDITION:
            return None
        try:
            numbers = {
                name: int(said[name])
                for name in ("version", "period", "unit", "submission", "revision")
            }
        except (KeyError, ValueError):
            return None
        if not all(0 <= number < MOST_ID for number in numbers.values()):
            return None
        return cls(form=said.get("form", ""), mark=said.get("mark", ""), **numbers)
