"""What was published, word for word, as it may have to be shown to somebody later."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptCopyQuerySet(models.QuerySet["KeptCopy"]):
    """Kept copies, published as the articles were."""

    def of(self, page: int) -> "KeptCopyQuerySet":
        return self.filter(page=page).order_by("-kept_at", "-pk")


class KeptCopy(models.Model):
    """The printed text of one publication (bản lưu) and its SHA-256; never changed, never deleted.

    `page` and `revision` are numbers of Wagtail's: the copy stays when the page goes.
    """

    page = models.IntegerField(_("trang"))
    revision = models.IntegerField(_("bản"), null=True)
    text = models.TextField(_("nội dung đã đăng"))
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, db_collation="C")
    kept_at = models.DateTimeField(_("lưu lúc"))

    objects = KeptCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản lưu")
        indexes = [models.Index(fields=["page", "-kept_at"], name="kept_copy_of_a_page")]

    def __str__(self) -> str:
        return f"#{self.page} {self.sha256[:8]}"
