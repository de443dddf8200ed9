"""What a citizen has filled in and not yet submitted, kept from page to page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_printed_code
from vungcao.kernel.vault.fields import BlindIndexField, SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.onestop.models.dossiers import Dossier
from vungcao.systems.onestop.models.procedures import ProcedureVersion


class OnlineDraft(models.Model):
    """A form on its way, of an account or of whoever holds the secret; sealed with its own key.

    `unit` is the place where its files lie until it is submitted. `files` maps codes of papers to
    codes of stored files.
    """

    code = models.CharField(
        _("mã bản nháp"), max_length=10, unique=True, default=new_printed_code, db_collation="C"
    )
    secret = BlindIndexField(_("dấu của mã bí mật"))
    version = models.ForeignKey(
        ProcedureVersion, models.PROTECT, verbose_name=_("phiên bản thủ tục")
    )
    account = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("tài khoản")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    key = models.ForeignKey(DataKey, models.PROTECT, verbose_name=_("khoá dữ liệu"))
    answers = SealedField(_("nội dung đã khai"), null=True)
    files = models.JSONField(_("tệp đã đính kèm"), default=dict)
    saved_at = models.DateTimeField(_("lưu lúc"))
    dossier = models.OneToOneField(
        Dossier, models.PROTECT, null=True, verbose_name=_("hồ sơ đã nộp")
    )

    objects = ScopedQuerySet["OnlineDraft"].as_manager()

    class Meta:
        verbose_name = _("bản nháp hồ sơ trực tuyến")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="online_draft_scope_is_a_path")
        ]
        indexes = [models.Index(fields=["saved_at"], name="online_draft_by_age")]

    def __str__(self) -> str:
        return self.code
