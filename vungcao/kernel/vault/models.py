"""Data keys: one per person, each wrapped by a master key that the database never holds."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class DataKey(models.Model):
    """The key with which one person's texts are sealed. Erasing a person destroys it.

    The row stays without its key, so that sealed texts which outlive it in logs and backups point
    to something that says when and that it is gone.
    """

    master = models.CharField(_("khoá chủ"), max_length=20)
    wrapped = models.BinaryField(_("khoá đã bọc"), null=True)
    made_at = models.DateTimeField(_("tạo lúc"), db_default=Now())
    destroyed_at = models.DateTimeField(_("huỷ lúc"), null=True)

    class Meta:
        verbose_name = _("khoá dữ liệu")
        constraints = [
            models.CheckConstraint(
                condition=Q(wrapped__isnull=False, destroyed_at=None)
                | Q(wrapped=None, destroyed_at__isnull=False),
                name="data_key_is_there_or_destroyed",
            )
        ]
        indexes = [models.Index(fields=["master"], name="data_key_of_master")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.master}"
