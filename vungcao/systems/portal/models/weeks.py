"""The calendar of public work: a page for each week, a line for each half-day."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Page

from vungcao.systems.portal.models.pages import Section
from vungcao.systems.portal.rules import weeks as rules

NO_MONDAY = _("Tuần bắt đầu từ thứ Hai: chọn ngày thứ Hai.")
AGAIN = _("Tuần này đã có lịch: sửa lịch ấy.")
OUTSIDE = _("Có việc không nằm trong tuần này: %(days)s.")


class WeekForm(WagtailAdminPageForm):
    """The editor's form: lines are compared with their week before anything is saved."""

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        first = said.get("begins_on")
        forms = [one for one in self.formsets["items"].forms if one.is_valid()]
        given = [one.cleaned_data for one in forms if not one.cleaned_data.get("DELETE")]
        strays = rules.strays(first, [one["day"] for one in given if one.get("day")])
        if strays:
            self.add_error("begins_on", outside(strays))
        return said


def outside(strays: list[date]) -> str:
    """What is said of lines that lie in another week."""
    return OUTSIDE % {"days": ", ".join(f"{day:%d/%m/%Y}" for day in strays)}


class CalendarBoard(Section):
    """Weeks of the leaders' public work (trang lịch công tác)."""

    page_description = _("Việc công khai theo tuần; cả cổng cần một trang.")
    parent_page_types = ["portal.Home", "portal.Section"]
    subpage_types = ["portal.WorkWeek"]
    template = "portal/weeks.html"

    class Meta:
        verbose_name = _("trang lịch công tác")


class WorkWeek(Page):
    """One week of public work (lịch công tác tuần); private appointments do not belong here."""

    begins_on = models.DateField(_("tuần từ thứ Hai, ngày"))

    base_form_class = WeekForm
    parent_page_types = ["portal.CalendarBoard"]
    subpage_types: list[str] = []
    template = "portal/week.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("begins_on"),
        InlinePanel("items", heading=_("Các việc"), label=_("việc")),
    ]

    class Meta:
        verbose_name = _("lịch công tác tuần")

    def clean(self) -> None:
        super().clean()
        if not self.begins_on:
            return
        if self.begins_on.weekday():
            raise ValidationError({"begins_on": NO_MONDAY})
        same = WorkWeek.objects.filter(begins_on=self.begins_on).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"begins_on": AGAIN})


class WorkItem(Orderable):
    """One line of a week (việc trong lịch): when, what, which post, where."""

    class Half(models.TextChoices):
        """Half of a working day."""

        MORNING = "morning", _("sáng")
        AFTERNOON = "afternoon", _("chiều")

    week = ParentalKey(WorkWeek, on_delete=models.CASCADE, related_name="items")
    day = models.DateField(_("ngày"))
    half = models.CharField(_("buổi"), max_length=10, choices=Half)
    time = models.TimeField(_("giờ bắt đầu"), null=True, blank=True)
    what = models.CharField(_("nội dung"), max_length=300)
    who = models.CharField(_("chức vụ dự"), max_length=200)
    place = models.CharField(_("nơi họp, nơi đến"), max_length=200, blank=True, default="")

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("half"), FieldPanel("time")]),
        FieldPanel("what"),
        FieldRowPanel([FieldPanel("who"), FieldPanel("place")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("việc trong lịch")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(half__in=("morning", "afternoon")),
                name="work_item_lies_in_a_half_day",
            )
        ]

    def __str__(self) -> str:
        return self.what
