"""What a wide table of numbers is made of: units down, groups of columns across."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class CrossGroup:
    """Columns under one head."""

    label: Words
    heads: Sequence[Words]


@dataclass(frozen=True)
class CrossLine:
    """A row: its name and where it leads, a remark and where that leads, its numbers in words."""

    label: Words
    cells: Sequence[str]
    address: str = ""
    remark: Words = ""
    remark_address: str = ""


@dataclass(frozen=True)
class CrossTable:
    """`components/cross_table.html` draws it; `corner` stands over the names."""

    label: Words
    corner: Words
    all: Words  # the head of the first column of numbers
    groups: Sequence[CrossGroup]
    lines: Sequence[CrossLine]
    total: CrossLine | None = None
