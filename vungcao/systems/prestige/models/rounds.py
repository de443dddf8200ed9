"""How a village selects: meeting, nominees, votes, joint meeting, check, and the commune's list."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.fields import SealedField
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.prestige.models.cycles import Cycle


class ProposalState(models.TextChoices):
    """What has become of a commune's list."""

    DRAFT = "draft", _("đang lập")
    SENT = "sent", _("đã trình")
    DECIDED = "decided", _("đã có quyết định")


class ProposalList(models.Model):
    """The list (Mẫu 04) by which a commune proposes persons of its villages for a decision."""

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("kỳ công nhận"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("xã, phường"))
    scope = ScopeField(_("phạm vi"))
    made_on = models.DateField(_("ngày lập danh sách"))
    state = models.CharField(
        _("tình trạng danh sách"), max_length=8, choices=ProposalState, default=ProposalState.DRAFT
    )
    number = models.CharField(_("số quyết định"), max_length=60, blank=True, default="")

    objects = ScopedQuerySet["ProposalList"].as_manager()

    class Meta:
        verbose_name = _("danh sách đề nghị")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="proposal_list_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(state__in=ProposalState), name="proposal_list_state_is_known"
            ),
        ]
        indexes = [models.Index(fields=["scope", "-id"], name="proposal_list_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.scope} {self.made_on:%Y-%m-%d}"


class RoundState(models.TextChoices):
    """How far the selection in a village has come."""

    OPEN = "open", _("chờ họp thôn")
    MET = "met", _("đã họp thôn")
    JOINT = "joint", _("đã họp liên tịch")
    CHECKED = "checked", _("xã đã kiểm tra")
    LISTED = "listed", _("đã vào danh sách đề nghị")
    DECIDED = "decided", _("đã có quyết định")
    CANCELLED = "cancelled", _("đã huỷ đợt")


QUORUM: "GreaterThanOrEqual[Any]" = GreaterThanOrEqual(
    F("households_present") * F("quorum_denominator"),
    F("households_total") * F("quorum_numerator"),
)
ENDED = (RoundState.DECIDED, RoundState.CANCELLED)


class SelectionRound(models.Model):
    """The selection of one village for a cycle, or to replace somebody within it.

    The quorum (`quorum_numerator`/`quorum_denominator` of the households) is the norm of the day on
    which the village met. Who chaired, who wrote, what was said stands sealed in `words`.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("kỳ công nhận"))
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("thôn, bản, tổ dân phố"))
    scope = ScopeField(_("phạm vi"))
    replaced = models.ForeignKey(
        "Recognition",
        models.PROTECT,
        null=True,
        related_name="replacing_rounds",
        verbose_name=_("chọn thay cho"),
    )
    state = models.CharField(
        _("tình trạng đợt"), max_length=9, choices=RoundState, default=RoundState.OPEN
    )
    opened_on = models.DateField(_("ngày mở đợt"))
    held_on = models.DateField(_("ngày họp thôn"), null=True)
    households_total = models.PositiveIntegerField(_("số hộ của thôn"), null=True)
    households_present = models.PositiveIntegerField(_("số hộ dự họp"), null=True)
    quorum_numerator = models.PositiveIntegerField(_("tử số mức tối thiểu"), null=True)
    quorum_denominator = models.PositiveIntegerField(_("mẫu số mức tối thiểu"), null=True)
    joint_held_on = models.DateField(_("ngày họp liên tịch"), null=True)
    joint_present = models.PositiveSmallIntegerField(_("số người dự họp liên tịch"), null=True)
    checked_on = models.DateField(_("ngày xã kiểm tra"), null=True)
    proposal = models.ForeignKey(
        ProposalList,
        models.PROTECT,
        null=True,
        related_name="rounds",
        verbose_name=_("danh sách đề nghị"),
    )
    cancel_reason = models.CharField(_("lý do huỷ đợt"), max_length=200, blank=True, default="")
    key = models.ForeignKey(
        DataKey, models.PROTECT, null=True, related_name="+", verbose_name=_("khoá dữ liệu")
    )
    words = SealedField(_("nội dung cuộc họp"), null=True)

    objects = ScopedQuerySet["SelectionRound"].as_manager()

    class Meta:
        verbose_name = _("đợt bình chọn")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="selection_round_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(state__in=RoundState), name="selection_round_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(households_present=None)
                | Q(
                    households_total__isnull=False,
                    households_present__lte=F("households_total"),
                ),
                name="selection_round_counts_households_of_the_village",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RoundState.OPEN, RoundState.CANCELLED))
                | Q(
                    held_on__isnull=False,
                    households_present__isnull=False,  # what is unknown would pass any check
                    households_total__isnull=False,
                    households_total__gt=0,
                    quorum_numerator__isnull=False,
                    quorum_denominator__isnull=False,
                    quorum_denominator__gt=0,
                )
                & Q(QUORUM),
                name="selection_round_has_met_with_its_quorum",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(RoundState.OPEN, RoundState.MET, RoundState.CANCELLED))
                | Q(joint_held_on__isnull=False, joint_held_on__gte=F("held_on")),
                name="selection_round_meets_jointly_after_the_village",
            ),
            models.CheckConstraint(
                condition=Q(state=RoundState.CANCELLED) ^ Q(cancel_reason=""),
                name="selection_round_is_cancelled_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["unit", "cycle", "replaced"],
                condition=~Q(state__in=ENDED),
                nulls_distinct=False,
                name="selection_round_is_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["scope", "-id"], name="selection_round_of_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.scope} {self.state}"


class Nominee(models.Model):
    """Somebody whom a village meeting named, with the votes of both meetings and the check."""

    selection = models.ForeignKey(
        SelectionRound, models.PROTECT, related_name="nominees", verbose_name=_("đợt bình chọn")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("người được đề cử")
    )
    position = models.PositiveSmallIntegerField(_("thứ tự đề cử"))
    votes = models.PositiveIntegerField(_("số hộ đồng ý"), null=True)
    joint_votes = models.PositiveSmallIntegerField(_("số phiếu họp liên tịch"), null=True)
    is_chosen = models.BooleanField(_("được đề nghị"), default=False)
    unmet = models.CharField(
        _("tiêu chí chưa đạt"), max_length=60, blank=True, default="", db_collation="C"
    )

    class Meta:
        verbose_name = _("người được đề cử")
        constraints = [
            models.UniqueConstraint(
                fields=["selection", "person"], name="nominee_stands_once_in_a_round"
            ),
            models.UniqueConstraint(
                fields=["selection", "position"], name="nominee_has_a_place_of_their_own"
            ),
            models.CheckConstraint(
                condition=Q(is_chosen=False) | Q(unmet=""), name="nominee_is_chosen_when_fit"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} of #{self.selection_id}"
