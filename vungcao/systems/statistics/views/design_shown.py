"""What the page of a form that is drawn shows: tables as they are entered, parts to choose."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from vungcao.systems.statistics.models import FormVersion
from vungcao.systems.statistics.queries.design_choices import Choices
from vungcao.systems.statistics.rules import definition, designing, proofs, wording
from vungcao.systems.statistics.rules.checks import LEVEL_NAMES
from vungcao.systems.statistics.rules.designing import Spot
from vungcao.systems.statistics.rules.layout import (
    COMPUTED,
    HEADING,
    TOTAL,
    Column,
    Formula,
    Items,
    Layout,
    Override,
    Row,
    Section,
)
from vungcao.systems.statistics.rules.reading import Reader
from vungcao.systems.statistics.rules.wording import Names
from vungcao.systems.statistics.views.design_faults import Faults, page_of
from vungcao.systems.statistics.views.entry_parts import Part, Shown, parts_of


@dataclass(frozen=True)
class Line:
    """A part to choose: its name, what it means in words, what is wrong with it."""

    spot: str
    name: str
    said: str
    address: str
    level: int = 0
    is_wrong: bool = False
    is_chosen: bool = False

    @property
    def indent(self) -> str:
        return "\u2003" * self.level


@dataclass(frozen=True)
class Parts:
    """Parts of one kind in their order, and what may be done with them."""

    code: str
    title: str
    nothing: str
    lines: tuple[Line, ...]
    new: str
    add: str
    is_indented: bool = False
    doubles: bool = True
    moves: bool = True

    @property
    def below(self) -> str:
        """Where a new row below the chosen one begins."""
        chosen = next((one for one in self.lines if one.is_chosen), None)
        return chosen.spot if chosen else ""


@dataclass(frozen=True)
class Table:
    """One table: as the enterer sees it, and its parts."""

    spot: str
    title: str
    address: str
    part: Part | None
    parts: tuple[Parts, ...]


@dataclass(frozen=True)
class Page:
    """Everything of the page, read from the definition as it stands."""

    version: FormVersion
    choices: Choices
    layout: Layout
    faults: Faults
    chosen: str = ""

    @classmethod
    def of(cls, version: FormVersion, choices: Choices, chosen: str = "") -> "Page":
        layout, wrong = definition.sketch(version.definition)
        found = Faults(version, layout).take((*wrong, *proofs.faults(layout, choices.catalogue)))
        return cls(version, choices, layout, found, chosen)

    def tables(self) -> Iterator[Table]:
        for at, section in enumerate(self.layout.sections):
            spot = Spot(designing.SECTION, at, at)
            parts = (self._columns(at, section), self._rows(at, section), self._cells(at, section))
            yield Table(
                spot=str(spot),
                title=section.title or _("Bảng chưa có tên"),
                address=page_of(self.version.pk, spot),
                part=preview(self.layout, at),
                parts=parts,
            )

    def sections(self) -> Parts:
        lines = [
            self._line(Spot(designing.SECTION, at, at), one.title, _size(one))
            for at, one in enumerate(self.layout.sections)
        ]
        return self._parts("s", _("Các bảng"), _("Biểu chưa có bảng nào."), lines, _("Thêm bảng"))

    def checks(self) -> Parts:
        names = Names.of(self.layout)
        known = {one.id: one for one in self.layout.rules()}
        lines = []
        for at, raw in enumerate(self.version.definition.get("checks", [])):
            one = known.get(raw.get("id"))
            said = wording.words(one.tree, names) if one else ""
            level = LEVEL_NAMES[one.level] if one else _("chưa đọc được")
            lines.append(
                self._line(Spot(designing.CHECK, 0, at), raw.get("say", ""), f"{said}; {level}")
            )
        nothing = _("Chưa có kiểm tra nào.")
        return self._parts("k", _("Kiểm tra số liệu"), nothing, lines, _("Thêm kiểm tra"))

    def _columns(self, at: int, section: Section) -> Parts:
        names = Names.of(self.layout)
        lines = [
            self._line(Spot(designing.COLUMN, at, j), one.name, self._column(one, names))
            for j, one in enumerate(section.columns)
        ]
        return self._parts(f"s{at}c", _("Cột"), _("Chưa có cột nào."), lines, _("Thêm cột"))

    def _rows(self, at: int, section: Section) -> Parts:
        names = Names.of(self.layout)
        lines = [
            replace(
                self._line(
                    Spot(designing.ROW, at, j),
                    f"{one.number} {one.label}".strip(),
                    self._row(one, names),
                ),
                level=one.level,
            )
            for j, one in enumerate(section.rows)
        ]
        found = self._parts(f"s{at}r", _("Dòng"), _("Chưa có dòng nào."), lines, _("Thêm dòng"))
        return replace(found, is_indented=True)

    def _cells(self, at: int, section: Section) -> Parts:
        names = Names.of(self.layout)
        lines = [
            self._line(
                Spot(designing.CELL, at, j),
                names.cell(code),
                self._cell(section.cells[code], names),
            )
            for j, code in enumerate(sorted(section.cells))
        ]
        nothing = _("Mọi ô theo dòng và cột của nó.")
        found = self._parts(f"s{at}o", _("Ô riêng, ô đóng"), nothing, lines, _("Thêm ô riêng"))
        return replace(found, moves=False, doubles=False)

    def _parts(self, code: str, title: str, nothing: str, lines: list[Line], add: str) -> Parts:
        return Parts(code, title, nothing, tuple(lines), page_of(self.version.pk, code), add)

    def _line(self, spot: Spot, name: str, said: str) -> Line:
        wrong = self.faults.at(spot)
        return Line(
            spot=str(spot),
            name=name or _("(chưa có tên)"),
            said=said,
            address=page_of(self.version.pk, spot),
            is_wrong=bool(wrong),
            is_chosen=self.chosen == str(spot),
        )

    def _column(self, one: Column, names: Names) -> str:
        if one.formula is not None or one.kind == COMPUTED:
            return _("tính: %(said)s") % {"said": _formula(one.formula, names)}
        return self._meaning(one.indicator, one.items)

    def _row(self, one: Row, names: Names) -> str:
        if one.kind == HEADING:
            return _("tiêu đề nhóm")
        if one.formula is not None:
            return _("tính: %(said)s") % {"said": _formula(one.formula, names)}
        if one.kind == TOTAL:
            return _("cộng các dòng bên dưới")
        return self._meaning(one.indicator, one.items)

    def _cell(self, one: Override, names: Names) -> str:
        if one.closed:
            return _("đóng, không nhập")
        if one.formula is not None:
            return _("tính: %(said)s") % {"said": _formula(one.formula, names)}
        return self._meaning(one.indicator, one.items)

    def _meaning(self, indicator: str, items: Items) -> str:
        called = self.choices.names
        said = [called.get(indicator, indicator)] if indicator else []
        lists = {code: name for code, name, _items in self.choices.lists}
        said += [
            f"{lists.get(code, code)}: {called.get(f'{code}={item}', item)}"
            for code, item in items.items()
        ]
        return "; ".join(said)


def preview(layout: Layout, at: int) -> Part | None:
    """A table as the enterer sees it, as soon as it has a column and a row."""
    section = layout.sections[at]
    if not section.rows or not section.columns or not all(one.head for one in section.columns):
        return None
    own = Layout((section,))
    computed = Shown(value=_("tính"))
    shown = {cell.code: computed for cell in own.cells() if cell.kind == COMPUTED}
    part = parts_of(own, shown, _("Dòng"))[0]
    return replace(part, title=_("Như người nhập thấy: %(title)s") % {"title": part.title})


def _formula(formula: Formula | None, names: Names) -> str:
    node = Reader(lambda name: True).number(formula, "") if formula is not None else None
    return wording.words(node, names) if node is not None else _("chưa có công thức đọc được")


def _size(section: Section) -> str:
    columns, rows = len(section.columns), len(section.rows)
    return _("%(columns)s cột, %(rows)s dòng") % {"columns": columns, "rows": rows}
