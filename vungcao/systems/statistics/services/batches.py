"""A batch of operations on one locked answer: decided one by one, written together.

The one funnel: whatever changes a figure goes through a `Batch`, which writes the figure, its line
of the log and the operation's identity in one transaction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self
from uuid import UUID

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.statistics.models import (
    CellComment,
    EntryOperation,
    Observation,
    ObservationLog,
    Stage,
    Submission,
)
from vungcao.systems.statistics.queries import entry, parts
from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.rules import definition, operations
from vungcao.systems.statistics.rules.operations import (
    BLANK,
    CONFLICT,
    DONE,
    LOCKED,
    NOTE,
    UNFIT,
    Answer,
    Held,
    Op,
)
from vungcao.systems.statistics.services import telling

CHANGED = "statistics.figures_changed"


@dataclass(frozen=True)
class Entry:
    """How values come in: by which way, in another's name or not, and why when it is asked."""

    by: User
    now: datetime
    channel: str
    is_delegated: bool = False
    reason: str = ""

    @classmethod
    def of(cls, locked: Submission, by: User, now: datetime, channel: str) -> Self:
        """In the unit's own name, or in another's. Raises `RuleBroken` for who may not enter."""
        day = now.astimezone(ZONE).date()
        if parts.may_enter(by, locked.obligation, day):
            return cls(by, now, channel)
        if parts.may_stand_in(by, locked.obligation, day):
            return cls(by, now, channel, is_delegated=True)
        raise RuleBroken("Báo cáo này do người khác nhập.")


@dataclass(frozen=True)
class _Change:
    """One value that moves, still to be written."""

    op: Op
    cell: int
    before: Held
    after: Held


def lock(submission: Submission) -> Submission:
    """The answer, its obligation and form, locked: whoever changes it waits for the other."""
    rows = Submission.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "obligation__campaign__version__form").get(pk=submission.pk)


@dataclass
class Batch:
    """Operations on one answer that its caller has locked. Nothing is written before `end`.

    `open` names the cells that may change now; none means all.
    """

    submission: Submission
    entry: Entry
    is_shut: bool
    open: frozenset[str] | None
    inputs: dict[str, Input]
    known: dict[UUID, tuple[str, int]]
    held: dict[int, Held]
    others: frozenset[int]
    changes: list[_Change] = field(default_factory=list)
    taken: list[tuple[Op, int]] = field(default_factory=list)
    notes: list[tuple[Op, str]] = field(default_factory=list)
    _knows: Callable[[str], bool] | None = None

    @classmethod
    def begin(cls, locked: Submission, ops: Iterable[Op], entry_: Entry, *, is_shut: bool) -> Self:
        """Read all that decides about the operations, with five statements however many."""
        given = list(ops)
        inputs = entry.inputs(locked.obligation.campaign.version_id, {op.cell for op in given})
        cells = [one.cell for one in inputs.values()]
        rows = Observation.objects.filter(
            cell__in=cells, period=locked.obligation.campaign.period, unit=locked.unit_id
        )
        found = list(rows.values_list("cell", "state", "value", "revision", "submission"))
        taken = EntryOperation.objects.filter(submission=locked, op__in={op.id for op in given})
        return cls(
            submission=locked,
            entry=entry_,
            is_shut=is_shut,
            open=frozenset(entry.returned(locked)) or None,
            inputs=inputs,
            known={one.op: (one.digest, one.revision) for one in taken},
            held={
                cell: Held(entry.STATES[state], value, revision)
                for cell, state, value, revision, _owner in found
            },
            others=frozenset(row[0] for row in found if row[4] != locked.pk),
        )

    def take(self, op: Op) -> Answer:
        """Decide about one operation, on top of those before it."""
        if op.id in self.known:
            digest, revision = self.known[op.id]
            is_same = digest == op.digest
            return Answer(op.id, DONE, revision) if is_same else self._no(op, operations.REUSED)
        try:
            return self._note(op) if op.state == NOTE else self._value(op)
        except ValueError as wrong:
            return self._no(op, str(wrong))

    def _no(self, op: Op, why: str) -> Answer:
        return Answer(op.id, UNFIT, why=why)

    def _value(self, op: Op) -> Answer:
        given = self.inputs.get(op.cell)
        if given is None:
            return self._no(op, operations.NO_INPUT)
        wish, now = operations.wanted(op, given.place), self.held.get(given.cell, BLANK)
        if given.cell in self.others:
            return Answer(op.id, LOCKED, why=operations.OTHERS)
        if self.is_shut or (self.open is not None and op.cell not in self.open):
            return Answer(op.id, LOCKED, why=operations.SHUT)
        if operations.clashes(op, now, wish):
            text = given.place.text(now)
            return Answer(op.id, CONFLICT, now.revision, state=now.state, value=text)
        if not now.says(wish):
            wish = Held(wish.state, wish.value, self.submission.counter + 1)
            self.submission.counter = wish.revision
            self.changes.append(_Change(op, given.cell, now, wish))
            self.held[given.cell] = wish
            return self._done(op, wish.revision)
        return self._done(op, now.revision)

    def _note(self, op: Op) -> Answer:
        words = operations.note(op)
        if op.cell not in self.inputs and not self._is_computed(op.cell):
            return self._no(op, operations.NO_INPUT)
        if self.submission.stage == Stage.CLOSED:
            return Answer(op.id, LOCKED, why=operations.SHUT)
        self.notes.append((op, words))
        return self._done(op, self.submission.counter)

    def _is_computed(self, code: str) -> bool:
        if self._knows is None:
            said = self.submission.obligation.campaign.version.definition
            self._knows = definition.read(said).known().knows
        return ":" not in code and self._knows(code)

    def _done(self, op: Op, revision: int) -> Answer:
        self.known[op.id] = (op.digest, revision)
        self.taken.append((op, revision))
        return Answer(op.id, DONE, revision)

    def end(self) -> None:
        """Write everything that was taken; the trail gets one entry for all values."""
        self._write_figures()
        EntryOperation.objects.bulk_create(
            EntryOperation(submission=self.submission, op=op.id, digest=op.digest, revision=at)
            for op, at in self.taken
        )
        CellComment.objects.bulk_create(
            CellComment(
                submission=self.submission,
                code=op.cell,
                text=words,
                revision=self.submission.counter,
                by=self.entry.by,
                at=self.entry.now,
            )
            for op, words in self.notes
        )
        if self.notes:
            audit.record(
                by=self.entry.by,
                action="statistics.cells_noted",
                subject=self.submission,
                cells=[op.cell for op, _words in self.notes],
            )
            telling.tell_other_side(
                submission=self.submission, now=self.entry.now, by=self.entry.by
            )
        if self.changes:
            self.submission.save(update_fields=["counter"])
            self._tell()

    def _write_figures(self) -> None:
        campaign = self.submission.obligation.campaign
        latest = {change.cell: change.after for change in self.changes}
        Observation.objects.bulk_create(
            [
                Observation(
                    cell_id=cell,
                    period=campaign.period,
                    unit_id=self.submission.unit_id,
                    scope=self.submission.scope,
                    state=after.state.stored,
                    value=after.value,
                    stage=self.submission.stage,
                    revision=after.revision,
                    submission=self.submission,
                )
                for cell, after in latest.items()
            ],
            update_conflicts=True,
            unique_fields=["cell", "period", "unit"],
            update_fields=["state", "value", "stage", "revision"],
        )
        ObservationLog.objects.bulk_create(self._line(change) for change in self.changes)

    def _line(self, change: _Change) -> ObservationLog:
        return ObservationLog(
            submission=self.submission,
            revision=change.after.revision,
            op=change.op.id,
            cell_id=change.cell,
            period=self.submission.obligation.campaign.period,
            unit_id=self.submission.unit_id,
            state_before=change.before.state.stored,
            value_before=change.before.value,
            state=change.after.state.stored,
            value=change.after.value,
            stage=self.submission.stage,
            channel=self.entry.channel,
            by=self.entry.by,
            is_delegated=self.entry.is_delegated,
            at=self.entry.now,
            reason=self.entry.reason,
        )

    def _tell(self) -> None:
        first, last = self.changes[0].after.revision, self.submission.counter
        audit.record(
            by=self.entry.by,
            action="statistics.figures_entered",
            subject=self.submission,
            count=len(self.changes),
            revisions=[first, last],
            channel=self.entry.channel,
            is_delegated=self.entry.is_delegated,
        )
        campaign = self.submission.obligation.campaign
        put(
            Announcement(
                CHANGED,
                f"statistics.Submission:{self.submission.pk}",
                scope=self.submission.scope,
                details={
                    "form": campaign.version.form.code,
                    "period": campaign.period,
                    "unit": self.submission.unit_id,
                    "revision": last,
                },
            )
        )
