"""Entering a workbook that was looked at: wholly or not at all."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import Channel
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.queries.workbook_reading import CellChange, Looked
from vungcao.systems.statistics.queries.workbook_targets import CellFault
from vungcao.systems.statistics.rules.operations import CONFLICT, Answer, Op
from vungcao.systems.statistics.services import entering

OPS = UUID("6e6f0f0a-9d0c-4b7b-8f6e-5a3b1c2d4e5f")
MOVED_ON = "{by} vừa sửa ô này thành “{value}”: xem lại rồi nhập."


class NotWhole(RuleBroken):
    """Some cells of a file did not fit after all: nothing of it stays."""

    def __init__(self, faults: Sequence[CellFault]) -> None:
        super().__init__("\n".join(f"{one.cell} {one.text}" for one in faults))
        self.faults = tuple(faults)


@transaction.atomic
def enter_workbook(*, file: Looked, seen: int, by: User, now: datetime) -> int:
    """Enter one file that was looked at, wholly or not at all; the revision of its answer then.

    `seen` is the revision with which the answer was shown: a figure that has moved since is not
    overwritten. Entered again, a file changes nothing. Raises `NotWhole` with the cells.
    """
    if not file.is_ready or file.submission is None:
        raise NotWhole(file.faults)
    if not file.changes:
        return file.revision
    inputs = entry.inputs(file.submission.obligation.campaign.version_id)
    ops = [
        Op(
            id=_identity(file.submission.pk, change, seen),
            cell=change.code,
            state=str(change.wish.state),
            value=inputs[change.code].place.text(change.wish),
            base=min(change.seen, seen),
        )
        for change in file.changes
    ]
    done = entering.apply(
        submission=file.submission, ops=ops, by=by, now=now, channel=Channel.WORKBOOK
    )
    faults = _faults(file.changes, done.answers)
    if faults:
        raise NotWhole(faults)
    return done.revision


def _identity(submission: int, change: CellChange, seen: int) -> UUID:
    """The same file, entered twice over the same figures, is one operation for each cell."""
    said = f"{submission} {change.code} {change.wish} {min(change.seen, seen)}"
    return uuid5(OPS, hashlib.sha256(said.encode()).hexdigest())


def _faults(changes: Sequence[CellChange], answers: Sequence[Answer]) -> list[CellFault]:
    found = []
    for change, answer in zip(changes, answers, strict=True):
        if answer.code == CONFLICT:
            value = answer.value.replace(".", ",") or "để trống"
            says = MOVED_ON.format(by=answer.by or "Người khác", value=value)
            found.append(CellFault(change.cell, says))
        elif not answer.is_done:
            found.append(CellFault(change.cell, f"{answer.why[:1].upper()}{answer.why[1:]}."))
    return found
