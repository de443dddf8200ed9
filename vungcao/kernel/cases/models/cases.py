"""A case, those who take part in it, and its relation to other cases."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.cases.rules import CLOSED, MERGED, OPEN, PAUSED
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.models import IS_A_PATH, ScopedQuerySet, ScopeField
from vungcao.kernel.scopes.rules import end_of
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault.codes import new_printed_code
from vungcao.kernel.vault.models import DataKey

IS_RUNNING = Q(state__in=(OPEN, PAUSED))


class CaseQuerySet(ScopedQuerySet["Case"]):
    """Cases under somebody's responsibility, or in which they take part."""

    def visible_to(self, user: User) -> Self:  # type: ignore[override]
        """An applicant sees their own; the database lets them at the citizens' door alone."""
        applied = Party.objects.filter(case=OuterRef("pk"), account=user.pk, account__isnull=False)
        return self.filter(self._within(user.reach) | Q(Exists(applied)))

    def under(self, scopes: Iterable[str]) -> Self:
        """Held there now, or a party of that place takes or took part."""
        return self.filter(self._within(tuple(scopes)))

    def _within(self, reach: tuple[str, ...]) -> Q:
        parties = Party.objects.under(reach).filter(case=OuterRef("pk"))
        visible = Q(Exists(parties)) if reach else Q(pk__in=[])
        for scope in reach:
            visible |= Q(scope__gte=scope, scope__lt=end_of(scope))
        return visible

    def held_under(self, scopes: Iterable[str]) -> Self:
        """Those for which that place is responsible now."""
        return super().under(scopes)

    def running(self) -> Self:
        return self.filter(IS_RUNNING)

    def overdue(self, now: datetime) -> Self:
        """The clock runs and has passed its end. A paused case is never overdue."""
        return self.filter(state=OPEN, due_at__lt=now)

    def of(self, account: User, now: datetime) -> Self:
        """Those that the account has to work on: its own, and delegated ones while they are."""
        delegated = Q(delegate=account, delegated_until__gt=now)
        own = Q(assignee=account) & ~Q(delegate__isnull=False, delegated_until__gt=now)
        return self.filter(delegated | own)


class Case(models.Model):
    """One affair. A system's noun (a dossier, a ticket, a report) owns one and adds its own.

    `unit` and `organisation` are responsible; `label` names the subject without personal values;
    texts about a person are sealed with `key`. `version` counts the events.
    """

    class State(models.TextChoices):
        OPEN = OPEN, _("đang xử lý")
        PAUSED = PAUSED, _("tạm dừng tính thời hạn")
        CLOSED = CLOSED, _("đã kết thúc")
        MERGED = MERGED, _("đã nhập vào vụ việc khác")

    code = models.CharField(
        _("mã tra cứu"), max_length=10, unique=True, default=new_printed_code, db_collation="C"
    )
    kind = models.CharField(_("loại vụ việc"), max_length=60, db_collation="C")
    number = models.CharField(_("số vụ việc"), max_length=60, db_collation="C")
    external_number = models.CharField(
        _("số của hệ thống khác"), max_length=60, blank=True, default="", db_collation="C"
    )
    label = models.CharField(_("việc"), max_length=200)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("cơ quan chịu trách nhiệm")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    state = models.CharField(_("trạng thái"), max_length=10, choices=State, default=State.OPEN)
    calendar = models.ForeignKey(WorkingCalendar, models.PROTECT, verbose_name=_("lịch làm việc"))
    received_at = models.DateTimeField(_("tiếp nhận lúc"))
    term_halves = models.PositiveSmallIntegerField(_("thời hạn (nửa ngày làm việc)"), null=True)
    term_basis = models.ForeignKey(
        Citation, models.PROTECT, null=True, verbose_name=_("căn cứ của thời hạn")
    )
    due_at = models.DateTimeField(_("hẹn trả lúc"), null=True)
    assignee = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người xử lý")
    )
    delegate = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("người được uỷ quyền")
    )
    delegated_until = models.DateTimeField(_("uỷ quyền đến"), null=True)
    closed_at = models.DateTimeField(_("kết thúc lúc"), null=True)
    outcome = models.CharField(
        _("kết quả"), max_length=40, blank=True, default="", db_collation="C"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name=_("đã nhập vào")
    )
    key = models.ForeignKey(
        DataKey, models.PROTECT, null=True, related_name="+", verbose_name=_("khoá dữ liệu")
    )
    last_event_at = models.DateTimeField(_("việc gần nhất lúc"))
    version = models.PositiveIntegerField(_("số việc đã ghi"), default=0)

    # Of a case that was just locked: the steps written in this process until then, how its calendar
    # stands in this transaction, and its pauses that have ended, once they were read.
    steps_before: int | None = None
    calendar_stands: UUID | None = None
    stood_still: list[tuple[datetime, datetime]] | None = None

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("vụ việc")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="case_scope_is_a_path"),
            models.UniqueConstraint(fields=["kind", "number"], name="case_number_is_taken_once"),
            models.CheckConstraint(
                condition=Q(state__in=(CLOSED, MERGED), closed_at__isnull=False)
                | Q(state__in=(OPEN, PAUSED), closed_at=None),
                name="case_has_ended_when_it_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(state=MERGED, merged_into__isnull=False)
                | (~Q(state=MERGED) & Q(merged_into=None)),
                name="case_merged_says_into_which",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="case_is_not_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(term_halves__isnull=False),
                name="case_is_due_by_a_term",
            ),
            models.CheckConstraint(
                condition=Q(delegate=None, delegated_until=None)
                | Q(delegate__isnull=False, delegated_until__isnull=False),
                name="case_delegation_has_an_end",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=IS_RUNNING, name="case_by_due"),
            models.Index(
                fields=["kind", "due_at", "id"], condition=IS_RUNNING, name="case_of_kind_by_due"
            ),
            models.Index(
                fields=["assignee", "due_at", "id"], condition=IS_RUNNING, name="case_of_one_by_due"
            ),
            models.Index(fields=["scope", "state", "id"], name="case_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Party(models.Model):
    """Who takes part in a case, as what, from when until when. Past holders go on seeing it."""

    class Role(models.TextChoices):
        INTAKE = "intake", _("nơi tiếp nhận")
        RESPONSIBLE = "responsible", _("cơ quan chịu trách nhiệm")
        ASKED = "asked", _("cơ quan được hỏi ý kiến")
        APPLICANT = "applicant", _("người nộp, người phản ánh")

    case = models.ForeignKey(
        Case, models.PROTECT, related_name="parties", verbose_name=_("vụ việc")
    )
    role = models.CharField(_("vai trò trong vụ việc"), max_length=12, choices=Role)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, verbose_name=_("cơ quan, đơn vị")
    )
    account = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("tài khoản")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("địa bàn"))
    scope = ScopeField(_("phạm vi"))
    since = models.DateTimeField(_("từ lúc"))
    until = models.DateTimeField(_("đến lúc"), null=True)

    objects = ScopedQuerySet["Party"].as_manager()

    class Meta:
        verbose_name = _("bên tham gia")
        constraints = [
            models.CheckConstraint(condition=IS_A_PATH, name="party_scope_is_a_path"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="party_leaves_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, account=None)
                | Q(organisation=None, role="applicant"),
                name="party_is_a_body_or_an_applicant",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(role="responsible", until=None),
                name="case_has_one_responsible_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "scope"], name="party_of_case"),
            models.Index(fields=["scope", "case"], name="party_of_place"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.role}"


class CaseLink(models.Model):
    """A case that another one has called for. The parent waits for a child that is required."""

    parent = models.ForeignKey(
        Case, models.PROTECT, related_name="children", verbose_name=_("vụ việc chính")
    )
    child = models.ForeignKey(
        Case, models.PROTECT, related_name="callers", verbose_name=_("vụ việc liên thông")
    )
    is_required = models.BooleanField(_("phải xong trước"), default=True)

    class Meta:
        verbose_name = _("liên thông vụ việc")
        constraints = [
            models.UniqueConstraint(fields=["parent", "child"], name="case_link_is_made_once"),
            models.CheckConstraint(
                condition=~Q(parent=F("child")), name="case_does_not_call_for_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.parent_id} #{self.child_id}"
