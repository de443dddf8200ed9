"""The result of a dossier: its signed decision; and what the applicant pays."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models import Document
from vungcao.systems.onestop.models.dossiers import Dossier


class Decision(models.Model):
    """The document that decides a dossier. Only a later decision undoes it: `corrects` names it.

    While `signed_at` is empty it is a draft for the signature. `effects` counts what it changed in
    other registers.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="decisions", verbose_name=_("hồ sơ")
    )
    document = models.OneToOneField(Document, models.PROTECT, verbose_name=_("văn bản"))
    corrects = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="corrected_by",
        verbose_name=_("sửa cho quyết định"),
    )
    prepared_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("người soạn")
    )
    prepared_at = models.DateTimeField(_("soạn lúc"))
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người ký")
    )
    signed_at = models.DateTimeField(_("ký lúc"), null=True)
    effects = models.PositiveSmallIntegerField(_("số thay đổi trong sổ"), default=0)

    class Meta:
        verbose_name = _("quyết định của hồ sơ")
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(corrects=None),
                name="dossier_has_one_first_decision",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None)
                | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="decision_is_signed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.document_id}"


class FeeMoment(models.IntegerChoices):
    """When a fee is paid; the numbers are those of the national interface (HinhThucThu)."""

    RECEIPT = 1, _("khi tiếp nhận")
    SUPPLEMENT = 2, _("khi bổ sung")
    RETURN = 4, _("khi trả kết quả")


class Fee(models.Model):
    """One fee of a dossier, in đồng, with the number of its receipt once it is paid.

    `amount_reason` says why it is another amount than the procedure asks.
    """

    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="fees", verbose_name=_("hồ sơ")
    )
    code = models.CharField(_("mã khoản thu"), max_length=40, db_collation="C")
    name = models.CharField(_("khoản thu"), max_length=200)
    amount = models.BigIntegerField(_("số tiền (đồng)"))
    amount_reason = models.CharField(
        _("lý do thu khác mức"), max_length=200, blank=True, default=""
    )
    moment = models.PositiveSmallIntegerField(_("thu khi"), choices=FeeMoment)
    basis = models.ForeignKey(Citation, models.PROTECT, null=True, verbose_name=_("căn cứ"))
    paid_at = models.DateTimeField(_("thu lúc"), null=True)
    collected_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người thu")
    )
    receipt = models.CharField(
        _("số biên lai"), max_length=40, blank=True, default="", db_collation="C"
    )
    voided_at = models.DateTimeField(_("huỷ lúc"), null=True)
    void_reason = models.CharField(_("lý do huỷ"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("khoản thu của hồ sơ")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="fee_is_an_amount"),
            models.CheckConstraint(
                condition=Q(paid_at=None, receipt="", collected_by=None)
                | Q(paid_at__isnull=False, collected_by__isnull=False) & ~Q(receipt=""),
                name="fee_is_paid_with_a_receipt",
            ),
            models.UniqueConstraint(
                fields=["dossier", "code"],
                condition=Q(voided_at=None),
                name="fee_is_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.dossier_id} {self.code}"
