"""Whether an article may be discussed: one row for all, and one for each that differs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.systems.comments.models.comments import Way


class Mode(models.TextChoices):
    """How long comments are taken."""

    OPEN = "open", _("mở")
    CLOSED = "closed", _("đóng")
    DAYS = "days", _("mở một số ngày từ lúc đăng bài, rồi đóng")


class Discussion(models.Model):
    """The setting of one article by its key; that of all others under the empty key.

    `way` is how writers prove to be reachable, and counts in the row for all alone. Each change
    is in the audit.
    """

    article = models.CharField(
        _("bài"), max_length=120, unique=True, blank=True, default="", db_collation="C"
    )
    mode = models.CharField(_("nhận bình luận"), max_length=6, choices=Mode)
    days = models.PositiveSmallIntegerField(_("số ngày"), null=True)
    way = models.CharField(_("cách xác nhận"), max_length=7, choices=Way, default=Way.EMAIL)

    class Meta:
        verbose_name = _("thiết lập bình luận")
        constraints = [
            models.CheckConstraint(condition=Q(mode__in=Mode), name="discussion_mode_is_known"),
            models.CheckConstraint(condition=Q(way__in=Way), name="discussion_way_is_known"),
            models.CheckConstraint(
                condition=Q(mode="days") & Q(days__gte=1) | ~Q(mode="days") & Q(days=None),
                name="discussion_ends_after_a_number_of_days",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.mode}"
