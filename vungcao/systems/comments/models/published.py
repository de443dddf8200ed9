"""What anybody may read of comments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PublishedComment(models.Model):
    """One published comment: the name that its writer wants to be shown, and the words.

    Nothing of its writer leads from here; `code` alone ties it to the comment.
    """

    code = models.CharField(_("mã"), max_length=10, unique=True, db_collation="C")
    article = models.CharField(_("bài"), max_length=120, db_collation="C")
    name = models.CharField(_("tên hiển thị"), max_length=60)
    words = models.TextField(_("lời bình luận"))
    written_at = models.DateTimeField(_("viết lúc"))
    published_at = models.DateTimeField(_("đăng lúc"))

    class Meta:
        verbose_name = _("bình luận đã đăng")
        indexes = [models.Index(fields=["article", "published_at"], name="published_of_article")]

    def __str__(self) -> str:
        return self.code
