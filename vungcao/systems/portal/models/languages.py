"""Languages in which the portal is read and heard, as data with their source, and translations."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from vungcao.kernel.citations.models import State

VIETNAMESE, ENGLISH = "vi", "en"


class Language(models.Model):
    """A language (thứ tiếng): its code is BCP 47, as `lang` of a page says it.

    What is only spoken has recordings and no pages; what is only written has no recordings.
    """

    code = models.CharField(_("mã"), max_length=20, unique=True, db_collation="C")
    name = models.CharField(_("tên tiếng Việt"), max_length=80)
    own_name = models.CharField(_("tên bằng chính tiếng ấy"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    is_written = models.BooleanField(_("có trang chữ"), default=True)
    is_spoken = models.BooleanField(_("có bản đọc"), default=True)
    source = models.CharField(_("nguồn"), max_length=200)
    state = models.CharField(_("tình trạng kiểm chứng"), max_length=10, choices=State)

    class Meta:
        verbose_name = _("thứ tiếng")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_written=True) | Q(is_spoken=True),
                name="language_is_written_or_spoken",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown(self) -> str:
        """As its own speakers call it, where we know; else in Vietnamese."""
        return self.own_name or self.name

    @property
    def in_a_sentence(self) -> str:
        """As `shown`, without the capital that the Vietnamese name begins a line with."""
        return self.own_name or self.name[:1].lower() + self.name[1:]


class Translation(models.Model):
    """A page that says in another language what its source said (bản dịch), and as of when.

    `seen` is the revision of the source that the translator had before them.
    """

    page = models.OneToOneField(Page, models.CASCADE, related_name="+", verbose_name=_("trang"))
    source = models.ForeignKey(Page, models.CASCADE, related_name="+", verbose_name=_("trang gốc"))
    seen = models.IntegerField(_("bản gốc đã dịch"), null=True)
    seen_at = models.DateTimeField(_("đối chiếu lúc"))

    class Meta:
        verbose_name = _("bản dịch")
        constraints = [
            models.CheckConstraint(
                condition=~Q(page=models.F("source")), name="translation_has_another_source"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.source_id} → #{self.page_id}"
