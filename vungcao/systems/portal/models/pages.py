"""Pages of the portal, as Wagtail keeps them: a front, sections below it, articles below those."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.portal.models.blocks import BODY
from vungcao.systems.portal.rules.addresses import TAKEN

ADDRESS_TAKEN = _("Địa chỉ này sản phẩm đã dùng cho việc khác: đặt tên khác ở mục Đường dẫn.")


class Home(Page):
    """The front page (trang chủ): what is new, and the way to everything that is offered."""

    lead = models.CharField(_("lời giới thiệu"), max_length=300, blank=True)

    max_count = 1
    admin_default_ordering = "path"  # in the editor as readers find it (`queries.editing`)
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.Section"]
    template = "portal/home.html"
    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("trang chủ")


class Section(Page):
    """A section (chuyên mục). Only editors of its owner write in it; without an owner all do."""

    lead = models.CharField(_("lời giới thiệu"), max_length=300, blank=True)
    owner_body = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cơ quan phụ trách"),
    )

    admin_default_ordering = "path"
    page_description = _("Nơi xếp các trang về một việc.")
    parent_page_types = ["portal.Home", "portal.Section"]
    subpage_types = [
        "portal.Section",
        "portal.Article",
        "portal.Event",
        "portal.QuestionBoard",
        "portal.ConsultationBoard",
        "portal.ContactBoard",
        "portal.BudgetBoard",
        "portal.CalendarBoard",
        "portal.Register",
        "portal.Album",
        "portal.GroupPage",
        "portal.Almanac",
        "portal.TopicPage",
    ]
    template = "portal/section.html"
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("owner_body")]

    class Meta:
        verbose_name = _("chuyên mục")

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError({"slug": ADDRESS_TAKEN})


class Article(Page):
    """An article (tin, bài). What it shows of itself is printed and kept when it is published."""

    lead = models.TextField(_("tóm tắt"), max_length=600)
    body = StreamField(BODY, verbose_name=_("nội dung"), blank=True)
    picture = models.ForeignKey(
        get_image_model_string(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ảnh đầu bài"),
    )
    source = models.CharField(_("nguồn"), max_length=200, blank=True)

    page_description = _("Chữ, ảnh, bảng, liên kết; loại hay dùng nhất.")
    parent_page_types = ["portal.Section", "portal.GroupPage"]
    subpage_types: list[str] = []
    template = "portal/article.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldPanel("body"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("tin, bài")
