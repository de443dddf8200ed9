"""What is asked of statistics and of the register: a period, and what it is narrowed to."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.onestop.forms.work import offer
from vungcao.systems.onestop.models import Channel
from vungcao.web.fields import DateField
from vungcao.web.forms import Form

FIGURES = {
    "carried": _("Kỳ trước chuyển qua"),
    "new": _("Tiếp nhận mới"),
    "done": _("Đã giải quyết"),
    "early": _("Xong trước hạn"),
    "on_time": _("Xong đúng hạn"),
    "late": _("Xong quá hạn"),
    "running": _("Đang giải quyết"),
    "overdue": _("Đang quá hạn"),
    "paused": _("Tạm dừng"),
    "mistaken": _("Tiếp nhận nhầm"),
}
GROUPS = {
    "agency": _("Cơ quan giải quyết"),
    "procedure": _("Thủ tục"),
    "channel": _("Cách nộp"),
}


class Period(Form):
    """Whole days, the last one included."""

    first = DateField(label=_("Từ ngày"))
    last = DateField(label=_("Đến ngày"))

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        first, last = said.get("first"), said.get("last")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("last", _t("Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."))
        return said


class Statistics(Period):
    """By what the figures are counted."""

    group = forms.ChoiceField(
        label=_("Đếm theo"), required=False, choices=list(GROUPS.items()), initial="agency"
    )


class Register(Period):
    """Empty means every dossier of the period. `agency` comes from a figure that was opened."""

    procedure = forms.ChoiceField(label=_("Thủ tục"), required=False)
    channel = forms.ChoiceField(
        label=_("Cách nộp"), required=False, choices=[("", _("Tất cả")), *Channel.choices]
    )
    figure = forms.ChoiceField(
        label=_("Tình trạng trong kỳ"),
        required=False,
        choices=[("", _("Tất cả")), *FIGURES.items()],
    )
    agency = forms.TypedChoiceField(
        label=_("Cơ quan giải quyết"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self, *args: Any, procedures: Mapping[str, str], agencies: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["procedure"], {"": _t("Tất cả"), **procedures})
        offer(self.fields["agency"], {"": _t("Tất cả"), **agencies})
