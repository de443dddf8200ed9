"""What a single cell of a form says instead of its row and its column."""

from copy import deepcopy
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.forms.design_parts import Drawn, Meant, formula
from vungcao.systems.statistics.rules import definition, designing
from vungcao.systems.statistics.rules.designing import Said, Spot
from vungcao.systems.statistics.rules.layout import HEADING
from vungcao.web.choices import Radios


@dataclass(frozen=True)
class Held(Drawn):
    """A single cell: what it says stands in a table of cells, not in a list."""

    own: Said

    @property
    def part(self) -> Said:
        return self.own


class CellForm(Meant):
    """What one cell says instead of its row and its column."""

    nothing: ClassVar = _("Như dòng và cột")
    when: ClassVar = {
        "meaning": (frozenset({"meaning"}), _("ô có chỉ tiêu riêng")),
        "formula": (frozenset({"formula"}), _("ô có công thức riêng")),
    }
    row = forms.ChoiceField(label=_("Dòng"))
    column = forms.ChoiceField(label=_("Cột"))
    kind = forms.ChoiceField(
        label=_("Ô này"),
        choices=[
            ("closed", _("Đóng, không nhập")),
            ("meaning", _("Có chỉ tiêu hoặc mục riêng")),
            ("formula", _("Tính theo công thức riêng")),
        ],
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
        self.fields["row"].choices = [  # type: ignore[attr-defined]
            (one.code, one.label) for one in table.rows if one.kind != HEADING
        ]
        self.fields["column"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name) for one in table.columns
        ]

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
        made = deepcopy(self.drawn.said)
        table = made["sections"][self.drawn.spot.section]
        cells = table.setdefault("cells", {})
        cells.pop(self.name, None)
        name = f"{self.cleaned_data['row']}.{self.cleaned_data['column']}"
        cells[name] = self.part()
        return made, Spot(designing.CELL, self.drawn.spot.section, sorted(cells).index(name))

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("kind") != "formula" or "formula" in self.errors:
            return said
        if not said.get("formula"):
            self.add_error("formula", "Ghi công thức của ô.")
        at = f"sections[{self.drawn.spot.section}].cells.{said.get('row')}.{said.get('column')}"
        for fault in definition.sketch(self.made)[1]:
            if fault.place.startswith(at):
                self.add_error("formula", fault.says)
        return said
