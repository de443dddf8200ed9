"""How a designer names cells in a formula: by headings or codes between brackets, `[Nam]`.

A lone name is a column of the same row (`[Nam]` for `*.male`), in the formula of a row a row of the
same column; `[Tày | Nam]` is one cell. What two things are called is asked for by its full heading.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vungcao.kernel.search.rules import folded
from vungcao.systems.statistics.rules.layout import Layout

COLUMN, ROW, CELL = "column", "row", "cell"  # what a lone name stands for


class Unclear(ValueError):
    """A name that means nothing, or several things."""


@dataclass(frozen=True)
class Called:
    """Codes by what they are called; each may have several names."""

    labels: Mapping[str, tuple[str, ...]]
    by_name: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, tuple[str, ...]]]) -> "Called":
        """The first names are the ones that are shown where they are enough."""
        labels = dict(pairs)
        found: dict[str, set[str]] = defaultdict(set)
        for code, names in labels.items():
            for name in names:
                found[folded(name)].add(code)
        return cls(labels, {name: frozenset(codes) for name, codes in found.items()})

    def code(self, name: str) -> str:
        """The code that a text between brackets means. Raises `Unclear`."""
        if name in self.labels or name == "*":
            return name
        found = self.by_name.get(folded(name), frozenset())
        if not found:
            raise Unclear(f"không có cột hay dòng nào tên “{name}”")
        if len(found) > 1:
            said = "; ".join(sorted(self.labels[code][-1] for code in found)[:4])
            codes = ", ".join(sorted(found)[:4])
            raise Unclear(f"“{name}” gọi được {len(found)} chỗ ({said}): ghi đủ, hoặc mã {codes}")
        return next(iter(found))

    def name(self, code: str) -> str:
        """The shortest name that means this code alone."""
        for name in self.labels.get(code, ()):
            if not set(name) & set("[]|") and self.by_name.get(folded(name)) == frozenset({code}):
                return name if name not in self.labels else code
        return code


@dataclass(frozen=True)
class Namer:
    """The names of one form; `lone` says what a single name is, where the formula stands."""

    rows: Called
    columns: Called
    lone: str = CELL

    @classmethod
    def of(cls, layout: Layout, lone: str = CELL) -> "Namer":
        rows = [(row.code, (row.label,)) for part in layout.sections for row in part.rows]
        columns: dict[str, tuple[str, ...]] = {}
        for part in layout.sections:
            for one in part.columns:
                given = (*columns.get(one.code, ()), one.head[-1], one.name)
                columns[one.code] = tuple(dict.fromkeys(given))
        return cls(Called.of(rows), Called.of(columns.items()), lone)

    def cell(self, text: str) -> str:
        """`[Tày | Nam]`, `[Nam]`, `[tay.male]` or `[bieu2:tay.male]` as a name of a cell."""
        text = " ".join(text.split())
        if ":" in text:
            return text
        if "|" in text:
            row, _bar, column = (one.strip() for one in text.partition("|"))
            return f"{self.rows.code(row)}.{self.columns.code(column)}"
        if (written := self._written(text)) is not None:
            return written
        if self.lone == COLUMN:
            return f"*.{self.columns.code(text)}"
        if self.lone == ROW:
            return f"{self.rows.code(text)}.*"
        raise Unclear(f"“{text}”: ghi đủ dòng và cột, ví dụ [Tày | Nam]")

    def said(self, name: str) -> str:
        """A cell as `cell` reads it, without the brackets."""
        if ":" in name:
            return name
        row, _dot, column = name.partition(".")
        if row == "*" and self.lone == COLUMN:
            return self.columns.name(column)
        if column == "*" and self.lone == ROW:
            return self.rows.name(row)
        return f"{self.rows.name(row)} | {self.columns.name(column)}"

    def _written(self, text: str) -> str | None:
        row, dot, column = text.partition(".")
        knows = (row == "*" or row in self.rows.labels) and (
            column == "*" or column in self.columns.labels
        )
        return text if dot and knows else None
