"""Campaigns: which form is asked for which period, who owes it, and where each answer stands."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models.forms import FormVersion


class CampaignState(models.TextChoices):
    OPEN = "open", _("đang thu")
    CLOSED = "closed", _("đã kết thúc")
    TAKEN = "taken", _("lấy từ nguồn đã công bố")


class Campaign(models.Model):
    """A form asked for a period below a unit, with the days on which answers are due.

    What comes after `due_on` is late; what has not come after `late_on` is missing. Whether an
    answer is late is computed from these days, never stored. One that is `taken` asks nobody: its
    figures come from where they were published.
    """

    version = models.ForeignKey(
        FormVersion, models.PROTECT, related_name="campaigns", verbose_name=_("phiên bản biểu")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("địa bàn"))
    period = models.PositiveIntegerField(_("kỳ báo cáo"))
    due_on = models.DateField(_("hạn nộp"))
    late_on = models.DateField(_("hạn chót"))
    state = models.CharField(
        _("tình trạng đợt"), max_length=6, choices=CampaignState, default=CampaignState.OPEN
    )
    opened_at = models.DateTimeField(_("mở đợt lúc"))
    opened_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("người mở đợt")
    )
    closed_at = models.DateTimeField(_("kết thúc đợt lúc"), null=True)

    class Meta:
        verbose_name = _("đợt thu thập")
        constraints = [
            models.CheckConstraint(
                condition=Q(late_on__gte=F("due_on")), name="campaign_is_late_after_it_is_due"
            ),
            models.CheckConstraint(
                condition=Q(period__gte=1900001, period__lte=2199312),
                name="campaign_period_is_a_period",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | Q(state__in=["closed", "taken"], closed_at__isnull=False),
                name="campaign_is_closed_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["version", "period", "unit"], name="form_is_asked_once_for_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.period}"


class Obligation(models.Model):
    """Who owes an answer: a unit, through a body (a village through its commune's committee)."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="obligations", verbose_name=_("đợt thu thập")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị báo cáo")
    )
    scope = ScopeField(_("phạm vi"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("cơ quan nộp")
    )

    objects = ScopedQuerySet["Obligation"].as_manager()

    class Meta:
        verbose_name = _("nghĩa vụ báo cáo")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="obligation_scope_is_a_path"),
            models.UniqueConstraint(
                fields=["campaign", "unit", "organisation"],
                nulls_distinct=False,
                name="obligation_stands_once",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="obligation_by_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.unit_id}"


class Stage(models.IntegerChoices):
    """How far an answer has come; figures carry the number, so that readers may choose."""

    DRAFT = 0, _("đang nhập")
    SUBMITTED = 1, _("đã nộp, chờ xác nhận")
    CERTIFIED = 2, _("đã xác nhận")
    ACCEPTED = 3, _("Sở đã tiếp nhận")
    CLOSED = 4, _("đã chốt")


IS_PUBLISHED = Q(author=None, certifier=None, accepted_by=None, submitted_at=None) & ~Q(source="")


class SubmissionQuerySet(ScopedQuerySet["Submission"]):
    """Answers by how far they have come."""

    def at_least(self, stage: int) -> Self:
        return self.filter(stage__gte=stage)


class Submission(models.Model):
    """The answer to an obligation. `counter` is its revision: each changed value takes the next.

    `author` pressed submit, `certifier` answers for it in the unit's name and is another person.
    While cells are returned, only those can be changed. What has a `source` was taken from where
    it was published: nobody submitted, certified or accepted it, and it is closed.
    """

    Stage = Stage

    obligation = models.OneToOneField(
        Obligation, models.PROTECT, related_name="submission", verbose_name=_("nghĩa vụ báo cáo")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị báo cáo")
    )
    scope = ScopeField(_("phạm vi"))
    stage = models.PositiveSmallIntegerField(_("bước"), choices=Stage, default=Stage.DRAFT)
    counter = models.PositiveIntegerField(_("lần sửa số"), default=0)
    version = models.PositiveIntegerField(_("lần chuyển bước"), default=0)
    author = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người nộp")
    )
    certifier = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người xác nhận")
    )
    accepted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người tiếp nhận")
    )
    source = models.CharField(_("nguồn đã công bố"), max_length=400, blank=True, default="")
    first_submitted_at = models.DateTimeField(_("nộp lần đầu lúc"), null=True)
    submitted_at = models.DateTimeField(_("nộp lúc"), null=True)
    certified_at = models.DateTimeField(_("xác nhận lúc"), null=True)
    accepted_at = models.DateTimeField(_("tiếp nhận lúc"), null=True)
    closed_at = models.DateTimeField(_("chốt lúc"), null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo số liệu")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="submission_scope_is_a_path"),
            models.CheckConstraint(condition=Q(stage__in=Stage), name="submission_stage_is_known"),
            models.CheckConstraint(
                condition=Q(certifier=None) | ~Q(certifier=F("author")),
                name="certifier_is_not_the_author",
            ),
            models.CheckConstraint(
                condition=Q(stage=0)
                | Q(submitted_at__isnull=False, author__isnull=False)
                | IS_PUBLISHED,
                name="submission_is_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(stage__lt=2)
                | Q(certified_at__isnull=False, certifier__isnull=False)
                | IS_PUBLISHED,
                name="submission_is_certified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(stage__lt=3)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False)
                | IS_PUBLISHED,
                name="submission_is_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(stage=4, closed_at__isnull=False) | Q(stage__lt=4, closed_at=None),
                name="submission_is_closed_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["scope"], name="submission_by_scope")]

    def __str__(self) -> str:
        return f"#{self.pk} {self.unit_id}"
