"""One step in a case: the lock, the chain, the audit and the outbox together."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import rules
from vungcao.kernel.cases.models import Case, CaseEvent, Pause
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers import outbox
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.fields import SealedField
from vungcao.kernel.vault.models import DataKey

Value = str | int | bool | None


@dataclass(frozen=True)
class Held:
    """A case whose steps are written as they come, and which is saved and announced at the end."""

    case: Case
    announcements: list[Announcement] = field(default_factory=list)


_held: ContextVar[Held | None] = ContextVar("held", default=None)


@contextmanager
def held(case: Case) -> Iterator[None]:
    """Several steps of one action on a case that the caller has just read and locked, whole.

    Each step has its event, its audit entry and its announcement as ever; the case is not locked,
    read and saved again for each of them. A step that was written since it was read counts too.
    """
    if not Case.objects.filter(pk=case.pk, version=case.version).exists():
        case.refresh_from_db()
    mine = Held(case)
    token = _held.set(mine)
    try:
        yield
    finally:
        _held.reset(token)
    if mine.announcements:
        case.save()
        outbox.put(*mine.announcements)


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

        `details` are ids and codes; `words` are somebody's own and stand sealed.
        """
        event = CaseEvent(case=self.case, at=self.now, body=self._body(action, details))
        if words:
            event.note = vault.seal(words, key=self._key(), field=_note_field())
        event.save()
        self.case.version += 1
        self.case.last_event_at = self.now
        audit.record(
            by=self.by, action="cases.stepped", subject=self.case, step=action, event=event.pk
        )
        self._save(self._announcement(action, event))
        return event

    def _save(self, announcement: Announcement) -> None:
        holding = _held.get()
        if holding is not None and holding.case is self.case:
            holding.announcements.append(announcement)
            return
        self.case.save()
        outbox.put(announcement)

    def end_pause(self) -> None:
        """Close the pause that stands, if one does; the due date moves with it."""
        standing = Pause.objects.filter(case=self.case, resumed_at=None)
        if standing.update(resumed_at=self.now):
            self.case.due_at = clocks.due(self.case, clocks.stops(self.case))

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

    def _announcement(self, action: str, event: CaseEvent) -> Announcement:
        return Announcement(
            topic=f"cases.{action}",
            subject=f"cases.Case:{self.case.pk}",
            scope=self.case.scope,
            key=f"cases.CaseEvent:{event.pk}",
            details={"case": self.case.pk, "kind": self.case.kind, "event": event.pk},
        )


def _keep_read(before: Case, locked: Case) -> None:
    """What the caller has read with the case need not be asked for again, if it is the same."""
    for name in ("organisation", "calendar", "key"):
        field = Case._meta.get_field(name)
        same = getattr(before, f"{name}_id") == getattr(locked, f"{name}_id")
        if same and field.is_cached(before):  # type: ignore[union-attr]
            setattr(locked, name, getattr(before, name))


@transaction.atomic
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
