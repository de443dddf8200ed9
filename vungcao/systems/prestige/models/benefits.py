"""Benefits (chế độ): what a prestigious person was given, lists of grants, the money allotted."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models import Document
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import SealedField
from vungcao.systems.prestige.models.recognitions import Recognition


class Level(models.TextChoices):
    """Which level pays a benefit, or for illness which level of hospital it is for."""

    CENTRAL = "central", _("trung ương")
    PROVINCE = "province", _("tỉnh")
    DISTRICT = "district", _("huyện")
    COMMUNE = "commune", _("xã")


class GrantList(models.Model):
    """One decision that grants the same benefit to many persons. `amount` is đồng for each."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    kind = models.CharField(_("chế độ"), max_length=40, db_collation="C")
    level = models.CharField(_("cấp chi"), max_length=8, choices=Level)
    title = models.CharField(_("tên đợt"), max_length=200)
    granted_on = models.DateField(_("ngày trao"))
    amount = models.BigIntegerField(_("mức mỗi người (đồng)"), null=True)
    number = models.CharField(_("số quyết định"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"))
    issuer_name = models.CharField(_("nơi ra quyết định"), max_length=200)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("văn bản")
    )
    budget_line = models.CharField(_("nguồn kinh phí"), max_length=200, blank=True, default="")

    objects = ScopedQuerySet["GrantList"].as_manager()

    class Meta:
        verbose_name = _("đợt chi chế độ")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="grant_list_scope_is_a_path"),
            models.CheckConstraint(condition=Q(level__in=Level), name="grant_list_level_is_known"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="grant_list_amount_is_positive"
            ),
        ]
        indexes = [models.Index(fields=["scope", "-id"], name="grant_list_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.number}"


class BenefitQuerySet(ScopedQuerySet["Benefit"]):
    """Benefits, of which one that was entered by mistake never counts."""

    def standing(self) -> Self:
        return self.filter(is_void=False)


class Benefit(models.Model):
    """One thing given to one person on a day. `amount` and `ceiling` are đồng; none: in kind.

    `ceiling` and `basis` are the norm of the day, so that the row explains itself for ever.
    """

    recognition = models.ForeignKey(
        Recognition, models.PROTECT, related_name="benefits", verbose_name=_("người có uy tín")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("thôn, bản, tổ dân phố"))
    scope = ScopeField(_("phạm vi"))
    kind = models.CharField(_("chế độ"), max_length=40, db_collation="C")
    level = models.CharField(_("cấp chi"), max_length=8, choices=Level)
    granted_on = models.DateField(_("ngày trao"))
    amount = models.BigIntegerField(_("số tiền (đồng)"), null=True)
    ceiling = models.BigIntegerField(_("mức tối đa (đồng)"), null=True)
    basis = models.ForeignKey(
        Citation, models.PROTECT, null=True, related_name="+", verbose_name=_("căn cứ mức chi")
    )
    grants = models.ForeignKey(
        GrantList,
        models.PROTECT,
        null=True,
        related_name="benefits",
        verbose_name=_("đợt chi chế độ"),
    )
    number = models.CharField(_("số quyết định"), max_length=60, blank=True, default="")
    note = SealedField(_("ghi chú"), null=True)
    is_void = models.BooleanField(_("ghi nhầm, đã huỷ"), default=False)
    void_reason = models.CharField(_("lý do huỷ"), max_length=200, blank=True, default="")

    objects = BenefitQuerySet.as_manager()

    class Meta:
        verbose_name = _("chế độ đã hưởng")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="benefit_scope_is_a_path"),
            models.CheckConstraint(condition=Q(level__in=Level), name="benefit_level_is_known"),
            models.CheckConstraint(
                condition=Q(amount=None)
                | Q(amount__gt=0, ceiling__isnull=False, amount__lte=F("ceiling")),
                name="benefit_stays_below_its_ceiling",
            ),
            models.CheckConstraint(
                condition=Q(is_void=False, void_reason="") | (Q(is_void=True) & ~Q(void_reason="")),
                name="benefit_is_void_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "-granted_on"], name="benefit_of_scope"),
            models.Index(fields=["recognition", "kind", "granted_on"], name="benefit_of_person"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.granted_on:%Y-%m-%d}"


class Allotment(models.Model):
    """Money (đồng) set aside for the benefits of one year at one level."""

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    year = models.PositiveSmallIntegerField(_("năm ngân sách"))
    level = models.CharField(_("cấp chi"), max_length=8, choices=Level)
    amount = models.BigIntegerField(_("kinh phí được giao (đồng)"))
    number = models.CharField(_("số quyết định giao"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định"))
    budget_line = models.CharField(_("nguồn kinh phí"), max_length=200, blank=True, default="")

    objects = ScopedQuerySet["Allotment"].as_manager()

    class Meta:
        verbose_name = _("kinh phí được giao")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="allotment_scope_is_a_path"),
            models.CheckConstraint(condition=Q(level__in=Level), name="allotment_level_is_known"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="allotment_is_positive"),
            models.UniqueConstraint(
                fields=["unit", "year", "level", "number"], name="allotment_stands_once"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.year} {self.level}"
