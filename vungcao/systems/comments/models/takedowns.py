"""Who asked that a published comment be taken down, by which document, and when it was."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.systems.comments.models.comments import Comment


class Takedown(models.Model):
    """One request of an authority and its fulfilment. `hours` is the term of that day."""

    comment = models.OneToOneField(Comment, models.PROTECT, verbose_name=_("bình luận"))
    asked_by = models.CharField(_("cơ quan yêu cầu"), max_length=200)
    document = models.CharField(_("số văn bản yêu cầu"), max_length=100)
    document_on = models.DateField(_("ngày văn bản"))
    asked_at = models.DateTimeField(_("nhận yêu cầu lúc"))
    removed_at = models.DateTimeField(_("gỡ lúc"))
    hours = models.PositiveSmallIntegerField(_("thời hạn (giờ)"), null=True)
    basis = models.ForeignKey(
        Citation, models.PROTECT, null=True, verbose_name=_("căn cứ của thời hạn")
    )

    class Meta:
        verbose_name = _("yêu cầu gỡ bình luận")
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__gte=F("asked_at")),
                name="takedown_follows_its_request",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.document}"

    @property
    def is_late(self) -> bool:
        if self.hours is None:
            return False
        return self.removed_at > self.asked_at + timedelta(hours=self.hours)
