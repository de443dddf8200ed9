"""The clock: stopping it, letting it run on, another term, another calendar."""

from datetime import date, datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import rules
from vungcao.kernel.cases.models import Case, Pause
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.cases.services.events import Step, in_one_go
from vungcao.kernel.cases.services.opening import Term
from vungcao.kernel.citations.rules import RuleBroken


@in_one_go
def pause(
    *, case: Case, kind: str, reason: str, now: datetime, by: User, seen: int | None = None
) -> Pause:
    """Let the term stand still; the working minutes that are left are kept."""
    step = Step.take(case, now, by, seen=seen)
    locked = step.case
    locked.state = rules.moved(locked.state, "paused")
    made = Pause.objects.create(case=locked, kind=kind, stopped_at=now)
    step.write("paused", reason, pause=made.pk, kind=kind)
    return made


@in_one_go
def resume(*, case: Case, now: datetime, by: User, seen: int | None = None) -> Case:
    """Let the term run on from now with the minutes that were left."""
    step = Step.take(case, now, by, seen=seen)
    locked = step.case
    locked.state = rules.moved(locked.state, "resumed")
    step.end_pause()
    step.write("resumed", due=_text(locked.due_at))
    return locked


@transaction.atomic
def set_term(*, case: Case, term: Term, reason: str, now: datetime, by: User) -> Case:
    """Another term, counted from receipt as before: an extension keeps the pauses."""
    step = Step.take_running(case, now, by)
    locked = step.case
    before, locked.term_halves = locked.due_at, term.halves
    locked.term_basis = term.basis
    locked.due_at = clocks.due(locked, clocks.stops(locked))
    due = _text(locked.due_at)
    step.write("term_set", reason, before=_text(before), due=due, basis=term.basis.pk)
    return locked


@in_one_go
def begin(*, case: Case, term: Term, now: datetime, by: User) -> Case:
    """Receive what was only submitted: the term runs from the next working day on.

    Begun again it is counted whole from now, and the pauses before no longer count. Raises
    `RuleBroken` for a case whose term stands still.
    """
    step = Step.take_running(case, now, by)
    locked = step.case
    if locked.state == rules.PAUSED:
        raise RuleBroken("Vụ việc đang tạm dừng: cho chạy tiếp trước.")
    locked.received_at, locked.term_halves, locked.term_basis = now, term.halves, term.basis
    locked.due_at = clocks.due(locked, clocks.stops(locked))
    step.write("begun", due=_text(locked.due_at), halves=term.halves, basis=term.basis.pk)
    return locked


@transaction.atomic
def recompute(*, case: Case, now: datetime, by: User) -> bool:
    """Take over what a changed calendar makes of the due date. Says whether it moved."""
    step = Step.take_running(case, now, by)
    locked = step.case
    due = clocks.due(locked, clocks.stops(locked))
    if due == locked.due_at:
        return False
    before, locked.due_at = locked.due_at, due
    step.write("due_moved", before=_text(before), due=_text(due))
    return True


@transaction.atomic
def recompute_since(*, day: date, now: datetime, by: User) -> int:
    """The same for every running case that is due on a day or after it; how many moved."""
    moved = clocks.moved_since(day)
    return sum(recompute(case=case, now=max(now, case.last_event_at), by=by) for case in moved)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
