"""The outbox. The only table of its kind (design.md 2.5)."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """One announcement on its way to one receiver: a partner, or a part of the product itself."""

    receiver = models.CharField(_("nơi nhận"), max_length=60, db_collation="C")
    topic = models.CharField(_("chủ đề"), max_length=80, db_collation="C")
    subject = models.CharField(_("đối tượng"), max_length=120, db_collation="C")
    scope = models.CharField(_("phạm vi"), max_length=120, blank=True, db_collation="C")
    key = models.CharField(_("khoá chống trùng"), max_length=80, db_collation="C")
    details = models.JSONField(_("chi tiết"), default=dict)
    made_at = models.DateTimeField(_("lúc"), db_default=Now())

    class Meta:
        verbose_name = _("thư đi")
        constraints = [
            models.UniqueConstraint(
                fields=["receiver", "key"], name="outbox_message_goes_once_to_a_receiver"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.receiver} {self.topic}"
