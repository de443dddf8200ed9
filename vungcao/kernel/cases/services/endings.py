"""How a case ends, opens again, or goes on inside another one."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import rules
from vungcao.kernel.cases.models import Case, CaseLink, Party, Pause
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.cases.services.events import Step, in_one_go
from vungcao.kernel.citations.rules import RuleBroken

WHILE_CLOSED = "closed"  # the kind of the pause between an end and a reopening


@in_one_go
def close(
    *, case: Case, outcome: str, reason: str, now: datetime, by: User, seen: int | None = None
) -> Case:
    """End a case with an outcome (a code of the owning system).

    Raises `RuleBroken` while a case that it called for, and has to wait for, is running.
    """
    step = Step.take(case, now, by, seen=seen)
    locked = step.case
    _refuse_waiting(locked)
    locked.state = rules.moved(locked.state, "closed")
    step.end_pause()
    locked.closed_at, locked.outcome = now, outcome
    late = locked.due_at is not None and now > locked.due_at
    step.write("closed", reason, outcome=outcome, late=late)
    return locked


@transaction.atomic
def reopen(*, case: Case, reason: str, starts_anew: bool, now: datetime, by: User) -> Case:
    """Open an ended case again.

    The time in between counts as a pause; `starts_anew` counts the whole term from now instead.
    """
    step = Step.take(case, now, by)
    locked = step.case
    locked.state = rules.moved(locked.state, "reopened")
    if not reason.strip():
        raise RuleBroken("Ghi lý do mở lại vụ việc.")
    assert locked.closed_at is not None
    if starts_anew:
        locked.received_at = now
    else:
        Pause.objects.create(
            case=locked, kind=WHILE_CLOSED, stopped_at=locked.closed_at, resumed_at=now
        )
    locked.closed_at, locked.outcome = None, ""
    locked.due_at = clocks.due(locked, clocks.stops(locked))
    step.write("reopened", reason, starts_anew=starts_anew)
    return locked


@transaction.atomic
def merge(*, kept: Case, merged: Case, reason: str, now: datetime, by: User) -> Case:
    """Let two cases of one affair go on as one; the kept one's number and clock stay.

    Applicants of the merged case see the kept one from now on. Raises `RuleBroken` for cases of
    different kinds, one that has ended, or one that `by` does not hold.
    """
    if kept.pk == merged.pk or kept.kind != merged.kind:
        raise RuleBroken("Chỉ nhập được hai vụ việc khác nhau của cùng một loại.")
    first, second = sorted((kept, merged), key=lambda case: case.pk)  # no two wait for each other
    steps = {case.pk: Step.take(case, now, by) for case in (first, second)}
    into, gone = steps[kept.pk].case, steps[merged.pk].case
    rules.refuse_ended(into.state)
    gone.state = rules.moved(gone.state, "merged")
    steps[gone.pk].end_pause()
    gone.closed_at, gone.merged_into = now, into
    _bring_applicants(into, gone, now)
    steps[gone.pk].write("merged", reason, into=into.pk)
    steps[into.pk].write("took_in", reason, case=gone.pk)
    return into


def _bring_applicants(into: Case, gone: Case, now: datetime) -> None:
    known = set(into.parties.filter(role=Party.Role.APPLICANT).values_list("account", flat=True))
    coming = gone.parties.filter(role=Party.Role.APPLICANT).exclude(account__in=known)
    Party.objects.bulk_create(
        Party(
            case=into,
            role=Party.Role.APPLICANT,
            account=party.account,
            unit=into.unit,
            scope=into.scope,
            since=now,
        )
        for party in coming.select_related("account").order_by("pk")
    )


def _refuse_waiting(case: Case) -> None:
    waiting = CaseLink.objects.filter(
        parent=case, is_required=True, child__state__in=(rules.OPEN, rules.PAUSED)
    )
    numbers = waiting.order_by("child__number", "pk").values_list("child__number", flat=True)
    if numbers:
        raise RuleBroken(f"Còn chờ vụ việc liên thông: {', '.join(numbers)}.")
