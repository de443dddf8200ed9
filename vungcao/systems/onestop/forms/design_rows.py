"""One row of a process as a form: step, action, paper, group, question, charge."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.forms import design_fields as fields
from vungcao.systems.onestop.models import FeeMoment, Original
from vungcao.systems.onestop.rules import editing
from vungcao.systems.onestop.rules.definition import (
    AGENCIES,
    CLOCKS,
    DOES,
    KINDS,
    Action,
    Charge,
    Definition,
    Document,
    Field,
    Group,
    Step,
)
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.web.forms import Form

WHO = (("officer", _("cán bộ")), ("citizen", _("người nộp")), ("system", _("hệ thống")))


class RowForm(Form):
    """`row` is what stands there, None for a new one; `seen` the state of the draft it is of."""

    part: ClassVar[str]
    makes: ClassVar[Any]
    condition: ClassVar[str] = ""
    with_facts: ClassVar[bool] = False
    is_coded: ClassVar[bool] = True
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, process: Definition, number: int | None, seen: int, **kwargs: Any
    ) -> None:
        self.process, self.number = process, number
        self.row = editing.rows(process, self.part)[number] if number is not None else None
        super().__init__(*args, initial={**self.first(), "seen": seen}, **kwargs)
        if self.condition:
            given = getattr(self.row, self.condition, None)
            self.fields.update(fields.condition_fields(process, given, with_facts=self.with_facts))
        self.offer()

    def offer(self) -> None:
        """Choices that come from the process."""

    def first(self) -> dict[str, Any]:
        """What stands in the form at first: what the row says."""
        if self.row is None:
            return {}
        names = self.makes.__dataclass_fields__.keys() & self.base_fields.keys()
        return {name: getattr(self.row, name) for name in names}

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        others = [
            one.code
            for number, one in enumerate(editing.rows(self.process, self.part))
            if number != self.number
        ]
        if self.is_coded and code in others:
            raise forms.ValidationError(_t("Mã này đã dùng cho dòng khác."))
        return code

    def made(self) -> Any:
        """The row as it was filled in; what the form does not ask stays."""
        names = self.makes.__dataclass_fields__.keys() & self.base_fields.keys()
        said = {name: self.cleaned_data[name] for name in names}
        if self.condition:
            given = getattr(self.row, self.condition, None)
            said[self.condition] = fields.condition_of(self.cleaned_data, self.process, given)
        if "roles" in said:
            said["roles"] = tuple(said["roles"])
        return replace(self.row, **said) if self.row is not None else self.makes(**said)

    @property
    def home(self) -> str:
        """Into which group a question goes."""
        return str(self.cleaned_data.get("group", ""))


class StepForm(RowForm):
    part, makes = "buoc", Step
    label = fields.text_field(_("Tên bước"), 200)
    code = fields.code_field()
    agency = forms.ChoiceField(label=_("Cơ quan giữ hồ sơ"), choices=list(AGENCIES.items()))
    roles = fields.roles_field()
    halves = fields.HalvesField(label=_("Số ngày làm việc"), initial=0)
    status = forms.TypedChoiceField(
        label=_("Trạng thái quốc gia"), choices=Status.choices, coerce=int
    )
    clock = forms.ChoiceField(label=_("Thời hạn"), choices=list(CLOCKS.items()))
    may_consult = forms.BooleanField(label=_("Được hỏi ý kiến cơ quan khác"), required=False)
    source = fields.text_field(_("Nguồn"), required=False)
    state = forms.ChoiceField(label=_("Độ tin cậy"), choices=fields.STATES)


class ActionForm(RowForm):
    part, makes, is_coded = "thao-tac", Action, False
    condition, with_facts = "guard", True
    label = fields.text_field(_("Tên thao tác"), 200)
    code = fields.code_field()
    source_step = forms.ChoiceField(label=_("Từ bước"))
    target_step = forms.ChoiceField(label=_("Đến bước"))
    does = forms.ChoiceField(label=_("Loại thao tác"), choices=list(DOES.items()))
    by = forms.ChoiceField(label=_("Ai làm"), choices=WHO)
    roles = fields.roles_field()
    spawns = fields.text_field(_("Mã thủ tục liên thông"), 40, required=False)

    def offer(self) -> None:
        for name in ("source_step", "target_step"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(one.code, one.label) for one in self.process.steps]


class PaperForm(RowForm):
    part, makes, condition = "giay-to", Document, "when"
    label = fields.text_field(_("Tên giấy tờ"), 300)
    code = fields.code_field()
    why = fields.long_field(_("Vì sao cần"), 600, required=False)
    is_required = forms.BooleanField(label=_("Bắt buộc"), required=False, initial=True)
    original = forms.TypedChoiceField(label=_("Loại bản"), choices=Original.choices, coerce=int)
    copies = forms.IntegerField(label=_("Số bản"), min_value=1, max_value=20, initial=1)
    source = fields.text_field(_("Nguồn"), required=False)
    state = forms.ChoiceField(label=_("Độ tin cậy"), choices=fields.STATES)


class GroupForm(RowForm):
    part, makes, condition = "nhom", Group, "when"
    label = fields.text_field(_("Tên nhóm"), 200)
    code = fields.code_field()
    hint = fields.text_field(_("Gợi ý"), required=False)
    least = forms.IntegerField(label=_("Ít nhất bao nhiêu dòng"), min_value=0, initial=1)
    most = forms.IntegerField(
        label=_("Nhiều nhất bao nhiêu dòng"), min_value=1, max_value=500, initial=1
    )
    is_list = forms.BooleanField(label=_("Là danh sách người của hồ sơ"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "least" in said and "most" in said and said["least"] > said["most"]:
            self.add_error("most", _t("Không được ít hơn số dòng ít nhất."))
        return said


class QuestionForm(RowForm):
    part, makes, condition = "cau-hoi", Field, "when"
    label = fields.text_field(_("Câu hỏi"), 300)
    code = fields.code_field()
    group = forms.ChoiceField(label=_("Nhóm"))
    kind = forms.ChoiceField(label=_("Loại câu hỏi"), choices=list(KINDS.items()))
    is_required = forms.BooleanField(label=_("Bắt buộc trả lời"), required=False)
    hint = fields.text_field(_("Gợi ý"), required=False)
    lines = fields.long_field(
        _("Các lựa chọn"),
        required=False,
        help_text=_("Mỗi dòng một lựa chọn: mã = chữ hiện ra. Ví dụ: nam = Nam."),
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
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.code, one.label) for one in self.process.groups]

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
        if self._lacks_options(said):
            self.add_error("lines", _t("Ghi các lựa chọn."))
        return said

    def _lacks_options(self, said: Mapping[str, Any]) -> bool:
        """A choice has its options here, unless a table of the norms names them."""
        is_choice = said.get("kind") in ("choice", "choices")
        return is_choice and said.get("lines") == {} and not getattr(self.row, "table", "")

    def made(self) -> Field:
        row: Field = super().made()
        return replace(row, options=self.cleaned_data["lines"])


class ChargeForm(RowForm):
    part, makes, condition = "khoan-thu", Charge, "when"
    label = fields.text_field(_("Tên khoản thu"), 200)
    code = fields.code_field()
    amount = forms.IntegerField(label=_("Số tiền (đồng)"), min_value=1)
    moment = forms.TypedChoiceField(label=_("Thu khi"), choices=FeeMoment.choices, coerce=int)
    basis = fields.text_field(
        _("Căn cứ thu"),
        240,
        required=False,
        help_text=_("Số, ký hiệu; điều, khoản. Để trống khi chính văn bản quy định thủ tục nêu."),
    )
    source = fields.text_field(_("Nguồn"), required=False)
    state = forms.ChoiceField(label=_("Độ tin cậy"), choices=fields.STATES)


FORMS: Mapping[str, type[RowForm]] = {
    form.part: form
    for form in (StepForm, ActionForm, PaperForm, GroupForm, QuestionForm, ChargeForm)
}
