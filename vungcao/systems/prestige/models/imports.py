"""Layouts of workbooks that were imported before: which of their columns means what."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class ImportLayout(models.Model):
    """The heads of a sheet and what an officer said they mean. It holds titles, never a cell."""

    fingerprint = models.CharField(
        _("dấu của hàng tiêu đề"), max_length=64, unique=True, db_collation="C"
    )
    heads = models.JSONField(_("các tiêu đề cột"))
    mapping = models.JSONField(_("cột nào là gì"))
    used_at = models.DateTimeField(_("dùng lần cuối"), db_default=Now())

    class Meta:
        verbose_name = _("cách đọc tệp nhập")

    def __str__(self) -> str:
        return f"#{self.pk} {self.fingerprint[:8]}"
