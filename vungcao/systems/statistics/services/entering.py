"""Entering figures: grid, plain form, workbook and pasted block all come through here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import Channel, Stage, Submission
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.rules.operations import CONFLICT, Answer, Op
from vungcao.systems.statistics.services.batches import Batch, Entry, lock

MOST = 6000  # as many as the largest form has cells


@dataclass(frozen=True)
class Applied:
    """What became of each operation, in their order, and the revision of the answer now."""

    revision: int
    answers: tuple[Answer, ...]


@transaction.atomic
def apply(
    *,
    submission: Submission,
    ops: Sequence[Op],
    by: User,
    now: datetime,
    channel: str = Channel.GRID,
) -> Applied:
    """Take operations on an answer; each is answered, and those that fit are kept at once.

    Raises `RuleBroken` when `by` may not enter here at all, or sends too many. What a check says
    stops nobody from saving.
    """
    if len(ops) > MOST:
        raise RuleBroken(f"Gửi nhiều nhất {MOST} thao tác một lần.")
    locked = lock(submission)
    given = Entry.of(locked, by, now, channel)
    batch = Batch.begin(locked, ops, given, is_shut=locked.stage != Stage.DRAFT)
    answers = [batch.take(op) for op in ops]
    batch.end()
    return Applied(locked.counter, _signed(locked, answers))


def _signed(locked: Submission, answers: Sequence[Answer]) -> tuple[Answer, ...]:
    """Beside a conflict stands who changed the cell, and when."""
    clashing = [one.revision for one in answers if one.code == CONFLICT]
    if not clashing:
        return tuple(answers)
    known = entry.last_changes(locked, clashing)
    return tuple(
        replace(one, by=known[one.revision][0], at=known[one.revision][1])
        if one.code == CONFLICT and one.revision in known
        else one
        for one in answers
    )
