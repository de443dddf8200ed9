"""How often somebody has tried, so that guessing becomes slow."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptCount(models.Model):
    """Failed tries of one kind: an account from a network, a network, a known device.

    `bucket` is a fingerprint: nobody reads a name or a network address out of this table.
    """

    bucket = models.CharField(_("nhóm lần thử"), max_length=64, primary_key=True, db_collation="C")
    failures = models.PositiveIntegerField(_("số lần thử"), default=0)
    last_at = models.DateTimeField(_("lần cuối"))
    blocked_until = models.DateTimeField(_("phải đợi đến"), null=True)

    class Meta:
        verbose_name = _("số lần thử")
        indexes = [models.Index(fields=["last_at"], name="attempt_count_by_age")]

    def __str__(self) -> str:
        return f"{self.bucket[:8]} {self.failures}"
