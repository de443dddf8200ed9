"""What moderators fill in: filters, decisions, records of requests, settings, periods."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.comments.models import CommentState, Mode, Reason, Way
from vungcao.systems.comments.queries.discussions import against_way
from vungcao.systems.comments.services.setting import MOST_DAYS
from vungcao.web.choices import Radios
from vungcao.web.fields import DateField
from vungcao.web.forms import Form, When

UNSEEN = {"submitted", "lapsed", "held"}  # not for moderators, or the list as it opens
STATES = [
    ("", _("Chờ duyệt")),
    ("late", _("Chờ duyệt, quá hạn")),
    *((one.value, capfirst(one.label)) for one in CommentState if one.value not in UNSEEN),
    ("all", _("Tất cả")),
]
REMARK_STATES = [("", _("Chờ trả lời")), ("late", _("Quá hạn")), ("answered", _("Đã trả lời"))]


class Filters(Form):
    """Empty: what waits."""

    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=STATES)


class RemarkFilters(Form):
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=REMARK_STATES)


class Step(Form):
    """A step of a page that showed the case as it was (`seen`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, localize=False)


class Reject(Step):
    reason = forms.ChoiceField(
        label=_("Lý do, báo cho người viết"), choices=Reason.choices, widget=Radios
    )


class Remove(Form):
    """Who asked, by what, and when it came."""

    asked_by = forms.CharField(label=_("Cơ quan yêu cầu gỡ"), max_length=200)
    document = forms.CharField(label=_("Số văn bản yêu cầu"), max_length=100)
    document_on = DateField(label=_("Ngày văn bản"))
    asked_on = DateField(label=_("Ngày nhận yêu cầu"))
    asked_time = forms.TimeField(
        label=_("Giờ nhận yêu cầu"),
        help_text=_("Ví dụ 08:30. Thời hạn gỡ tính từ lúc này."),
        input_formats=["%H:%M"],
        error_messages={"invalid": _("Ghi giờ và phút, ví dụ 08:30.")},
    )

    def asked_at(self) -> datetime:
        said = self.cleaned_data
        return datetime.combine(said["asked_on"], said["asked_time"], ZONE)


class Answer(Step):
    words = forms.CharField(
        label=_("Nội dung trả lời"), max_length=5000, widget=forms.Textarea({"rows": 6})
    )


class Discussion(Form):
    """How long comments are taken."""

    mode = forms.ChoiceField(label=_("Nhận bình luận"), choices=Mode.choices, widget=Radios)
    days = forms.IntegerField(
        label=_("Số ngày kể từ lúc đăng bài"),
        min_value=1,
        max_value=MOST_DAYS,
        required=False,
        localize=False,
    )

    conditions = (
        When("mode", frozenset({"days"}), ("days",), _("Khi chỉ mở một số ngày"), ("days",)),
    )


class ForAll(Discussion):
    """The same for all articles, with how writers confirm."""

    way = forms.ChoiceField(
        label=_("Người viết xác nhận bằng"),
        choices=Way.choices,
        widget=Radios,
        help_text=_("Tin nhắn cần máy chủ tin nhắn; tài khoản: phải đăng nhập mới viết được."),
    )

    def clean_way(self) -> Way:
        way = Way(self.cleaned_data["way"])
        if wrong := against_way(way):
            raise forms.ValidationError(wrong)
        return way


class Period(Form):
    """The first and the last day of an export, both counted."""

    first = DateField(label=_("Từ ngày"))
    last = DateField(label=_("Đến hết ngày"))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and said["last"] < said["first"]:
            self.add_error("last", _("Ngày cuối phải từ ngày đầu trở đi."))
        return said
