"""When a case is due, and why."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import TypeVar

from vungcao.kernel.calendar.queries import days_of, explained, remembered, unexplained
from vungcao.kernel.calendar.rules import ZONE, BeyondCalendar, Days, Derivation
from vungcao.kernel.calendar.rules import Pause as Stop
from vungcao.kernel.cases.models import Case, Pause

Found = TypeVar("Found")
MARGIN = timedelta(days=60)  # more than any stretch of holidays
FURTHEST = 4  # a span that four doublings do not reach is no term of law


def stops(case: Case) -> list[Stop]:
    """The pauses that have ended, in order."""
    if case.stood_still is not None:
        return case.stood_still
    ended = Pause.objects.filter(case=case, resumed_at__isnull=False)
    found = ended.order_by("stopped_at", "pk").values_list("stopped_at", "resumed_at")
    return [(stopped, resumed) for stopped, resumed in found if resumed is not None]


def days_for(case: Case, first: date, until: date) -> Days:
    """The days of its calendar for computing: remembered where the case was just locked."""
    if case.calendar_stands is None:
        return unexplained(case.calendar_id, first, until)
    return remembered(case.calendar_id, case.calendar_stands, first, until)


def days_explained(case: Case, first: date, until: date) -> Days:
    """The same with what is needed to explain a date."""
    return explained(case.calendar_id, first, until)


def due(case: Case, pauses: Iterable[Stop]) -> datetime | None:
    """When the term ends if the given pauses are all; None for a case without a term.

    Computed from receipt, term, calendar and pauses alone: what is stored must equal it.
    """
    if case.term_halves is None:
        return None
    term, given = Fraction(case.term_halves, 2), list(pauses)
    return _within(
        case, given, lambda known: known.due_with_pauses(case.received_at, term, given), days_for
    )


def derivation(case: Case) -> Derivation | None:
    """The due date with the reason of every day on the way to it; None without a term."""
    if case.term_halves is None:
        return None
    term, given = Fraction(case.term_halves, 2), stops(case)
    return _within(
        case, given, lambda known: known.derivation(case.received_at, term, given), days_explained
    )


def moved_since(day: date) -> list[Case]:
    """Running cases due on a day or after it whose stored date is not what the calendar says now.

    Each calendar is read once for all of them, however many they are.
    """
    begins = datetime.combine(day, time.min, ZONE)
    rows = Case.objects.running().filter(due_at__gte=begins).select_related("calendar")
    running = list(rows.prefetch_related("pauses").order_by("pk"))
    if not running:
        return []
    first = min(case.received_at for case in running).date() - timedelta(days=1)
    last = max(case.due_at or case.received_at for case in running).date() + 2 * MARGIN
    known = days_of({case.calendar_id for case in running}, first, last)
    return [case for case in running if _due_by(known[case.calendar_id], case) != case.due_at]


def _due_by(known: Days, case: Case) -> datetime | None:
    """By days that were read before; None, and so looked at anew, where they do not reach."""
    ended = [(one.stopped_at, one.resumed_at) for one in case.pauses.all() if one.resumed_at]
    try:
        return known.due_with_pauses(case.received_at, Fraction(case.term_halves or 0, 2), ended)
    except BeyondCalendar:
        return None


def minutes_left(case: Case, now: datetime) -> int | None:
    """Working minutes until the term ends, negative after it; a pause stands still where it began.

    None for a case without a term.
    """
    if case.due_at is None:
        return None
    standing = Pause.objects.filter(case=case, resumed_at=None).order_by("pk").first()
    at = min(standing.stopped_at, now) if standing else now
    first, last = sorted((at, case.due_at))
    known = unexplained(case.calendar_id, first.date() - MARGIN, last.date() + MARGIN)
    return known.minutes_between(at, case.due_at)


def _within(
    case: Case,
    pauses: list[Stop],
    compute: Callable[[Days], Found],
    read: Callable[[Case, date, date], Days],
) -> Found:
    """Compute with as many days of the calendar as it takes."""
    first = case.received_at.date() - timedelta(days=1)
    latest = max([case.received_at, *(resumed for _, resumed in pauses)]).date()
    span = MARGIN + timedelta(days=case.term_halves or 0)
    for _ in range(FURTHEST):
        try:
            return compute(read(case, first, latest + span))
        except BeyondCalendar:
            span *= 2
    return compute(read(case, first, latest + span))
