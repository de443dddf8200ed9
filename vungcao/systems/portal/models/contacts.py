"""Who leads and whom to call: by post and room, never by a person's own number."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from vungcao.kernel.scopes.models import ENDS_AFTER_IT_STARTS
from vungcao.systems.portal.models.pages import Section
from vungcao.systems.portal.rules import contacts as rules

PERSONAL = _("Đây là số di động: ghi số máy bàn của cơ quan.")
ENDS_BEFORE = _("Ngày thôi phải sau ngày bắt đầu.")


class ContactBoard(Section):
    """Leaders and contacts (trang lãnh đạo, liên hệ): the body by its dates, posts of today."""

    page_description = _("Chức vụ, phòng, điện thoại, thư điện tử của cơ quan.")
    parent_page_types = ["portal.Home", "portal.Section"]
    subpage_types: list[str] = []
    template = "portal/contacts.html"
    content_panels = [
        *Section.content_panels,
        InlinePanel("posts", heading=_("Chức vụ, đầu mối"), label=_("Chức vụ, đầu mối")),
    ]

    class Meta:
        verbose_name = _("trang lãnh đạo, liên hệ")


class OfficePost(Orderable):
    """A post or a room with the telephone and mailbox of the office (đầu mối liên hệ), dated."""

    board = ParentalKey(ContactBoard, on_delete=models.CASCADE, related_name="posts")
    post = models.CharField(_("chức vụ, đầu mối"), max_length=120)
    post_en = models.CharField(_("chức vụ bằng tiếng Anh"), max_length=120, blank=True, default="")
    room = models.CharField(_("phòng, đơn vị"), max_length=120, blank=True, default="")
    room_en = models.CharField(_("phòng bằng tiếng Anh"), max_length=120, blank=True, default="")
    duties = models.CharField(_("phụ trách"), max_length=200, blank=True, default="")
    telephone = models.CharField(_("điện thoại cơ quan"), max_length=40, blank=True, default="")
    email = models.EmailField(_("thư điện tử công vụ"), max_length=120, blank=True, default="")
    valid_from = models.DateField(_("từ ngày"))
    valid_until = models.DateField(_("thôi từ ngày"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("post"), FieldPanel("post_en")]),
        FieldRowPanel([FieldPanel("room"), FieldPanel("room_en")]),
        FieldPanel("duties"),
        FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("đầu mối liên hệ")
        constraints = [
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="office_post_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return self.post

    def clean(self) -> None:
        super().clean()
        wrong = {}
        if rules.is_of_a_person(self.telephone):
            wrong["telephone"] = PERSONAL
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            wrong["valid_until"] = ENDS_BEFORE
        if wrong:
            raise ValidationError(wrong)
