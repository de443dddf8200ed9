"""Entering workbooks: looked at first, then each file wholly or not at all."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.workbook_sets import FileRead
from vungcao.systems.statistics.models import Channel
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.queries.workbook_targets import CellFault
from vungcao.systems.statistics.rules.operations import CONFLICT, Answer, Op
from vungcao.systems.statistics.services import entering
from vungcao.systems.statistics.services.workbook_reading import CellChange, Looked, Reader

OPS = UUID("6e6f0f0a-9d0c-4b7b-8f6e-5a3b1c2d4e5f")
MOVED_ON = "{by} vừa sửa ô này thành “{value}”: xem lại rồi nhập."


class _Unfit(Exception):
    """Some cells of a file did not fit after all: nothing of it stays."""


def preview(
    *, files: Sequence[FileRead], by: User, now: datetime, chosen: Mapping[str, int] | None = None
) -> list[Looked]:
    """What each file would change; nothing is written."""
    return Reader(by, now.astimezone(ZONE).date(), chosen).look(files)


def enter(
    *,
    files: Sequence[FileRead],
    by: User,
    now: datetime,
    seen: Mapping[int, int],
    chosen: Mapping[str, int] | None = None,
) -> list[Looked]:
    """Enter every file that is free of faults, each in a transaction of its own.

    `seen` says with which revision each answer was shown; a figure that has moved since is not
    overwritten, and its file waits. What was entered has no faults; entered again, it changes
    nothing.
    """
    looked = preview(files=files, by=by, now=now, chosen=chosen)
    for one in looked:
        if one.is_ready and one.submission is not None and one.submission.pk in seen:
            _enter(one, seen[one.submission.pk], by, now)
    return looked


def _enter(one: Looked, seen: int, by: User, now: datetime) -> None:
    assert one.submission is not None
    if not one.changes:
        return
    inputs = entry.inputs(one.submission.obligation.campaign.version_id)
    ops = [
        Op(
            id=_identity(one.submission.pk, change, seen),
            cell=change.code,
            state=str(change.wish.state),
            value=inputs[change.code].place.text(change.wish),
            base=min(change.seen, seen),
        )
        for change in one.changes
    ]
    try:
        with transaction.atomic():
            done = entering.apply(
                submission=one.submission, ops=ops, by=by, now=now, channel=Channel.WORKBOOK
            )
            if not all(answer.is_done for answer in done.answers):
                one.faults += _faults(one.changes, done.answers)
                raise _Unfit
    except _Unfit:
        return
    except RuleBroken as broken:
        one.faults.append(CellFault(one.changes[0].cell, str(broken)))
        return
    one.revision, one.is_entered = done.revision, True


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
