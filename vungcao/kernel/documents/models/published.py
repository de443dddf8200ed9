"""What anybody may know of an issued paper who holds its code; nothing personal stands here."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.documents.models.documents import DocumentKind


class PublishedPaper(models.Model):
    """The public face of an issued document, filled when it is issued, replaced or revoked."""

    class Standing(models.TextChoices):
        IN_FORCE = "in_force", _("còn hiệu lực")
        REPLACED = "replaced", _("đã được thay thế")
        CANCELLED = "cancelled", _("đã bị bãi bỏ")
        REVOKED = "revoked", _("đã bị thu hồi")

    code = models.CharField(_("mã xác minh"), max_length=10, primary_key=True, db_collation="C")
    kind = models.CharField(_("loại văn bản"), max_length=12, choices=DocumentKind)
    number = models.CharField(_("số và ký hiệu"), max_length=60, blank=True, default="")
    reference = models.CharField(
        _("số hồ sơ mà văn bản thuộc về"), max_length=60, blank=True, default=""
    )
    is_by_hand = models.BooleanField(_("in để ký tay"), default=False)
    issued_on = models.DateField(_("ngày ban hành"))
    issuer_name = models.CharField(_("cơ quan ban hành"), max_length=200)
    subject = models.CharField(_("trích yếu nội dung"), max_length=500, blank=True, default="")
    valid_from = models.DateField(_("có hiệu lực từ"))
    valid_until = models.DateField(_("hết hiệu lực từ"), null=True)
    standing = models.CharField(_("hiệu lực"), max_length=10, choices=Standing)
    since = models.DateField(_("từ ngày"), null=True)
    successor_code = models.CharField(
        _("mã của văn bản thay thế"), max_length=10, blank=True, default="", db_collation="C"
    )
    successor_number = models.CharField(_("thay bằng"), max_length=60, blank=True, default="")
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64, db_collation="C")
    is_sample = models.BooleanField(_("văn bản mẫu"))

    class Meta:
        verbose_name = _("văn bản xác minh được")
        indexes = [models.Index(fields=["sha256"], name="published_paper_by_hash")]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
