"""A question of the form as a row: its kind, its choices, from where it is filled in beforehand."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms import queries as norms
from vungcao.systems.onestop.forms import design_fields as fields
from vungcao.systems.onestop.forms.design_row import RowForm
from vungcao.systems.onestop.rules import editing, sources
from vungcao.systems.onestop.rules.definition import KINDS, Field
from vungcao.web.choices import Options
from vungcao.web.forms import When

CHOICES = frozenset({"choice", "choices"})
NUMBERS = frozenset({"integer", "decimal", "money", "year"})


class QuestionForm(RowForm):
    part, makes, condition = "cau-hoi", Field, "when"
    label = fields.text_field(_("Câu hỏi"), 300)
    code = fields.code_field()
    conditions = (
        When("kind", CHOICES, ("lines", "table"), _("Chỉ cho loại chọn một, chọn nhiều.")),
        When("kind", NUMBERS, ("least", "most"), _("Chỉ cho loại số.")),
    )
    group = forms.ChoiceField(label=_("Nhóm"))
    kind = forms.ChoiceField(
        label=_("Loại câu hỏi"), choices=list(KINDS.items()), widget=Options, initial="text"
    )
    is_required = forms.BooleanField(label=_("Bắt buộc trả lời"), required=False)
    hint = fields.text_field(_("Gợi ý"), required=False)
    lines = fields.long_field(
        _("Các lựa chọn"),
        required=False,
        help_text=_("Mỗi dòng một lựa chọn: mã = chữ hiện ra. Ví dụ: nam = Nam."),
    )
    table = forms.ChoiceField(
        label=_("Hoặc lấy lựa chọn từ bảng quy định"),
        required=False,
        help_text=_("Lựa chọn theo bảng có hiệu lực vào ngày nộp, xem ở trang Quy định."),
    )
    prefill = forms.ChoiceField(
        label=_("Điền sẵn từ"),
        required=False,
        help_text=_("Người nộp vẫn sửa được."),
    )
    least = forms.IntegerField(label=_("Số nhỏ nhất"), required=False)
    most = forms.IntegerField(label=_("Số lớn nhất"), required=False)

    def first(self) -> dict[str, Any]:
        if self.row is None or self.number is None:
            return {}
        lines = "\n".join(f"{code} = {label}" for code, label in self.row.options.items())
        group = editing.group_of(self.process, self.number).code
        return {**super().first(), "group": group, "lines": lines}

    def offer(self) -> None:
        self.choose("group", [(one.code, one.label) for one in self.process.groups])
        tables = [(one.code, one.name) for one in norms.tables()]
        self.choose("table", tables, _t("không lấy từ bảng"))
        known = [(name, said) for name, (said, _kinds) in sources.PREFILLS.items()]
        self.choose("prefill", known, _t("không điền sẵn"))

    def clean_lines(self) -> dict[str, str]:
        """Options by their code."""
        found: dict[str, str] = {}
        for line in filter(None, map(str.strip, self.cleaned_data["lines"].splitlines())):
            code, _is, label = (part.strip() for part in line.partition("="))
            if not fields.CODE.regex.match(code) or not label:  # type: ignore[union-attr]
                said = _t("Dòng “%(line)s”: ghi mã, dấu bằng, rồi chữ hiện ra.")
                raise forms.ValidationError(said % {"line": line})
            if code in found:
                raise forms.ValidationError(_t("Mã “%(code)s” dùng hai lần.") % {"code": code})
            found[code] = label
        return found

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        least, most = said.get("least"), said.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _t("Không được nhỏ hơn số nhỏ nhất."))
        self._check_options(said)
        if wrong := self._prefill_fault(said):
            self.add_error("prefill", wrong)
        return said

    def _check_options(self, said: Mapping[str, Any]) -> None:
        """A choice has its options here or in a table, never in both."""
        is_choice = said.get("kind") in CHOICES
        if is_choice and said.get("lines") == {} and not said.get("table"):
            self.add_error("lines", _t("Ghi các lựa chọn, hoặc chọn một bảng quy định."))
        if said.get("lines") and said.get("table"):
            self.add_error("table", _t("Đã ghi các lựa chọn: để trống ô này, hoặc xoá chúng."))

    def _prefill_fault(self, said: Mapping[str, Any]) -> str:
        group = next((one for one in self.process.groups if one.code == said.get("group")), None)
        if group is None or "kind" not in said:
            return ""
        asked = Field("", "", said["kind"], prefill=said.get("prefill", ""))
        wrong = sources.prefill_fault(asked, group)
        return f"{wrong[:1].upper()}{wrong[1:]}." if wrong else ""

    def made(self) -> Field:
        row: Field = super().made()
        return replace(row, options=self.cleaned_data["lines"] or {})
