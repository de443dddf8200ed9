"""Advice on crops by season: an almanac, and what it holds for each month."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from vungcao.systems.portal.models.blocks import BODY
from vungcao.systems.portal.rules import seasons

BOTH = _("Ghi cả tháng đầu và tháng cuối, hoặc để trống cả hai khi bài dùng quanh năm.")
MONTH = (MinValueValidator(1), MaxValueValidator(12))


class Almanac(Page):
    """An almanac (lịch mùa vụ): advice by crop and month, that of this month first."""

    lead = models.CharField(_("lời giới thiệu"), max_length=300, blank=True)

    page_description = _("Bài kỹ thuật, thị trường theo cây trồng và tháng.")
    parent_page_types = ["portal.Section"]
    subpage_types = ["portal.Advice"]
    template = "portal/almanac.html"
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("lịch mùa vụ")


class Advice(Page):
    """Advice on one crop or animal (bài kỹ thuật, thị trường) for some months of the year.

    A season may go over the turn of the year; without months it holds in all of them.
    """

    class Subject(models.TextChoices):
        TECHNIQUE = "technique", _("kỹ thuật")
        MARKET = "market", _("thị trường")
        SCIENCE = "science", _("khoa học")

    subject = models.CharField(
        _("nội dung"), max_length=10, choices=Subject, default=Subject.TECHNIQUE
    )
    crop = models.CharField(
        _("cây trồng, vật nuôi"),
        max_length=60,
        help_text=_("Ghi một tên, viết như các bài khác: vải thiều, lúa, gà đồi."),
    )
    first_month = models.PositiveSmallIntegerField(
        _("từ tháng"), null=True, blank=True, validators=MONTH
    )
    last_month = models.PositiveSmallIntegerField(
        _("đến hết tháng"), null=True, blank=True, validators=MONTH
    )
    lead = models.TextField(_("tóm tắt"), max_length=600)
    body = StreamField(BODY, verbose_name=_("nội dung"), blank=True)
    source = models.CharField(_("nguồn"), max_length=200, blank=True)

    page_description = _("Một bài của lịch mùa vụ.")
    parent_page_types = ["portal.Almanac"]
    subpage_types: list[str] = []
    template = "portal/advice.html"
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("subject", required_on_save=True), FieldPanel("crop")]),
        FieldRowPanel([FieldPanel("first_month"), FieldPanel("last_month")]),
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("bài theo mùa vụ")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(first_month=None, last_month=None)
                | models.Q(first_month__range=(1, 12), last_month__range=(1, 12)),
                name="advice_has_both_months_or_none",
            )
        ]

    def is_in_season(self, month: int) -> bool:
        return seasons.holds(self.first_month, self.last_month, month)

    def clean(self) -> None:
        super().clean()
        self.crop = " ".join(self.crop.split())
        if (self.first_month is None) != (self.last_month is None):
            raise ValidationError({"last_month": BOTH})
