"""Files and the contents that they stand for."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_code
from vungcao.kernel.vault.fields import SealedField
from vungcao.kernel.vault.models import DataKey


class ScanState(models.TextChoices):
    """What the antivirus has said of a content."""

    PENDING = "pending", _("đang chờ quét vi-rút")
    CLEAN = "clean", _("đã quét, không thấy vi-rút")
    INFECTED = "infected", _("có vi-rút, đã cách ly")
    UNSCANNED = "unscanned", _("chưa quét: máy chủ chưa có phần mềm diệt vi-rút")


class Blob(models.Model):
    """A stored content, named by the SHA-256 of what lies in the store.

    Without a key the same content is kept once for all its files; sealed with a key it is always
    another. `size` is that of the content itself.
    """

    sha256 = models.CharField(_("mã băm"), max_length=64, unique=True, db_collation="C")
    size = models.BigIntegerField(_("dung lượng"))
    key = models.ForeignKey(
        DataKey, models.PROTECT, null=True, blank=True, verbose_name=_("khoá dữ liệu")
    )
    scan = models.CharField(_("tình trạng quét"), max_length=10, choices=ScanState)
    threat = models.CharField(_("vi-rút"), max_length=120, blank=True)
    scanned_at = models.DateTimeField(_("quét lúc"), null=True, blank=True)
    made_at = models.DateTimeField(_("lưu lúc"), db_default=Now())

    class Meta:
        verbose_name = _("nội dung tệp")
        constraints = [
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="blob_hash"),
            models.CheckConstraint(condition=Q(size__gt=0), name="blob_is_not_empty"),
            models.CheckConstraint(condition=Q(scan__in=ScanState), name="blob_scan_is_known"),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(scan__in=[ScanState.PENDING, ScanState.UNSCANNED]),
                name="blob_to_scan",
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.sha256[:12]}"


class StoredFileQuerySet(ScopedQuerySet["StoredFile"]):
    def present(self) -> "StoredFileQuerySet":
        """Files whose content has not been removed."""
        return self.filter(removed_at=None)


class StoredFile(models.Model):
    """A file with its name, where it belongs and how long it stays.

    The name of a personal file is sealed with the key of its content. A removed file keeps its row,
    without a name and without a content.
    """

    class Removal(models.TextChoices):
        BY_OWNER = "by_owner", _("người tải lên đã xoá")
        RETENTION = "retention", _("hết thời hạn lưu")
        REPLACED = "replaced", _("đã thay bằng tệp khác")
        WITHDRAWN = "withdrawn", _("thôi dùng")
        ERASED = "erased", _("xoá dữ liệu cá nhân theo yêu cầu")

    code = models.CharField(
        _("mã tệp"), max_length=10, unique=True, db_collation="C", default=new_code
    )
    kind = models.CharField(_("loại tệp"), max_length=60, db_collation="C")
    name = models.CharField(_("tên tệp"), max_length=200, blank=True)
    sealed_name = SealedField(_("tên tệp (mã hoá)"), null=True)
    media_type = models.CharField(_("kiểu nội dung"), max_length=100, db_collation="C")
    blob = models.ForeignKey(
        Blob, models.PROTECT, null=True, blank=True, verbose_name=_("nội dung tệp")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("đơn vị"))
    scope = ScopeField(_("phạm vi"))
    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("người tải lên"))
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, verbose_name=_("tệp về người")
    )
    is_personal = models.BooleanField(_("có dữ liệu cá nhân"))
    made_at = models.DateTimeField(_("tải lên lúc"), db_default=Now())
    expires_on = models.DateField(_("lưu đến trước ngày"), null=True, blank=True)
    due_since = models.DateField(_("đến hạn từ ngày"), null=True, blank=True)
    hold_reason = models.CharField(_("lý do giữ lại"), max_length=200, blank=True)
    removed_at = models.DateTimeField(_("xoá lúc"), null=True, blank=True)
    removal = models.CharField(_("lý do xoá"), max_length=10, choices=Removal, blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("tệp")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="stored_file_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(removed_at=None, removal="", blob__isnull=False)
                | Q(removed_at__isnull=False, blob=None, name="", sealed_name=None)
                & ~Q(removal=""),
                name="stored_file_has_a_content_or_was_removed",
            ),
            models.CheckConstraint(
                condition=Q(is_personal=True, name="") | Q(is_personal=False, sealed_name=None),
                name="stored_file_of_a_personal_kind_has_a_sealed_name",
            ),
            models.CheckConstraint(
                condition=Q(person=None) | Q(is_personal=True),
                name="stored_file_about_a_person_is_personal",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "kind", "id"], name="stored_file_of_scope"),
            models.Index(fields=["account", "-id"], name="stored_file_of_account"),
            models.Index(fields=["kind", "made_at"], name="stored_file_of_kind"),
        ]

    def __str__(self) -> str:
        return self.code


class Upload(models.Model):
    """An upload that is not finished. Only its account knows of it; its name comes at the end."""

    code = models.CharField(
        _("mã lần tải lên"), max_length=10, unique=True, db_collation="C", default=new_code
    )
    account = models.ForeignKey(User, models.PROTECT, verbose_name=_("người tải lên"))
    size = models.BigIntegerField(_("dung lượng"))
    received = models.BigIntegerField(_("đã nhận"), default=0)
    mark = models.CharField(_("dấu của tệp"), max_length=64, blank=True)
    expires_at = models.DateTimeField(_("giữ đến"))

    class Meta:
        verbose_name = _("lần tải lên")
        constraints = [
            models.CheckConstraint(
                condition=Q(received__gte=0, received__lte=models.F("size")),
                name="upload_receives_no_more_than_announced",
            )
        ]

    def __str__(self) -> str:
        return self.code
