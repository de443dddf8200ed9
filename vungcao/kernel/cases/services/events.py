"""One step in a case: the lock, the chain, the audit and the outbox together."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import ParamSpec, Self, TypeVar

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.audit.rules import Detail
from vungcao.kernel.cases import rules
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.cases.queries.steps import append_events, end_pause
from vungcao.kernel.cases.services.columns import columns, save_changed
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers import outbox
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import SealedField
from vungcao.kernel.vault.models import DataKey

Value = str | int | bool | None
Given = ParamSpec("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Written:
    """A step that is kept with the others of its action."""

    event: CaseEvent
    action: str
    by: User
    scope: str


@dataclass(frozen=True)
class Held:
    """A case whose steps are gathered as they come, and written down together at the end."""

    case: Case
    steps: list[Written] = field(default_factory=list)


_held: ContextVar[Held | None] = ContextVar("held", default=None)
_written: ContextVar[int] = ContextVar("written", default=0)  # how often steps were written


def _count() -> None:
    _written.set(_written.get() + 1)


def just_locked(case: Case) -> Case:
    """Mark a case that was read and locked this moment, its calendar with it.

    `held` need not look whether it moved, and the days of its calendar are remembered.
    """
    case.steps_before = _written.get()
    case.calendar_stands = case.calendar.revision
    return case


@contextmanager
def held(case: Case) -> Iterator[None]:
    """Several steps of one action on a case that the caller has just read and locked, whole.

    Each step has its event, its audit entry and its announcement as ever; they are written
    together when the action is done, and the case is not locked, read and saved for each of them.
    A step that was written since the case was read counts too. Whoever catches an error in here
    must undo the whole action.
    """
    if case.steps_before != _written.get() and not _stands(case):
        case.refresh_from_db()
    before, mine = columns(case), Held(case)
    token = _held.set(mine)
    try:
        yield
    finally:
        _held.reset(token)
        case.calendar_stands = case.stood_still = None  # true only as long as it is held
    if mine.steps:
        _keep(mine.steps)
        save_changed(case, before)
        _count()
        case.steps_before = _written.get()  # what was read before is old


def _stands(case: Case) -> bool:
    return Case.objects.filter(pk=case.pk, version=case.version).exists()


def _keep(steps: Sequence[Written]) -> None:
    """The events first: their numbers stand in the audit and in the announcements."""
    events = [one.event for one in steps]
    said = [(one.at, one.body, one.note.data if one.note else None) for one in events]
    for event, number in zip(events, append_events(events[0].case_id, said), strict=True):
        event.pk, event._state.adding = number, False
    audit.record_all([_line(one) for one in steps])
    outbox.put(*[_announcement(one) for one in steps])


def _line(one: Written) -> audit.Line:
    said: dict[str, Detail] = {"step": one.action, "event": one.event.pk}
    return audit.Line(by=one.by, action="cases.stepped", subject=one.event.case, details=said)


def _announcement(one: Written) -> Announcement:
    case, event = one.event.case, one.event
    return Announcement(
        topic=f"cases.{one.action}",
        subject=f"cases.Case:{case.pk}",
        scope=one.scope,
        key=f"cases.CaseEvent:{event.pk}",
        details={"case": case.pk, "kind": case.kind, "event": event.pk},
    )


def in_one_go(service: Callable[Given, Made]) -> Callable[Given, Made]:
    """A service is one transaction; inside `held` the whole action is, and needs no savepoint."""

    @wraps(service)
    def run(*given: Given.args, **named: Given.kwargs) -> Made:
        if _held.get() is not None:
            return service(*given, **named)
        with transaction.atomic():
            return service(*given, **named)

    return run


@dataclass(frozen=True)
class Step:
    """Somebody's step in a case that is locked until the transaction ends."""

    case: Case
    now: datetime
    by: User

    @classmethod
    def take(cls, case: Case, now: datetime, by: User, *, seen: int | None = None) -> Self:
        """Lock a case for somebody who is responsible for it.

        `seen` is the version that a screen showed. Raises `RuleBroken` when the case has moved on
        since, when `by` only takes part in it, or when `now` lies before its last event.
        """
        holding = _held.get()
        if holding is not None and holding.case.pk == case.pk:
            locked = holding.case
        else:
            locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if not rules.holds(locked.scope, by.reach):
            raise RuleBroken("Chỉ cơ quan đang chịu trách nhiệm mới làm được việc này.")
        if seen is not None and locked.version != seen:
            raise RuleBroken("Vụ việc vừa được người khác xử lý: mở lại trang để xem.")
        rules.refuse_past(now, locked.last_event_at)
        _keep_read(case, locked)
        return cls(locked, now, by)

    @classmethod
    def take_running(cls, case: Case, now: datetime, by: User, *, seen: int | None = None) -> Self:
        """The same for what is done only as long as a case has not ended."""
        step = cls.take(case, now, by, seen=seen)
        rules.refuse_ended(step.case.state)
        return step

    def write(self, action: str, /, words: str = "", **details: Value) -> CaseEvent:
        """Append the event and save what the caller has changed on the case.

        `details` are ids and codes; `words` are somebody's own and stand sealed. Inside `held` the
        event gets its number when the action is done.
        """
        event = CaseEvent(case=self.case, at=self.now, body=self._body(action, details))
        if words:
            event.note = vault.seal(words, key=self._key(), field=_note_field())
        self.case.version += 1
        self.case.last_event_at = self.now
        written = Written(event, action, self.by, self.case.scope)
        holding = _held.get()
        if holding is not None and holding.case is self.case:
            holding.steps.append(written)
            return event
        _keep([written])
        self.case.save()
        _count()
        return event

    def end_pause(self) -> None:
        """Close the pause that stands, if one does; the due date moves with it."""
        ended = end_pause(self.case.pk, self.now)
        if ended is not None:
            self.case.due_at = clocks.due(self.case, ended)
            if _held.get() is not None:
                self.case.stood_still = ended

    def _body(self, action: str, details: dict[str, Value]) -> str:
        body = {"actor": self.by.username, "action": action, **details}
        until = self.case.delegated_until
        if self.case.delegate_id == self.by.pk and until is not None and self.now < until:
            body["acting_for"] = self.case.assignee_id
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def _key(self) -> DataKey:
        """The person's key, or the case's own from its first sealed words on."""
        if self.case.key is None:
            self.case.key = vault.make_key(by=self.by)
        return self.case.key


def _keep_read(before: Case, locked: Case) -> None:
    """What the caller has read with the case need not be asked for again, if it is the same."""
    for name in ("organisation", "calendar", "key"):
        field = Case._meta.get_field(name)
        same = getattr(before, f"{name}_id") == getattr(locked, f"{name}_id")
        if same and field.is_cached(before):  # type: ignore[union-attr]
            setattr(locked, name, getattr(before, name))


@in_one_go
def note(  # noqa: PLR0913
    *,
    case: Case,
    action: str,
    words: str = "",
    details: Mapping[str, Value] | None = None,
    now: datetime,
    by: User,
    seen: int | None = None,
    is_after_end: bool = False,
) -> CaseEvent:
    """Write down a step of the owning system's own, such as a move between its stages.

    Raises `RuleBroken` for a case that has ended, unless this is what follows an end
    (`is_after_end`): handing over a result, a rating.
    """
    take = Step.take if is_after_end else Step.take_running
    return take(case, now, by, seen=seen).write(action, words, **(details or {}))


def _note_field() -> SealedField:
    found = CaseEvent._meta.get_field("note")
    assert isinstance(found, SealedField)
    return found
