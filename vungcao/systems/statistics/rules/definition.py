"""Reading a form's definition from JSON, and writing it back; every error at its place.

A place is the way to it in the JSON (`sections[0].columns[2].code`), so that a screen can show the
sentence beside the field.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from vungcao.systems.statistics.rules import checks
from vungcao.systems.statistics.rules.circles import Circle
from vungcao.systems.statistics.rules.computing import in_order
from vungcao.systems.statistics.rules.layout import (
    COLUMN_KINDS,
    COMPUTED,
    ROW_KINDS,
    TOTAL,
    Column,
    Formula,
    Items,
    Layout,
    Override,
    Row,
    Section,
)
from vungcao.systems.statistics.rules.reading import Fault, Reader

Part = TypeVar("Part")
CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
WHOLE_CODE = re.compile(rf"\A{CODE.pattern}\Z")  # for who only searches
MOST_CELLS, MOST_HEADS, MOST_DECIMALS = 6000, 5, 6


class BadLayout(ValueError):
    """A definition that cannot be read, with everything that is wrong with it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(f"{one.place}: {one.says}" for one in faults))
        self.faults = tuple(faults)


def read(said: object) -> Layout:
    """The layout of a stored definition. Raises `BadLayout` with every fault at once."""
    reader = _Reader()
    layout = reader.layout(said)
    if not reader.faults:
        reader.codes(layout)
    if not reader.faults:
        reader.faults += _formulas(layout)
    if reader.faults:
        raise BadLayout(reader.faults)
    return layout


def sketch(said: object) -> tuple[Layout, tuple[Fault, ...]]:
    """What can be read of a definition that is still being drawn, and all that is wrong with it."""
    reader = _Reader()
    layout = reader.layout(said)
    reader.codes(layout)
    return layout, (*reader.faults, *_formulas(layout))


def written(layout: Layout) -> dict[str, Any]:
    """As JSON stores it; what stands at its default is left out."""
    plain = _plain(layout)
    assert isinstance(plain, dict)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    given = {one.name: getattr(value, one.name) for one in fields(value)}
    return {
        name: _plain(one)
        for name, one in given.items()
        if one not in ("", None, False, ()) and one != {} and (name, one) != ("level", 0)
    }


@dataclass
class _Reader:
    """Reads the parts one by one and keeps every fault."""

    faults: list[Fault] = field(default_factory=list)

    def wrong(self, place: str, said: str) -> None:
        self.faults.append(Fault(place, said))

    def layout(self, said: object) -> Layout:
        given = self.part(said, "", {"sections", "checks"})
        sections = self.all(given.get("sections", []), "sections", self.section)
        if not sections and not self.faults:
            self.wrong("sections", "cần ít nhất một bảng")
        return Layout(sections, self.all(given.get("checks", []), "checks", lambda one, _at: one))

    def section(self, said: object, at: str) -> Section:
        given = self.part(said, at, {"code", "title", "columns", "rows", "cells"})
        columns = self.all(given.get("columns"), f"{at}.columns", self.column)
        rows = self.all(given.get("rows"), f"{at}.rows", self.row)
        if [] in (given.get("columns"), given.get("rows")):
            self.wrong(at, "bảng cần ít nhất một cột và một dòng")
        cells = self.table(given.get("cells", {}), f"{at}.cells")
        return Section(
            code=self.code(given, at),
            title=self.text(given, "title", at, is_required=True),
            columns=columns,
            rows=rows,
            cells={code: self.override(one, f"{at}.cells.{code}") for code, one in cells.items()},
        )

    def column(self, said: object, at: str) -> Column:
        known = {"code", "head", "kind", "indicator", "items", "formula", "decimals"}
        given = self.part(said, at, known)
        head = self.all(given.get("head"), f"{at}.head", self.heading)
        if not 1 <= len(head) <= MOST_HEADS:
            self.wrong(f"{at}.head", f"tiêu đề cột có từ 1 đến {MOST_HEADS} tầng")
        kind, formula = self.choice(given, "kind", at, COLUMN_KINDS), self.formula(given, at)
        if (kind == "computed") != (formula is not None):
            self.wrong(f"{at}.formula", "cột tính cần công thức, cột nhập không có công thức")
        return Column(
            code=self.code(given, at),
            head=head,
            kind=kind,
            indicator=self.text(given, "indicator", at),
            items=self.items(given, at),
            formula=formula,
            decimals=self.number(given, "decimals", at, MOST_DECIMALS),
        )

    def heading(self, said: object, at: str) -> str:
        if isinstance(said, str) and said.strip():
            return said.strip()
        self.wrong(at, "tầng tiêu đề không được để trống")
        return ""

    def row(self, said: object, at: str) -> Row:
        known = {"code", "label", "level", "kind", "number", "indicator", "items", "formula"}
        given = self.part(said, at, known)
        return Row(
            code=self.code(given, at),
            label=self.text(given, "label", at, is_required=True),
            level=self.number(given, "level", at, 9) or 0,
            kind=self.choice(given, "kind", at, ROW_KINDS),
            number=self.text(given, "number", at),
            indicator=self.text(given, "indicator", at),
            items=self.items(given, at),
            formula=self.formula(given, at),
        )

    def override(self, said: object, at: str) -> Override:
        given = self.part(said, at, {"closed", "indicator", "items", "formula"})
        if not isinstance(given.get("closed", False), bool):
            self.wrong(f"{at}.closed", "chỉ nhận đúng hoặc sai")
        return Override(
            closed=given.get("closed") is True,
            indicator=self.text(given, "indicator", at),
            items=self.items(given, at),
            formula=self.formula(given, at),
        )

    def part(self, said: object, at: str, known: set[str]) -> Mapping[str, Any]:
        if not isinstance(said, Mapping):
            self.wrong(at, "cần một nhóm mục có tên")
            return {}
        for name in sorted(said.keys() - known, key=str):
            self.wrong(f"{at}.{name}".lstrip("."), "không có mục này")
        return said

    def all(
        self, said: object, at: str, read_one: Callable[[object, str], Part]
    ) -> tuple[Part, ...]:
        if not isinstance(said, list | tuple):
            self.wrong(at, "cần một danh sách")
            return ()
        return tuple(read_one(one, f"{at}[{place}]") for place, one in enumerate(said))

    def table(self, said: object, at: str) -> Mapping[str, Any]:
        if isinstance(said, Mapping):
            return {str(key): one for key, one in said.items()}
        self.wrong(at, "cần một nhóm mục có tên")
        return {}

    def text(
        self, given: Mapping[str, Any], name: str, at: str, *, is_required: bool = False
    ) -> str:
        said = given.get(name, "")
        if not isinstance(said, str):
            self.wrong(f"{at}.{name}", "cần một đoạn chữ")
            return ""
        if is_required and not said.strip():
            self.wrong(f"{at}.{name}", "không được để trống")
        return said.strip()

    def code(self, given: Mapping[str, Any], at: str) -> str:
        said = given.get("code", "")
        if not isinstance(said, str) or not CODE.fullmatch(said):
            self.wrong(f"{at}.code", "mã gồm chữ thường không dấu, chữ số và dấu gạch dưới")
            return ""
        return said

    def choice(self, given: Mapping[str, Any], name: str, at: str, known: Mapping[str, str]) -> str:
        said = given.get(name, next(iter(known)))
        if said not in known:
            self.wrong(f"{at}.{name}", f"chọn một trong: {', '.join(known.values())}")
            return next(iter(known))
        return str(said)

    def number(self, given: Mapping[str, Any], name: str, at: str, most: int) -> int | None:
        said = given.get(name)
        if said is None:
            return None
        if isinstance(said, bool) or not isinstance(said, int) or not 0 <= said <= most:
            self.wrong(f"{at}.{name}", f"là số nguyên từ 0 đến {most}")
            return None
        return int(said)

    def items(self, given: Mapping[str, Any], at: str) -> Items:
        found = self.table(given.get("items", {}), f"{at}.items")
        for name, one in found.items():
            if not isinstance(one, str) or not one:
                self.wrong(f"{at}.items.{name}", "cần mã của một mục trong danh mục")
        return {name: str(one) for name, one in found.items()}

    def formula(self, given: Mapping[str, Any], at: str) -> Formula | None:
        """A formula as it stands; it is read when all cells are known."""
        said = given.get("formula")
        if said is None or isinstance(said, list):
            return said
        self.wrong(f"{at}.formula", "cần một danh sách bắt đầu bằng tên phép tính")
        return None

    def codes(self, layout: Layout) -> None:
        """Names are given once, and what is named is there."""
        self.once([(f"sections[{i}].code", one.code) for i, one in enumerate(layout.sections)])
        rows: list[tuple[str, str]] = []
        for i, part in enumerate(layout.sections):
            at = f"sections[{i}]"
            self.once([(f"{at}.columns[{j}].code", c.code) for j, c in enumerate(part.columns)])
            rows += [(f"{at}.rows[{j}].code", r.code) for j, r in enumerate(part.rows)]
            there = {f"{row.code}.{column.code}" for row in part.rows for column in part.columns}
            for code in sorted(part.cells.keys() - there):
                self.wrong(f"{at}.cells.{code}", "bảng không có ô này")
            for j, row in enumerate(part.rows):
                if row.kind == TOTAL and row.formula is None and not part.below(row):
                    self.wrong(f"{at}.rows[{j}]", "dòng tổng không có dòng nào để cộng")
        self.once(rows)
        if sum(len(part.rows) * len(part.columns) for part in layout.sections) > MOST_CELLS:
            self.wrong("sections", f"biểu có nhiều hơn {MOST_CELLS} ô")

    def once(self, given: Sequence[tuple[str, str]]) -> None:
        seen: set[str] = set()
        for place, code in given:
            if code and code in seen:
                self.wrong(place, f"mã {code} đã dùng")
            seen.add(code)


def _formulas(layout: Layout) -> list[Fault]:
    """What is wrong with formulas and checks, each sentence once for the place it was written."""
    reader, places = Reader(layout.known().knows), _places(layout)
    trees = {}
    for cell in layout.cells():
        if cell.kind == COMPUTED:
            trees[cell.code] = reader.number(cell.formula, places[cell.code])
    found = [*reader.faults, *checks.read(list(layout.checks), layout.known())[1]]
    if not found:
        try:
            in_order({code: node for code, node in trees.items() if node is not None})
        except Circle as circle:
            found = [Fault(places[circle.names[0]], f"công thức gọi vòng tròn: {circle}")]
    return list(dict.fromkeys(found))


def _places(layout: Layout) -> dict[str, str]:
    """Where the formula of each cell was written: at the cell, its column, or its row."""
    found = {}
    for i, part in enumerate(layout.sections):
        at = f"sections[{i}]"
        columns = {one.code: f"{at}.columns[{j}].formula" for j, one in enumerate(part.columns)}
        rows = {one.code: f"{at}.rows[{j}].formula" for j, one in enumerate(part.rows)}
        for row in part.rows:
            for column in part.columns:
                code = f"{row.code}.{column.code}"
                own = part.cells.get(code, Override()).formula
                place = columns[column.code] if column.formula is not None else rows[row.code]
                found[code] = f"{at}.cells.{code}.formula" if own is not None else place
    return found
