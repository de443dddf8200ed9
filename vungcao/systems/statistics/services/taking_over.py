"""Taking over whole answers from an existing source, many at once: figures, log, steps and trail.

What `entering.apply` and `flow` write for one answer stands here as well, value by value. Only the
product's own loading may, and only into answers that nobody has begun.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.systems.statistics.models import (
    CellComment,
    Channel,
    EntryOperation,
    Observation,
    ObservationLog,
    Stage,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.queries.columns import insert
from vungcao.systems.statistics.queries.entry import Input
from vungcao.systems.statistics.rules.operations import BLANK, Held, Op
from vungcao.systems.statistics.services.batches import CHANGED
from vungcao.systems.statistics.services.turns import MOVED

TAKEN = UUID("0d2f7a53-8c0e-4b8a-9a54-2f1f3c9e7b61")  # identities of values taken over


@dataclass(frozen=True)
class Step:
    """One step that an answer has already gone: by whom, and when."""

    action: str
    after: Stage
    by: User
    at: datetime


@dataclass(frozen=True)
class Whole:
    """An answer as another source holds it: figures and words by cell, typed by whom and when."""

    submission: Submission
    figures: Mapping[str, Held]
    by: User
    at: datetime
    steps: Sequence[Step] = ()
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def stage(self) -> Stage:
        return self.steps[-1].after if self.steps else Stage.DRAFT


@transaction.atomic
def take_over(*, answers: Sequence[Whole], by: User) -> int:
    """Write answers that nobody has begun; how many these were. Repeated, it writes nothing.

    Raises `RuleBroken` for who is not the product itself, and for a cell that is no input.
    """
    if by.kind != User.Kind.SYSTEM:
        raise RuleBroken("Chỉ hệ thống nạp báo cáo có sẵn.")
    locked = _untouched(answers)
    waiting = [
        _Taken(one, locked[one.submission.pk]) for one in answers if one.submission.pk in locked
    ]
    inputs = {version: entry.inputs(version) for version in {one.version for one in waiting}}
    for one in waiting:
        one.check(inputs[one.version])
    _write(waiting, inputs)
    for one in waiting:
        _tell(one, by)
    put(*(said for one in waiting for said in one.announcements()))
    return len(waiting)


def _untouched(answers: Sequence[Whole]) -> dict[int, Submission]:
    """Locked, those that nobody has typed into or moved; each campaign is read once."""
    rows = Submission.objects.select_for_update(of=("self",)).order_by("pk")
    rows = rows.filter(pk__in=[one.submission.pk for one in answers])
    rows = rows.filter(stage=Stage.DRAFT, counter=0, version=0)
    return {row.pk: row for row in entry.with_campaigns(rows)}


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with its revision and the operation that would have brought it."""

    revision: int
    cell: int
    op: Op
    held: Held


@dataclass
class _Taken:
    """An answer on its way in; its values are numbered in the order of the form."""

    whole: Whole
    row: Submission

    @property
    def version(self) -> int:
        return self.row.obligation.campaign.version_id

    @property
    def period(self) -> int:
        return self.row.obligation.campaign.period

    def check(self, inputs: Mapping[str, Input]) -> None:
        if unknown := sorted(self.whole.figures.keys() - inputs.keys()):
            raise RuleBroken(f"Ô “{unknown[0]}” không nhập được trong biểu này.")

    def values(self, inputs: Mapping[str, Input]) -> Iterator["_Value"]:
        for revision, (code, held) in enumerate(self.whole.figures.items(), start=1):
            given = inputs[code]
            name = uuid5(TAKEN, f"{self.row.pk}:{code}")
            op = Op(name, code, held.state.value, given.place.text(held), 0)
            yield _Value(revision, given.cell, op, held)

    def moved(self) -> Submission:
        """The row as its steps have left it."""
        row, steps = self.row, {one.after: one for one in self.whole.steps}
        row.counter, row.stage = len(self.whole.figures), int(self.whole.stage)
        row.version = len(self.whole.steps)
        if (step := steps.get(Stage.SUBMITTED)) is not None:
            row.author, row.submitted_at, row.first_submitted_at = step.by, step.at, step.at
        if (step := steps.get(Stage.CERTIFIED)) is not None:
            row.certifier, row.certified_at = step.by, step.at
        if (step := steps.get(Stage.ACCEPTED)) is not None:
            row.accepted_by, row.accepted_at = step.by, step.at
        if (step := steps.get(Stage.CLOSED)) is not None:
            row.closed_at = step.at
        return row

    def announcements(self) -> Iterator[Announcement]:
        row = self.row
        told: dict[str, str | int | bool | None] = {
            "form": row.obligation.campaign.version.form.code,
            "period": self.period,
            "unit": row.unit_id,
            "revision": row.counter,
        }
        subject = f"statistics.Submission:{row.pk}"
        yield Announcement(CHANGED, subject, scope=row.scope, details=told)
        if self.whole.steps:
            moved = {**told, "stage": int(row.stage)}
            yield Announcement(MOVED, subject, scope=row.scope, details=moved)


MOVES = (
    "counter",
    "stage",
    "version",
    "author",
    "submitted_at",
    "first_submitted_at",
    "certifier",
    "certified_at",
    "accepted_by",
    "accepted_at",
    "closed_at",
)


def _write(waiting: Sequence[_Taken], inputs: Mapping[int, Mapping[str, Input]]) -> None:
    Submission.objects.bulk_update([one.moved() for one in waiting], MOVES, batch_size=500)
    values = [(one, value) for one in waiting for value in one.values(inputs[one.version])]
    insert(Observation, [_figure(*value) for value in values])
    insert(ObservationLog, [_line(*value) for value in values])
    insert(EntryOperation, [_operation(*value) for value in values])
    StageChange.objects.bulk_create(step for one in waiting for step in _steps(one))
    CellComment.objects.bulk_create(
        CellComment(
            submission=one.row,
            code=code,
            text=words,
            revision=one.row.counter,
            by=one.whole.by,
            at=one.whole.at,
        )
        for one in waiting
        for code, words in one.whole.notes.items()
    )


def _figure(one: _Taken, value: _Value) -> Mapping[str, object]:
    return {
        "cell": value.cell,
        "period": one.period,
        "unit": one.row.unit_id,
        "scope": one.row.scope,
        "state": value.held.state.stored,
        "value": value.held.value,
        "stage": one.row.stage,
        "revision": value.revision,
        "submission": one.row.pk,
    }


def _line(one: _Taken, value: _Value) -> Mapping[str, object]:
    return {
        "submission": one.row.pk,
        "revision": value.revision,
        "op": value.op.id,
        "cell": value.cell,
        "period": one.period,
        "unit": one.row.unit_id,
        "state_before": BLANK.state.stored,
        "value_before": BLANK.value,
        "state": value.held.state.stored,
        "value": value.held.value,
        "stage": int(Stage.DRAFT),
        "channel": Channel.LOADED.value,
        "by": one.whole.by.pk,
        "is_delegated": False,
        "at": one.whole.at,
        "reason": "",
    }


def _operation(one: _Taken, value: _Value) -> Mapping[str, object]:
    return {
        "submission": one.row.pk,
        "op": value.op.id,
        "digest": value.op.digest,
        "revision": value.revision,
    }


def _steps(one: _Taken) -> Iterator[StageChange]:
    before = Stage.DRAFT
    for step in one.whole.steps:
        yield StageChange(
            submission=one.row,
            action=step.action,
            before=before,
            after=step.after,
            revision=one.row.counter,
            by=step.by,
            at=step.at,
        )
        before = step.after


def _tell(one: _Taken, by: User) -> None:
    audit.record(
        by=by,
        action="statistics.answer_taken_over",
        subject=one.row,
        count=one.row.counter,
        revisions=[min(1, one.row.counter), one.row.counter],
        channel=Channel.LOADED,
        stage=int(one.row.stage),
        notes=sorted(one.whole.notes),
    )
