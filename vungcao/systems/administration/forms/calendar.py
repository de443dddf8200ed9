"""What an administrator types about calendars: a year, a day that changes, a term to compute."""

from datetime import datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar import queries
from vungcao.kernel.calendar.models import DayOverride, WorkingCalendar
from vungcao.kernel.calendar.rules import WEEKDAYS, ZONE
from vungcao.systems.administration.forms.norms import ActForm
from vungcao.web.fields import DateField, DecimalField, Names
from vungcao.web.forms import Form

PARTS = ["morning_from", "morning_to", "afternoon_from", "afternoon_to"]

if TYPE_CHECKING:
    Choice = forms.ModelChoiceField[WorkingCalendar]
else:  # Django's fields take no parameters when they run
    Choice = forms.ModelChoiceField


class CalendarField(Choice):
    """One working calendar, by its code, named as people call it."""

    def __init__(self, *, empty: str | Promise | None = None, required: bool = True) -> None:
        super().__init__(
            queries.calendars(),
            label=_("Lịch làm việc"),
            empty_label=None if empty is None else str(empty),
            required=required,
            to_field_name="code",
            widget=Names,
        )

    def label_from_instance(self, obj: WorkingCalendar) -> str:
        return obj.name


class Year(Form):
    """Which year of which calendar is shown."""

    year = forms.IntegerField(
        label=_("Năm"),
        min_value=2000,
        max_value=2100,
        localize=False,
        error_messages={
            "invalid": _("Nhập năm bằng bốn chữ số, ví dụ 2026."),
            "min_value": _("Nhập năm từ 2000 đến 2100."),
            "max_value": _("Nhập năm từ 2000 đến 2100."),
        },
    )
    calendar = CalendarField()
    standing = forms.ChoiceField(
        label=_("Tình trạng của ngày đổi"),
        required=False,
        choices=[("", _("Tất cả")), *DayOverride.Standing.choices],
    )


class NewOverride(ActForm):
    """A day that differs from the week, and the act that says so."""

    calendar = CalendarField(empty=_("Mọi lịch"), required=False)
    day = DateField(label=_("Ngày"))
    kind = forms.ChoiceField(label=_("Ngày này là"), choices=DayOverride.Kind.choices)
    reason = forms.CharField(label=_("Lý do"), max_length=200)
    field_order = ["calendar", "day", "kind", "reason", "number", "article", "title", "source"]

    @property
    def given(self) -> dict[str, Any]:
        """What differs, without the act."""
        return {name: self.cleaned_data[name] for name in ("calendar", "day", "kind", "reason")}


class ConfirmOverride(ActForm):
    """The act that was read; here the place where it was read is asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = self.fields["source"]
        source.required = True
        source.help_text = _("Công báo số, trang; hoặc địa chỉ trên trang của cơ quan ban hành.")
        source.error_messages["required"] = _(
            "Ghi nơi đã đọc văn bản: số, ngày, trang hoặc địa chỉ."
        )


class Withdraw(Form):
    reason = forms.CharField(
        label=_("Lý do rút"),
        max_length=200,
        error_messages={"required": _("Ghi lý do rút.")},
    )


class ClockField(forms.TimeField):
    """An hour as it is posted at a door: 7:30 or 7h30."""

    default_error_messages = {"invalid": _("Nhập giờ, ví dụ 7:30.")}

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False, input_formats=["%H:%M", "%Hh%M", "%Hh"])


class Season(ActForm):
    """The hours of some weekdays from a day on; a half that is left empty is free."""

    calendar = CalendarField()
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Các ngày trong tuần"),
        coerce=int,
        choices=[(number, name.capitalize()) for number, name in enumerate(WEEKDAYS, 1)],
        initial=[1, 2, 3, 4, 5],
        widget=forms.CheckboxSelectMultiple,
    )
    morning_from = ClockField(_("Buổi sáng từ"))
    morning_to = ClockField(_("Buổi sáng đến"))
    afternoon_from = ClockField(_("Buổi chiều từ"))
    afternoon_to = ClockField(_("Buổi chiều đến"))
    valid_from = DateField(label=_("Áp dụng từ ngày"))
    field_order = ["calendar", "weekdays", *PARTS, "valid_from"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        hours = [given.get(name) for name in PARTS]
        for at in (0, 2):
            if bool(hours[at]) != bool(hours[at + 1]):
                self.add_error(PARTS[at + 1], _("Ghi cả giờ bắt đầu và giờ kết thúc của buổi."))
        written = [hour for hour in hours if hour]
        if written != sorted(set(written)):
            self.add_error(None, _("Các giờ phải tăng dần từ sáng đến chiều."))
        elif not written and not self.errors:
            self.add_error("morning_from", _("Ghi ít nhất một buổi."))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The season without its act."""
        hours = [self.cleaned_data[name] for name in PARTS]
        pairs = [(hours[0], hours[1]), (hours[2], hours[3])]
        names = ("calendar", "weekdays", "valid_from")
        return {name: self.cleaned_data[name] for name in names} | {
            "stretches": [pair for pair in pairs if pair[0]]
        }


class Term(Form):
    """A term in working days from a day of receipt."""

    calendar = CalendarField()
    received = DateField(label=_("Ngày tiếp nhận"))
    days = DecimalField(
        label=_("Số ngày làm việc"),
        min_value=0,
        max_value=250,
        max_digits=5,
        decimal_places=1,
        help_text=_("Tính đến nửa ngày, ví dụ 2,5."),
        error_messages={
            "max_value": _("Nhập không quá 250 ngày làm việc."),
            "min_value": _("Nhập số ngày làm việc lớn hơn 0."),
            "max_decimal_places": _("Nhập đến nửa ngày, ví dụ 2,5."),
        },
    )

    @property
    def at(self) -> datetime:
        return datetime.combine(self.cleaned_data["received"], time(8), ZONE)

    @property
    def term(self) -> Fraction:
        return Fraction(self.cleaned_data["days"])
