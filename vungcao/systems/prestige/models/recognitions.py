"""Who is recognised (được công nhận), for which village, between which days, by which decision."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.documents.models import Document
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.models import (
    ENDS_AFTER_IT_STARTS,
    IS_A_PATH,
    DatedQuerySet,
    ScopeField,
    never_overlaps,
)
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import SealedField
from vungcao.systems.prestige.models.cycles import Cycle
from vungcao.systems.prestige.models.rounds import SelectionRound


class Authority(models.TextChoices):
    """At which level a decision on prestigious persons was taken."""

    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")


class EndKind(models.TextChoices):
    """How a recognition ended before its cycle."""

    NOT_ENDED = "", _("chưa kết thúc sớm")
    WITHDRAWN = "withdrawn", _("đưa ra khỏi danh sách")
    REPLACED = "replaced", _("được thay thế")


class RecognitionQuerySet(DatedQuerySet["Recognition"]):
    """Recognitions, of which one that was entered by mistake never counts."""

    def standing(self) -> Self:
        return self.filter(is_void=False)

    def in_force(self, day: object) -> Self:
        return super().in_force(day).standing()  # type: ignore[arg-type]


class Recognition(models.Model):
    """One person recognised for one place (suất) of one village, until the cycle or a decision
    ends it.

    `unit` is the village of the day of the decision and never changes; `scope` leads to the village
    responsible for it now. `profile` (components, schooling, work) says what somebody believes and
    belongs to: it stands sealed with the person's key.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("người có uy tín")
    )
    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("kỳ công nhận"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("thôn, bản, tổ dân phố"))
    scope = ScopeField(_("phạm vi"))
    slot = models.PositiveSmallIntegerField(_("suất của thôn"), default=1)
    basis = models.ForeignKey(
        Citation, models.PROTECT, related_name="+", verbose_name=_("căn cứ thẩm quyền")
    )
    authority = models.CharField(_("cấp công nhận"), max_length=8, choices=Authority)
    issuer_name = models.CharField(_("nơi ra quyết định công nhận"), max_length=200)
    number = models.CharField(_("số quyết định công nhận"), max_length=60)
    decided_on = models.DateField(_("ngày quyết định công nhận"))
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("văn bản công nhận")
    )
    valid_from = models.DateField(_("công nhận từ"))
    valid_until = models.DateField(_("thôi từ"))
    end_kind = models.CharField(
        _("cách kết thúc"), max_length=9, choices=EndKind, blank=True, default=EndKind.NOT_ENDED
    )
    end_reason = models.CharField(
        _("lý do thôi"), max_length=40, blank=True, default="", db_collation="C"
    )
    end_number = models.CharField(_("số quyết định thôi"), max_length=60, blank=True, default="")
    end_decided_on = models.DateField(_("ngày quyết định thôi"), null=True)
    end_issuer_name = models.CharField(
        _("nơi ra quyết định thôi"), max_length=200, blank=True, default=""
    )
    end_document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("văn bản thôi")
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="replaced_by",
        verbose_name=_("thay cho"),
    )
    selection = models.ForeignKey(
        SelectionRound,
        models.PROTECT,
        null=True,
        related_name="recognitions",
        verbose_name=_("đợt bình chọn"),
    )
    profile = SealedField(_("thành phần, trình độ"), null=True)
    end_note = SealedField(_("ghi chú khi thôi"), null=True)
    is_void = models.BooleanField(_("ghi nhầm, đã huỷ"), default=False)
    void_reason = models.CharField(_("lý do huỷ"), max_length=200, blank=True, default="")

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("lần công nhận")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="recognition_scope_is_a_path"),
            models.CheckConstraint(
                condition=ENDS_AFTER_IT_STARTS, name="recognition_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=Q(slot__gte=1), name="recognition_slot_is_counted"),
            models.CheckConstraint(
                condition=Q(authority__in=Authority), name="recognition_authority_is_known"
            ),
            models.CheckConstraint(
                condition=Q(end_kind="", end_reason="", end_number="", end_decided_on=None)
                | (
                    Q(end_kind__in=("withdrawn", "replaced"), end_decided_on__isnull=False)
                    & ~Q(end_reason="")
                    & ~Q(end_number="")
                ),
                name="recognition_ends_early_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(is_void=False, void_reason="") | (Q(is_void=True) & ~Q(void_reason="")),
                name="recognition_is_void_for_a_reason",
            ),
            never_overlaps(
                "village_slot_has_one_person_at_a_time",
                "unit",
                "slot",
                condition=Q(is_void=False),
            ),
            never_overlaps(
                "person_is_recognised_once_at_a_time", "person", condition=Q(is_void=False)
            ),
        ]
        indexes = [
            models.Index(fields=["scope", "id"], name="recognition_of_scope"),
            models.Index(fields=["valid_until"], name="recognition_by_end"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.scope} {self.valid_from:%Y-%m-%d}"
