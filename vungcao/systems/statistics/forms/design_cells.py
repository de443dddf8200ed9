"""What a single cell of a form says instead of its row and its column."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.forms.design_parts import Drawn, Meant, formula
from vungcao.systems.statistics.rules import definition, designing
from vungcao.systems.statistics.rules.designing import Said, Spot
from vungcao.systems.statistics.rules.layout import HEADING
from vungcao.web.choices import Radios

EVERY, OPEN = "*", "open"  # all rows or columns; a cell that was closed is entered again
KINDS = [
    ("closed", _("Đóng, không nhập")),
    (OPEN, _("Mở lại, như dòng và cột")),
    ("meaning", _("Có chỉ tiêu hoặc mục riêng")),
    ("formula", _("Tính theo công thức riêng")),
]


@dataclass(frozen=True)
class Held(Drawn):
    """A single cell: what it says stands in a table of cells, not in a list."""

    own: Said

    @property
    def part(self) -> Said:
        return self.own


class CellForm(Meant):
    """What a cell says instead of its row and column; several are closed or opened at once."""

    nothing: ClassVar = _("Như dòng và cột")
    when: ClassVar = {
        "meaning": (frozenset({"meaning"}), _("ô có chỉ tiêu riêng")),
        "formula": (frozenset({"formula"}), _("ô có công thức riêng")),
    }
    row = forms.ChoiceField(label=_("Dòng"))
    until_row = forms.ChoiceField(label=_("Đến dòng"), required=False)
    column = forms.ChoiceField(label=_("Cột"))
    until_column = forms.ChoiceField(label=_("Đến cột"), required=False)
    kind = forms.ChoiceField(
        label=_("Ô này"),
        choices=KINDS,
        initial="closed",
        widget=Radios,
    )
    formula = formula(_("Tên ô ghi đủ dòng và cột, ví dụ [Tày | Nam] + [Nùng | Nam]."))

    def __init__(self, data: Any = None, *, drawn: Drawn, seen: int) -> None:
        names = sorted(drawn.table.get("cells", {}))
        place = drawn.spot.place
        self.name = names[place] if place is not None and place < len(names) else ""
        self.own: Said = drawn.table["cells"][self.name] if self.name else {}
        held = Held(drawn.said, drawn.spot, drawn.layout, drawn.choices, self.own)
        super().__init__(data, drawn=held, seen=seen)
        table = drawn.layout.sections[drawn.spot.section]
        rows = [(one.code, one.label) for one in table.rows if one.kind != HEADING]
        columns = [(one.code, one.name) for one in table.columns]
        self.codes = {"row": [code for code, _l in rows], "column": [code for code, _n in columns]}
        self._choose("row", rows, _("Mọi dòng"))
        self._choose("column", columns, _("Mọi cột"))
        if self.name:  # one that stands already stays one
            kinds = self.fields["kind"]
            assert isinstance(kinds, forms.ChoiceField)
            kinds.choices = [one for one in KINDS if one[0] != OPEN]

    def _choose(self, name: str, found: list[tuple[str, str]], every: Any) -> None:
        """One of them; of a new mark also all, or from one to another."""
        first, last = self.fields[name], self.fields[f"until_{name}"]
        assert isinstance(first, forms.ChoiceField)
        assert isinstance(last, forms.ChoiceField)
        first.choices = found if self.name else [*found, (EVERY, every)]
        last.choices = [("", _("Chỉ một")), *found]
        if self.name:
            del self.fields[f"until_{name}"]

    def first(self) -> dict[str, Any]:
        row, _dot, column = self.name.partition(".")
        kind = "formula" if self.own.get("formula") else "meaning"
        closed = self.own.get("closed") or not self.own
        return {
            **super().first(),
            "row": row,
            "column": column,
            "kind": "closed" if closed else kind,
        }

    def part(self) -> Said:
        said = self.cleaned_data
        if said["kind"] == "closed":
            return {"closed": True}
        if said["kind"] == "formula":
            return {"formula": said["formula"]} if said["formula"] else {}
        return self.meaning()

    def put(self) -> tuple[Said, Spot]:
        section, wanted = self.drawn.spot.section, self.cells()
        part = None if self.cleaned_data["kind"] == OPEN else self.part()
        made = designing.marked(self.drawn.said, section, [self.name], None)
        made = designing.marked(made, section, wanted, part)
        there = sorted(made["sections"][section]["cells"])
        place = there.index(wanted[0]) if part is not None else 0
        return made, Spot(designing.CELL, section, place)

    def cells(self) -> list[str]:
        """The cells that are meant, by row and column."""
        rows, columns = (self._range(name) for name in ("row", "column"))
        return [f"{row}.{column}" for row in rows for column in columns]

    def _range(self, name: str) -> list[str]:
        first, codes = self.cleaned_data[name], self.codes[name]
        if first == EVERY:
            return codes
        last = self.cleaned_data.get(f"until_{name}") or first
        begin, end = sorted((codes.index(first), codes.index(last)))
        return codes[begin : end + 1]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        several = not self.errors and len(self.cells()) > 1
        if several and said["kind"] not in ("closed", OPEN):
            self.add_error("kind", "Chỉ tiêu hay công thức riêng ghi cho từng ô một.")
            return said
        if said.get("kind") != "formula" or "formula" in self.errors:
            return said
        if not said.get("formula"):
            self.add_error("formula", "Ghi công thức của ô.")
        at = f"sections[{self.drawn.spot.section}].cells.{said.get('row')}.{said.get('column')}"
        for fault in definition.sketch(self.made)[1]:
            if fault.place.startswith(at):
                self.add_error("formula", fault.says)
        return said
