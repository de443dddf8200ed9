"""Special topics: a page that gathers articles, offers and documents until a day."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from vungcao.systems.portal.models.blocks import BODY

CHOSEN = [
    *BODY,
    (
        "pages",
        blocks.ListBlock(
            blocks.PageChooserBlock(label=_("Trang của cổng")),
            label=_("Các bài chọn"),
            icon="doc-empty",
            template="portal/blocks/pages.html",
        ),
    ),
]


class TopicPage(Page):
    """A special topic (chuyên đề): chosen articles, procedures, figures and documents.

    From `ends_on` on it says that it is over and leaves the front page; its address stays.
    """

    lead = models.TextField(_("giới thiệu"), max_length=600)
    ends_on = models.DateField(
        _("kết thúc từ ngày"),
        null=True,
        blank=True,
        help_text=_("Từ ngày này chuyên đề không còn ở trang chủ; địa chỉ vẫn mở được."),
    )
    body = StreamField(CHOSEN, verbose_name=_("nội dung"), blank=True)

    page_description = _("Gom bài, thủ tục, số liệu về một việc, có ngày kết thúc.")
    parent_page_types = ["portal.Section"]
    subpage_types: list[str] = []
    template = "portal/topic.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("ends_on"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("chuyên đề")

    def is_over(self, day: date) -> bool:
        return self.ends_on is not None and self.ends_on <= day
