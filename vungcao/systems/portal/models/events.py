"""Events: what happens when and where, as a page and as a file for calendars."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from vungcao.systems.portal.models.blocks import BODY

ENDS_BEFORE = _("Giờ kết thúc phải sau giờ bắt đầu.")


class Event(Page):
    """An event (sự kiện): a moment, a place, what everybody should know of it."""

    lead = models.TextField(_("tóm tắt"), max_length=600)
    begins_at = models.DateTimeField(_("bắt đầu lúc"))
    ends_at = models.DateTimeField(_("kết thúc lúc"), null=True, blank=True)
    place = models.CharField(_("địa điểm"), max_length=200)
    body = StreamField(BODY, verbose_name=_("nội dung"), blank=True)

    page_description = _("Hội, họp, tập huấn: giờ, nơi, tự ghi ngày âm lịch.")
    parent_page_types = ["portal.Section"]
    subpage_types: list[str] = []
    template = "portal/event.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("begins_at"),
        FieldPanel("ends_at"),
        FieldPanel("place"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("sự kiện")

    def clean(self) -> None:
        super().clean()
        if self.ends_at and self.begins_at and self.ends_at <= self.begins_at:
            raise ValidationError({"ends_at": ENDS_BEFORE})
