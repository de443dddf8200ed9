"""What is typed about reports: filters, whom somebody is, the report, and each step of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Purpose
from vungcao.systems.prestige.models import ReportChannel, ReportKind
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField
from vungcao.web.forms import Form
from vungcao.web.pickers import PersonField, Persons, UnitField, Units

LONGEST = 5000
STATES = [
    ("", _("Tất cả")),
    ("open", _("Đang xử lý")),
    ("late", _("Quá hạn")),
    ("answered", _("Đã trả lời")),
    ("unanswered", _("Kết thúc không trả lời")),
]
HOLDERS = [("", _("Tất cả")), ("mine", _("Tôi")), ("nobody", _("Chưa giao"))]


class Filters(Form):
    """Empty means everything."""

    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=STATES)
    kind = forms.ChoiceField(
        label=_("Nội dung"), required=False, choices=[("", _("Tất cả")), *ReportKind.choices]
    )
    channel = forms.ChoiceField(
        label=_("Cách phản ánh"),
        required=False,
        choices=[("", _("Tất cả")), *ReportChannel.choices],
    )
    holder = forms.ChoiceField(label=_("Người xử lý"), required=False, choices=HOLDERS)


class Choose(Form):
    """Who reports: somebody by name, or whoever is on the list of a village."""

    village = UnitField(
        label=_("Thôn, bản, tổ dân phố"),
        required=False,
    )
    person = PersonField(
        label=_("Hoặc họ và tên"),
        required=False,
        help_text=_("Đủ họ, đệm và tên, hoặc đúng số giấy tờ."),
    )

    def __init__(self, *args: Any, by: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        village, person = self.fields["village"], self.fields["person"]
        assert isinstance(village, UnitField)
        assert isinstance(person, PersonField)
        village.look_in(Units(today, by.reach))
        person.look_in(Persons(by, Purpose.CASE, today))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and not said.get("village") and not said.get("person"):
            self.add_error(None, _t("Ghi thôn, hoặc họ và tên của người phản ánh."))
        return said


class New(Form):
    """What was said, about what, how and when."""

    kind = forms.ChoiceField(
        label=_("Nội dung phản ánh"), choices=ReportKind.choices, widget=Radios
    )
    words = forms.CharField(
        label=_("Lời phản ánh"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Ghi đúng ý người nói. Lời này được mã hoá, mỗi lần mở đều ghi nhật ký."),
    )
    channel = forms.ChoiceField(label=_("Cách phản ánh"), choices=ReportChannel.choices)
    received_on = DateField(label=_("Ngày nhận phản ánh"))


class Step(Form):
    """A step of a page that showed the case as it was (`seen`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)


class Assign(Step):
    to = forms.TypedChoiceField(label=_("Người xử lý"), coerce=int)

    def __init__(self, *args: Any, workers: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _t("Chọn một người")), *workers.items()]


class Answer(Step):
    words = forms.CharField(
        label=_("Nội dung trả lời"), max_length=LONGEST, widget=forms.Textarea({"rows": 5})
    )
    told_by = forms.ChoiceField(
        label=_("Đã báo cho người phản ánh qua"), choices=ReportChannel.choices
    )
    on = DateField(label=_("Ngày trả lời"))


class Transfer(Step):
    to = forms.TypedChoiceField(label=_("Chuyển đến"), coerce=int)
    reason = forms.CharField(
        label=_("Lý do chuyển"), max_length=500, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, bodies: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _t("Chọn một cơ quan")), *bodies.items()]


class Close(Step):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Ví dụ: người phản ánh rút lại, trùng phản ánh đã trả lời."),
    )


class Reopen(Step):
    reason = forms.CharField(
        label=_("Lý do mở lại"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
    term = forms.ChoiceField(
        label=_("Thời hạn"),
        choices=[("anew", _("Tính lại từ hôm nay")), ("goes_on", _("Tính tiếp phần còn lại"))],
    )
