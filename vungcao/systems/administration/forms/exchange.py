"""What an administrator asks of the exchange: which messages to show, which to send again."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.exchange.models import MessageState
from vungcao.web.forms import Form


class MessageFilters(Form):
    """What was chosen stays in the address of the page."""

    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", _("Tất cả")), *MessageState.choices]
    )
    before = forms.IntegerField(required=False, widget=forms.HiddenInput)


class Replay(Form):
    """A stretch of numbers, both ends included."""

    from_number = forms.IntegerField(
        label=_("Từ thư số"), min_value=1, error_messages={"invalid": _("Nhập số, ví dụ 1250.")}
    )
    until_number = forms.IntegerField(
        label=_("Đến hết thư số"),
        min_value=1,
        error_messages={"invalid": _("Nhập số, ví dụ 1300.")},
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("from_number"), given.get("until_number")
        if first and last and last < first:
            self.add_error("until_number", _("Số cuối phải lớn hơn hoặc bằng số đầu."))
        return given
