"""Apologies for a moment that was promised and not kept (form 04)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents.models import Document
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.vault.fields import SealedField
from vungcao.systems.onestop.models.dossiers import Dossier
from vungcao.systems.onestop.models.steps import Extension


class Apology(models.Model):
    """An apology for one promised moment: a draft of the system until somebody sends it.

    `fault` is who held the dossier then. What is sent has its reason and another moment; with an
    `extension` that moment is the new end of the term, else the term stays as it was.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="apologies", verbose_name=_("hồ sơ")
    )
    step = models.CharField(_("bước lúc soạn"), max_length=40, db_collation="C")
    document = models.OneToOneField(Document, models.PROTECT, null=True, verbose_name=_("văn bản"))
    extension = models.OneToOneField(
        Extension, models.PROTECT, null=True, verbose_name=_("lần gia hạn")
    )
    fault = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("nơi chậm")
    )
    prepared_at = models.DateTimeField(_("soạn lúc"))
    old_due_at = models.DateTimeField(_("đã hẹn trả"))
    new_due_at = models.DateTimeField(_("hẹn trả lại"), null=True)
    reason = SealedField(_("lý do chậm"), null=True)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người gửi")
    )

    class Meta:
        verbose_name = _("lời xin lỗi")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "old_due_at"], name="apology_is_made_once_for_a_moment"
            ),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(sent_at=None),
                name="apology_waits_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None, sent_by=None)
                | Q(
                    sent_at__isnull=False,
                    sent_by__isnull=False,
                    reason__isnull=False,
                    document__isnull=False,
                    new_due_at__gt=models.F("old_due_at"),
                ),
                name="apology_is_sent_with_reason_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.old_due_at:%Y-%m-%d}"
