"""When a dossier's step is due, and which dossiers reach their end: recomputed, never guessed."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil
from typing import TypeVar

from django.db.models import QuerySet, Sum

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE, BeyondCalendar, Days, Derivation
from vungcao.kernel.calendar.rules import Pause as Stop
from vungcao.kernel.cases.models import Case
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.cases.rules import holds
from vungcao.systems.onestop.models import Dossier, Extension
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules import stays
from vungcao.systems.onestop.rules.definition import Definition, Policy

Found = TypeVar("Found")
MOVED = "onestop.moved"  # the event of each move
SPAN = timedelta(days=90)  # more than most steps take, holidays included
TRIES = 4  # doublings of the span
NOT_THEIRS = "Bước này thuộc người có vai trò khác hoặc cơ quan khác."
LEADERS = frozenset({Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER})


def term_halves(dossier: Dossier, policy: Policy) -> int:
    """The whole term of a dossier as it begins, or begins anew."""
    halves = dossier.version.term_halves or 0
    return policy.begun_anew(halves, extended(dossier)) if dossier.extensions else halves


def extended(dossier: Dossier) -> int:
    """By how many halves a dossier was extended, all in all."""
    return Extension.objects.filter(dossier=dossier).aggregate(all=Sum("halves"))["all"] or 0


def step_halves(dossier: Dossier) -> int:
    """The term of the step that a dossier is at, with what it was extended by since it is there."""
    step = versions.process(dossier.version).step(dossier.step)
    if step.clock != "run" or not step.halves:
        return 0
    if not dossier.extensions:
        return step.halves
    more = Extension.objects.filter(
        dossier=dossier, step=dossier.step, at__gte=dossier.step_since
    ).aggregate(Sum("halves"))
    return step.halves + (more["halves__sum"] or 0)


def stay(dossier: Dossier, process: Definition, step: str, now: datetime) -> datetime:
    """Since when a dossier that leaves a pause now counts as being at a step.

    Back where the pause began it goes on with the stay before, unless the term begins anew.
    """
    if process.policy.restarts:
        return now
    pauses = {one.code for one in process.steps if one.clock == "pause"}
    said = ((at, json.loads(body)) for at, body in chains.events_of(dossier.case_id, MOVED))
    moves = ((at, body.get("before", ""), body.get("after", "")) for at, body in said)
    return stays.began(step, moves, pauses) or now


def step_due(dossier: Dossier) -> datetime | None:
    """When the step is due: from its beginning, term, extensions, pauses and calendar alone."""
    return _computed(dossier, clocks.days_for, Days.due_with_pauses)


def step_derivation(dossier: Dossier) -> Derivation | None:
    """The same with the reason of every day; None for a step without a term."""
    return _computed(dossier, clocks.days_explained, Days.derivation)


def _computed(
    dossier: Dossier,
    read: Callable[[Case, date, date], Days],
    compute: Callable[[Days, datetime, Fraction, list[Stop]], Found],
) -> Found | None:
    """With as many days of the calendar as it takes; None for a step without a term."""
    halves = step_halves(dossier)
    if not halves:
        return None
    begun, span = dossier.step_since, SPAN
    stops = [one for one in clocks.stops(dossier.case) if one[0] >= begun]
    first = begun.astimezone(ZONE).date()
    for _try in range(TRIES):
        known = read(dossier.case, first - timedelta(days=1), first + span)
        try:
            return compute(known, begun, Fraction(halves, 2), stops)
        except BeyondCalendar:
            span *= 2
    raise BeyondCalendar(f"{first + span:%d/%m/%Y}")


def ending_on(day: date) -> QuerySet[Dossier]:
    """Received dossiers whose clock runs and ends within a day."""
    begins = datetime.combine(day, time.min, ZONE)
    return _running().filter(case__due_at__gte=begins, case__due_at__lt=begins + timedelta(days=1))


def ended_before(now: datetime) -> QuerySet[Dossier]:
    """Received dossiers whose clock runs on after its end."""
    return _running().filter(case__due_at__lt=now)


def ending_by(now: datetime) -> QuerySet[Dossier]:
    """Received dossiers whose clock runs and ends within this day or has ended."""
    midnight = datetime.combine(now.astimezone(ZONE).date(), time.min, ZONE) + timedelta(days=1)
    return _running().filter(case__due_at__lt=midnight)


def after(dossier: Dossier, now: datetime, days: Fraction) -> datetime:
    """The moment some working days from now, by the dossier's calendar."""
    first = now.astimezone(ZONE).date()
    until = first + SPAN + timedelta(days=2 * ceil(days))
    known = clocks.days_for(dossier.case, first - timedelta(days=1), until)
    return known.add_working_days(now, days)


def _running() -> QuerySet[Dossier]:
    found = Dossier.objects.received().filter(finished_at=None, case__state=Case.State.OPEN)
    return found.select_related("case__unit", "case__organisation", "version").order_by(
        "case__due_at", "pk"
    )


def why_not(dossier: Dossier, now: datetime) -> str:
    """What stands against lengthening a dossier's term now, in a sentence; empty: nothing does."""
    case, policy = dossier.case, versions.process(dossier.version).policy
    if case.state != Case.State.OPEN or case.due_at is None:
        return "Chỉ gia hạn khi thời hạn đang chạy."
    if now > case.due_at:
        return "Đã quá giờ hẹn trả: không gia hạn được nữa, chỉ xin lỗi và hẹn lại."
    if dossier.extensions >= policy.extensions:
        return f"Thủ tục này chỉ được gia hạn {policy.extensions} lần."
    return ""


def may_extend(dossier: Dossier, account: User, now: datetime) -> bool:
    """Whoever works at the step, or leads the responsible body itself: not who leads above it."""
    step = versions.process(dossier.version).step(dossier.step)
    day, scope = now.astimezone(ZONE).date(), dossier.case.scope
    if scope in reach(account, day, LEADERS):
        return True
    return holds(scope, reach(account, day, frozenset(map(Role, step.roles))))
