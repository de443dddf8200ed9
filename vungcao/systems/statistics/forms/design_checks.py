"""A check as its designer fills it in: two sides and a comparison, what is said, how grave."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.forms.design_parts import Drawn, PartForm
from vungcao.systems.statistics.rules import designing, formula_text, wording
from vungcao.systems.statistics.rules.ast import COMPARE
from vungcao.systems.statistics.rules.cell_names import CELL, COLUMN, ROW, Namer
from vungcao.systems.statistics.rules.checks import LEVEL_NAMES
from vungcao.systems.statistics.rules.designing import Said
from vungcao.systems.statistics.rules.formulas import Wrong
from vungcao.systems.statistics.rules.layout import HEADING
from vungcao.systems.statistics.rules.reading import Reader
from vungcao.systems.statistics.rules.wording import SIGNS, Names

EACH = "*"
ALONE = ""  # the left side is a whole condition


def _side(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=formula_text.LONGEST,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false"}),
        help_text=help_text,
        required=label == LEFT,
    )


LEFT = _("Vế trái")


class CheckForm(PartForm):
    """What must hold for each row, each column or one cell."""

    at_row = forms.ChoiceField(label=_("Dòng nào"), help_text=_("Ô ở dòng, cột này được đánh dấu."))
    at_column = forms.ChoiceField(label=_("Cột nào"))
    only = forms.MultipleChoiceField(
        label=_("Chỉ ở các dòng, cột này"),
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("Để trống: mọi dòng (cột) có đủ các ô của kiểm tra."),
    )
    left = _side(LEFT, _("Ví dụ [Hộ nghèo] + [Hộ cận nghèo]. Phải đúng thì mới không báo."))
    sign = forms.ChoiceField(
        label=_("So sánh"),
        required=False,
        choices=[
            *((sign, f"{SIGNS[sign]} ({sign})") for sign in COMPARE),
            (ALONE, _("vế trái là cả điều kiện")),
        ],
        initial="<=",
    )
    right = _side(_("Vế phải"))
    say = forms.CharField(
        label=_("Câu báo"),
        max_length=300,
        help_text=_("Người nhập đọc câu này khi điều trên không đúng: sai gì, sửa gì."),
    )
    level = forms.ChoiceField(
        label=_("Mức"), choices=[(str(one), said) for one, said in LEVEL_NAMES.items()]
    )
    placed: ClassVar = {"e[2]": "right", "e": "left", "at": "at_column", "over": "only"}

    def __init__(self, data: Any = None, *, drawn: Drawn, seen: int) -> None:
        self.namer = Namer.of(drawn.layout, _lone(data, drawn.part))
        super().__init__(data, drawn=drawn, seen=seen)
        parts = drawn.layout.sections
        rows = [(one.code, one.label) for part in parts for one in part.rows if one.kind != HEADING]
        columns = {one.code: one.name for part in parts for one in part.columns}
        fields: dict[str, Any] = self.fields
        fields["at_row"].choices = [(EACH, _("Mỗi dòng")), *rows]
        fields["at_column"].choices = [*columns.items(), (EACH, _("Mỗi cột"))]
        fields["only"].choices = [(_("Dòng"), rows), (_("Cột"), list(columns.items()))]

    def first(self) -> dict[str, Any]:
        part = self.drawn.part
        if not part:
            return {"at_row": EACH, "sign": "<=", "level": "block"}
        row, _dot, column = str(part.get("at", "")).partition(".")
        over, tree = part.get("over"), part.get("e")
        sides = {"left": formula_text.said(tree, self.namer), "sign": ALONE}
        if isinstance(tree, list) and len(tree) == 3 and tree[0] in COMPARE:
            left, right = (formula_text.said(one, self.namer) for one in tree[1:])
            sides = {"left": left, "sign": tree[0], "right": right}
        only = over if isinstance(over, list) else []
        said = {"say": part.get("say"), "level": part.get("level"), "only": only}
        return {**said, "at_row": row, "at_column": column, **sides}

    def clean_left(self) -> Any:
        return self._read("left")

    def clean_right(self) -> Any:
        return self._read("right")

    def _read(self, name: str) -> Any:
        text = self.cleaned_data[name]
        if not text.strip():
            return None
        try:
            return formula_text.read(text, self.namer)
        except Wrong as wrong:
            raise ValidationError(f"Ký tự {wrong.at}: {wrong.says}.") from None

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("at_row") == said.get("at_column") == EACH:
            self.add_error("at_column", "Chọn một dòng hoặc một cột: không kiểm tra mọi ô.")
        if said.get("sign") and not said.get("right") and "right" not in self.errors:
            self.add_error("right", "Ghi vế phải của phép so sánh.")
        return super().clean()

    def part(self) -> Said:
        said = self.cleaned_data
        spread: Said = {}
        if EACH in (said["at_row"], said["at_column"]):
            spread = {"over": said["only"] or ("r" if said["at_row"] == EACH else "c")}
        tree = [said["sign"], said["left"], said["right"]] if said["sign"] else said["left"]
        taken = (str(one.get("id")) for one in self.drawn.said.get("checks", []))
        return {
            "id": self.drawn.part.get("id") or designing.fresh("kiem_tra", taken),
            "level": said["level"],
            "at": f"{said['at_row']}.{said['at_column']}",
            "say": said["say"],
            **spread,
            "e": tree,
        }

    @property
    def in_words(self) -> str:
        tree = self.at.of(self.made).get("e") if self.is_bound else self.drawn.part.get("e")
        node = Reader(lambda name: True).truth(tree, "") if tree else None
        return wording.words(node, Names.of(self.layout)) if node else ""


def _lone(data: Any, part: Said) -> str:
    """Over rows a lone name is a column, over columns a row."""
    row, _dot, column = str(part.get("at", "*.")).partition(".")
    if data is not None:
        row, column = data.get("at_row", ""), data.get("at_column", "")
    return COLUMN if row == EACH else ROW if column == EACH else CELL
