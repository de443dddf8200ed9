"""What a designer fills in about a version as a whole: facts, day, decision, ends."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.services import cite
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.models import ValueType
from vungcao.systems.onestop.forms import design_fields as fields
from vungcao.systems.onestop.models import Applicant, OnlineLevel, ProcedureVersion
from vungcao.systems.onestop.queries import templates
from vungcao.systems.onestop.rules.definition import APOLOGIES, Definition, Policy
from vungcao.systems.onestop.services.publishing import Text
from vungcao.web.fields import DateField
from vungcao.web.forms import Form

MOST_FEE = 10**12
PAUSES = (
    ("continue", _("tính tiếp phần còn lại")),
    ("restart", _("tính lại từ đầu, cộng cả phần đã gia hạn")),
    ("restart_bare", _("tính lại từ đầu, bỏ phần đã gia hạn")),
)


class NewVersion(Form):
    valid_from = DateField(label=_("Có hiệu lực từ ngày"))


class Publish(Form):
    decision_number = fields.text_field(_("Số quyết định công bố"), 60)


class Close(Form):
    on = DateField(label=_("Hết hiệu lực từ ngày"))


class Discard(Form):
    """Only the button."""


class Facts(Form):
    """Everything that is said of a version beside its process."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    name = fields.text_field(_("Tên thủ tục"), 400)
    field = fields.text_field(_("Lĩnh vực"), 120)
    agency = fields.text_field(_("Cơ quan thực hiện"), 200, required=False)
    applicants = forms.MultipleChoiceField(
        label=_("Ai được nộp"),
        required=False,
        choices=Applicant.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    valid_from = DateField(label=_("Có hiệu lực từ ngày"))
    online_level = forms.ChoiceField(
        label=_("Mức độ trực tuyến"),
        choices=OnlineLevel.choices,
        help_text=_("Người soạn đặt theo quyết định của tỉnh."),
    )
    level_state = forms.ChoiceField(label=_("Mức độ trực tuyến: độ tin cậy"), choices=fields.STATES)
    term_halves = fields.HalvesField(label=_("Tổng thời hạn (ngày làm việc)"), required=False)
    fixed_term = fields.text_field(_("Mốc thời gian cố định"), 200, required=False)
    term_state = forms.ChoiceField(label=_("Thời hạn: độ tin cậy"), choices=fields.STATES)
    term_source = fields.text_field(_("Nguồn của thời hạn"), 400, required=False)
    fee = forms.IntegerField(
        label=_("Phí, lệ phí (đồng)"),
        required=False,
        min_value=0,
        max_value=MOST_FEE,
        help_text=_("Ghi 0 khi không thu; để trống khi chưa rõ."),
    )
    sets = forms.IntegerField(label=_("Số bộ hồ sơ"), min_value=1, max_value=20)
    result = fields.text_field(_("Kết quả"), 400, required=False)
    guide = fields.long_field(_("Hướng dẫn cho người dân"), required=False)
    number = fields.text_field(_("Văn bản quy định: số, ký hiệu"), 120)
    article = fields.text_field(_("Văn bản quy định: điều, khoản"), 120, required=False)
    laid = fields.long_field(
        _("Các căn cứ pháp lý"),
        required=False,
        help_text=_("Mỗi dòng một văn bản: số, ký hiệu; điều, khoản; trích yếu."),
    )

    def clean_term_state(self) -> str:
        state = str(self.cleaned_data["term_state"])
        source = self.data.get(self.add_prefix("term_source"), "")
        if state == State.SEEN and not str(source).strip():
            raise forms.ValidationError(_t("Đã đọc văn bản thì ghi nguồn ở ô bên dưới."))
        return state

    def clean_laid(self) -> list[tuple[str, str, str]]:
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["laid"].splitlines())):
            number, article, title = ([*map(str.strip, line.split(";", 2)), "", ""])[:3]
            if not number or len(number) > 120 or len(article) > 120 or len(title) > 400:
                said = _t("Dòng “%(line)s”: ghi số, ký hiệu; điều, khoản; trích yếu.")
                raise forms.ValidationError(said % {"line": line[:60]})
            found.append((number, article, title))
        return found

    def text(self, before: Text, by: User) -> Text:
        """What was filled in; texts that are not there yet are entered, unverified."""
        said = self.cleaned_data
        names = before.__dataclass_fields__.keys() & self.base_fields.keys()
        return replace(
            before,
            **{name: said[name] for name in names},
            basis=_cited(by, said["number"], said["article"]),
            bases=[_cited(by, *parts) for parts in said["laid"]],
        )


def _cited(by: User, number: str, article: str, title: str = "") -> Citation:
    return cite(number=number, article=article, title=title, by=by)


def facts_of(version: ProcedureVersion, bases: Sequence[Citation]) -> dict[str, Any]:
    """What stands in `Facts` at first."""
    names = Facts.base_fields.keys() & {one.name for one in version._meta.get_fields()}
    lines = ["; ".join((one.number, one.article, one.title)).rstrip("; ") for one in bases]
    return {
        **{name: getattr(version, name) for name in names - {"laid"}},
        "number": version.basis.number,
        "article": version.basis.article,
        "laid": "\n".join(lines),
        "seen": version.draft_version,
    }


class Process(Form):
    """What counts for a process as a whole."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    start = forms.ChoiceField(label=_("Bước đầu"))
    authority_norm = forms.ChoiceField(
        label=_("Quy định nêu cấp có thẩm quyền"),
        required=False,
        help_text=_("Cấp quyết định theo từng thời kỳ, xem ở trang Quy định."),
    )
    decision_template = forms.ChoiceField(
        label=_("Mẫu quyết định"), help_text=_("Mẫu văn bản của hệ thống dùng khi soạn quyết định.")
    )
    pause = forms.ChoiceField(label=_("Sau khi bổ sung hồ sơ"), choices=PAUSES)
    extensions = forms.IntegerField(label=_("Được gia hạn mấy lần"), min_value=0, max_value=9)
    extension_halves = fields.HalvesField(label=_("Mỗi lần gia hạn nhiều nhất (ngày làm việc)"))
    apology = forms.ChoiceField(
        label=_("Phiếu xin lỗi khi quá hạn"),
        choices=list(APOLOGIES.items()),
        help_text=_("Cách hiểu chưa xác minh: chưa đọc được điều khoản về quá hạn, xin lỗi."),
    )
    source = fields.text_field(_("Nguồn"), required=False)
    state = forms.ChoiceField(label=_("Độ tin cậy"), choices=fields.STATES)

    def __init__(self, *args: Any, process: Definition, seen: int, **kwargs: Any) -> None:
        policy = process.policy
        names = Policy.__dataclass_fields__
        first = {name: getattr(policy, name) for name in names}
        first |= {"start": process.start, "authority_norm": process.authority_norm, "seen": seen}
        first["decision_template"] = process.decision_template
        super().__init__(*args, initial=first, **kwargs)
        self.process = process
        self._offer("start", [(one.code, one.label) for one in process.steps])
        self._offer("authority_norm", _levels(process.authority_norm))
        self._offer("decision_template", list(templates.decisions().items()))

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def made(self) -> Definition:
        said = self.cleaned_data
        policy = Policy(**{name: said[name] for name in Policy.__dataclass_fields__})
        norm = said["authority_norm"]
        return replace(
            self.process,
            start=said["start"],
            authority_norm=norm,
            decision_template=said["decision_template"],
            policy=policy,
        )


def _levels(stands: str) -> list[tuple[str, str]]:
    """Norms in words, among them those that name a level; what stands there stays."""
    known = [(one.code, one.name) for one in norms.parameters() if one.value_type == ValueType.TEXT]
    lost = [(stands, stands)] if stands and stands not in dict(known) else []
    return [("", _t("không có")), *known, *lost]
