"""Disclosures of the budget: what period, by which decision, how many đồng for what."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, Page

from vungcao.systems.portal.models.pages import Section
from vungcao.systems.portal.rules.disclosures import period_end

AGAIN = _("Kỳ này đã có bản công khai khác: sửa bản ấy.")
FUTURE = _("Kỳ này chưa hết vào ngày ghi ở quyết định.")
FIRST_YEAR, LAST_YEAR = 2010, 2100


class Period(models.TextChoices):
    """The part of a year of which a disclosure speaks."""

    Q1 = "q1", _("quý I")
    Q2 = "q2", _("quý II")
    Q3 = "q3", _("quý III")
    Q4 = "q4", _("quý IV")
    H1 = "h1", _("6 tháng")
    M9 = "m9", _("9 tháng")
    YEAR = "year", _("cả năm")


class DisclosureKind(models.TextChoices):
    """What is disclosed."""

    PLAN = "plan", _("dự toán")
    EXECUTION = "execution", _("tình hình thực hiện dự toán")
    SETTLEMENT = "settlement", _("quyết toán")


class BudgetBoard(Section):
    """Disclosures by year (trang công khai ngân sách), also those that are late or missing."""

    page_description = _("Các kỳ công khai theo năm; cả cổng cần một trang.")
    parent_page_types = ["portal.Home", "portal.Section"]
    subpage_types = ["portal.Disclosure"]
    template = "portal/budget.html"

    class Meta:
        verbose_name = _("trang công khai ngân sách")


class Disclosure(Page):
    """One disclosure (bản công khai ngân sách) of one period; amounts are whole đồng."""

    kind = models.CharField(_("nội dung công khai"), max_length=10, choices=DisclosureKind)
    year = models.PositiveSmallIntegerField(
        _("năm"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    period = models.CharField(_("kỳ"), max_length=4, choices=Period)
    number = models.CharField(_("số quyết định, báo cáo"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định, báo cáo"))
    disclosed_on = models.DateField(_("công khai từ ngày"))
    lead = models.TextField(_("thuyết minh"), max_length=2000, blank=True)
    paper = models.URLField(_("địa chỉ bản gốc"), max_length=400, blank=True, default="")

    parent_page_types = ["portal.BudgetBoard"]
    subpage_types: list[str] = []
    template = "portal/disclosure.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("period")]),
        FieldRowPanel([FieldPanel("number"), FieldPanel("decided_on")]),
        FieldPanel("disclosed_on"),
        FieldPanel("lead"),
        FieldPanel("paper"),
        InlinePanel("lines", heading=_("Các khoản"), label=_("khoản")),
    ]

    class Meta:
        verbose_name = _("bản công khai ngân sách")

    def clean(self) -> None:
        super().clean()
        if not (self.kind and self.year and self.period):
            return
        same = Disclosure.objects.filter(kind=self.kind, year=self.year, period=self.period)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"period": AGAIN})
        is_spent = self.kind != DisclosureKind.PLAN
        if is_spent and self.decided_on and self.decided_on < period_end(self.year, self.period):
            raise ValidationError({"decided_on": FUTURE})


class DisclosureLine(Orderable):
    """One line of a disclosure (khoản công khai). Cut funds and repayments are negative."""

    page = ParentalKey(Disclosure, on_delete=models.CASCADE, related_name="lines")
    label = models.CharField(_("khoản"), max_length=200)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    is_total = models.BooleanField(_("dòng tổng"), default=False)

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("is_total")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("khoản công khai")

    def __str__(self) -> str:
        return self.label
