"""The forms of the rows of a process by their table: steps, actions, papers, groups, charges."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.models import ValueType
from vungcao.kernel.offers.publications import document_templates
from vungcao.systems.onestop.forms import design_fields as fields
from vungcao.systems.onestop.forms.design_effect import EffectForm
from vungcao.systems.onestop.forms.design_question import QuestionForm
from vungcao.systems.onestop.forms.design_row import RowForm
from vungcao.systems.onestop.models import FeeMoment, Original
from vungcao.systems.onestop.queries import worklist
from vungcao.systems.onestop.rules import samples
from vungcao.systems.onestop.rules.definition import (
    AGENCIES,
    CLOCKS,
    DOES,
    RESULT,
    Action,
    Charge,
    Document,
    Group,
    Step,
)
from vungcao.systems.onestop.rules.statuses import Status

WHO = (("officer", _("cán bộ")), ("citizen", _("người nộp")), ("system", _("hệ thống")))


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
    by = forms.ChoiceField(
        label=_("Ai làm"),
        choices=WHO,
        help_text=_("Việc của người nộp: vai trò đánh dấu dưới đây được ghi thay khi có đơn."),
    )
    roles = fields.roles_field()
    spawns = fields.text_field(_("Mã thủ tục liên thông"), 40, required=False)

    def offer(self) -> None:
        steps = [(one.code, one.label) for one in self.process.steps]
        self.choose("source_step", steps)
        self.choose("target_step", steps)


ON_THE_WEB = URLValidator(
    schemes=["https", "http"], message=_("Ghi đường dẫn bắt đầu bằng https://.")
)


class PaperForm(RowForm):
    part, makes, condition = "giay-to", Document, "when"
    label = fields.text_field(_("Tên giấy tờ"), 300)
    code = fields.code_field()
    why = fields.long_field(_("Vì sao cần"), 600, required=False)
    is_required = forms.BooleanField(label=_("Bắt buộc"), required=False, initial=True)
    original = forms.TypedChoiceField(label=_("Loại bản"), choices=Original.choices, coerce=int)
    copies = forms.IntegerField(label=_("Số bản"), min_value=1, max_value=20, initial=1)
    sample = fields.text_field(
        _("Bản mẫu đã điền"),
        400,
        required=False,
        help_text=_(
            "Đường dẫn bắt đầu bằng https:// đến nơi người dân tải bản mẫu, hoặc tên bản mẫu có "
            "sẵn. Hiện ở trang hướng dẫn."
        ),
    )
    sample_file = forms.FileField(
        label=_("Hoặc tải lên bản mẫu đã điền"),
        max_length=200,
        required=False,
        help_text=_(
            "PDF, Word (.docx) hoặc ảnh, không quá 5 MB, mọi thông tin là giả định. Ai cũng tải "
            "được từ ngày phiên bản được công bố."
        ),
    )
    form = forms.ChoiceField(
        label=_("Mẫu của hệ thống"),
        required=False,
        help_text=_("Khi giấy này lập được ngay trên hệ thống."),
    )
    reusable_from = forms.ChoiceField(
        label=_("Dùng lại văn bản đã ban hành"),
        required=False,
        help_text=_(
            "Nơi tiếp nhận thấy văn bản loại này của địa bàn; đã có của chính những người trong "
            "hồ sơ thì không yêu cầu nộp lại."
        ),
    )
    source = fields.text_field(_("Nguồn"), required=False)
    state = forms.ChoiceField(label=_("Độ tin cậy"), choices=fields.STATES)

    def offer(self) -> None:
        found = sorted((str(one.label), name) for name, one in document_templates.items())
        templates = [(name, label) for label, name in found]
        self.choose("form", templates, _t("không có"))
        results = [
            (f"{RESULT}{code}", _t("Kết quả thủ tục %(name)s") % {"name": f"{code} {name}"})
            for code, name in worklist.procedures().items()
        ]
        self.choose("reusable_from", [*templates, *results], _t("không dùng lại"))

    def clean_sample(self) -> str:
        said: str = self.cleaned_data["sample"]
        kept = self.row.sample if self.row is not None else ""
        if said and said != kept and not samples.is_ours(said):
            ON_THE_WEB(said)
        return said


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


class ChargeForm(RowForm):
    part, makes, condition = "khoan-thu", Charge, "when"
    label = fields.text_field(_("Tên khoản thu"), 200)
    code = fields.code_field()
    amount = forms.IntegerField(
        label=_("Số tiền (đồng)"),
        min_value=0,
        required=False,
        help_text=_("Để trống khi số tiền theo một định mức."),
    )
    norm = forms.ChoiceField(
        label=_("Theo định mức"),
        required=False,
        help_text=_("Số tiền là giá trị của định mức vào ngày thu, xem ở trang Quy định."),
    )
    moment = forms.TypedChoiceField(label=_("Thu khi"), choices=FeeMoment.choices, coerce=int)
    basis = fields.text_field(
        _("Căn cứ thu"),
        240,
        required=False,
        help_text=_("Số, ký hiệu; điều, khoản. Để trống khi chính văn bản quy định thủ tục nêu."),
    )
    source = fields.text_field(_("Nguồn"), required=False)
    state = forms.ChoiceField(label=_("Độ tin cậy"), choices=fields.STATES)

    def offer(self) -> None:
        money = [one for one in norms.parameters() if one.value_type == ValueType.MONEY]
        self.choose("norm", [(one.code, one.name) for one in money], _t("không, số tiền ghi trên"))

    def clean_amount(self) -> int:
        return int(self.cleaned_data.get("amount") or 0)


FORMS: Mapping[str, type[RowForm]] = {
    form.part: form
    for form in (
        *(StepForm, ActionForm, PaperForm, GroupForm, QuestionForm, ChargeForm),
        EffectForm,
    )
}
