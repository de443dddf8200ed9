"""Consultations: what draft, who asks, from when until when, what became of the opinions."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from vungcao.systems.portal.models.blocks import BODY
from vungcao.systems.portal.rules import consultations as rules
from vungcao.systems.portal.rules.consultations import State

ENDS_BEFORE = _("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
ANSWERED_EARLY = _("Ngày công bố kết quả phải sau ngày kết thúc nhận ý kiến.")
NOTHING_SAID = _("Đã ghi ngày công bố kết quả thì phải ghi phần tiếp thu, giải trình.")


class Consultation(Page):
    """A draft on which opinions are asked (lấy ý kiến dự thảo). Its state follows from its days."""

    lead = models.TextField(_("tóm tắt"), max_length=600)
    asked_by = models.CharField(_("cơ quan lấy ý kiến"), max_length=200)
    opens_on = models.DateField(_("nhận ý kiến từ ngày"))
    closes_on = models.DateField(_("đến hết ngày"))
    body = StreamField(BODY, verbose_name=_("nội dung dự thảo"), blank=True)
    answered_on = models.DateField(_("công bố kết quả ngày"), null=True, blank=True)
    outcome = StreamField(BODY, verbose_name=_("tiếp thu, giải trình"), blank=True)

    parent_page_types = ["portal.ConsultationBoard"]
    subpage_types: list[str] = []
    template = "portal/consultation.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("asked_by"),
        FieldPanel("opens_on"),
        FieldPanel("closes_on"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("answered_on"), FieldPanel("outcome")], heading=_("Kết quả")),
    ]

    class Meta:
        verbose_name = _("lấy ý kiến dự thảo")

    def clean(self) -> None:
        super().clean()
        wrong = {}
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            wrong["closes_on"] = ENDS_BEFORE
        if self.answered_on and self.closes_on and self.answered_on <= self.closes_on:
            wrong["answered_on"] = ANSWERED_EARLY
        if self.answered_on and not self.outcome:
            wrong["outcome"] = NOTHING_SAID
        if wrong:
            raise ValidationError(wrong)

    def state_on(self, day: date) -> State:
        return rules.state(self.opens_on, self.closes_on, self.answered_on, day)


class OpinionCount(models.Model):
    """How many opinions a consultation has got and what became of them; published, no person.

    `page` is the number of the consultation's page, which the counts outlive.
    """

    page = models.IntegerField(_("trang"), unique=True)
    received = models.PositiveIntegerField(_("đã nhận"), default=0)
    taken = models.PositiveIntegerField(_("tiếp thu"), default=0)
    partly = models.PositiveIntegerField(_("tiếp thu một phần"), default=0)
    explained = models.PositiveIntegerField(_("giải trình"), default=0)

    class Meta:
        verbose_name = _("số ý kiến góp")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    received__gte=models.F("taken") + models.F("partly") + models.F("explained")
                ),
                name="no_more_opinions_are_settled_than_were_received",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.page} {self.received}"
