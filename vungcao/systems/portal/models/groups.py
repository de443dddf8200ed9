"""A page for each ethnic group: its names with their sources, what is published, articles below."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from vungcao.kernel.norms.models import EthnicGroup
from vungcao.systems.portal.models.blocks import BODY

NO_SOURCE = _("Ghi nguồn của các tên: số văn bản, sách, trang, hoặc người và ngày hỏi.")


class GroupPage(Page):
    """The page of an ethnic group (trang của một dân tộc) of the national list.

    Names that a group gives itself are written with where they were read. How many people belong
    to it is never typed here: it comes from counts that systems publish.
    """

    group = models.OneToOneField(
        EthnicGroup,
        models.PROTECT,
        related_name="+",
        verbose_name=_("dân tộc"),
        help_text=_("Theo danh mục các dân tộc Việt Nam ở trang Quy định."),
    )
    lead = models.TextField(_("giới thiệu"), max_length=600, blank=True)
    own_names = models.CharField(
        _("tên tự gọi, tên ở địa phương"),
        max_length=200,
        blank=True,
        help_text=_("Cách nhau bằng dấu phẩy. Không ghi tên gọi coi thường."),
    )
    names_source = models.CharField(_("nguồn của các tên"), max_length=200, blank=True)
    body = StreamField(BODY, verbose_name=_("nội dung"), blank=True)

    page_description = _("Tên gọi, số người, bài viết của một dân tộc.")
    parent_page_types = ["portal.Section"]
    subpage_types = ["portal.Article"]
    template = "portal/group.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("group", required_on_save=True),
        FieldPanel("lead"),
        FieldPanel("own_names"),
        FieldPanel("names_source"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("trang của một dân tộc")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(own_names="") | ~models.Q(names_source=""),
                name="names_of_a_group_have_a_source",
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.own_names and not self.names_source:
            raise ValidationError({"names_source": NO_SOURCE})
