"""Correcting what is closed: a new revision beside the old one, with the reason in the log."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import Channel, Stage, Submission
from vungcao.systems.statistics.queries import parts, sheets
from vungcao.systems.statistics.rules import parts as roles
from vungcao.systems.statistics.rules.checks import Level
from vungcao.systems.statistics.rules.operations import Op
from vungcao.systems.statistics.services.batches import Batch, Entry
from vungcao.systems.statistics.services.turns import Turn, words


@transaction.atomic
def correct(
    *,
    submission: Submission,
    ops: Sequence[Op],
    reason: str,
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Submission:
    """Change figures of a closed answer, all of them or none; it stays closed.

    What stood before stays in the log, revision by revision. Raises `RuleBroken` for who may not,
    without a reason, when an operation does not fit, when a cell would become blank, and when a
    check that must hold would not.
    """
    turn = Turn.take(submission, at=[Stage.CLOSED], by=by, now=now, seen=seen)
    if not parts.has_role(by, turn.obligation.scope, roles.CORRECT, turn.day):
        raise RuleBroken("Sở đính chính số liệu đã chốt.")
    given = Entry(by, now, Channel.PLAIN, is_delegated=True, reason=words(reason)[:400])
    before = turn.submission.counter
    batch = Batch.begin(turn.submission, ops, given, is_shut=False)
    if wrong := [one for one in map(batch.take, ops) if not one.is_done]:
        raise RuleBroken(f"Không đính chính được: {wrong[0].why or 'số liệu vừa được sửa'}.")
    batch.end()
    if turn.submission.counter == before:
        raise RuleBroken("Không có số nào thay đổi.")
    if sheets.blanks(turn.submission):
        raise RuleBroken("Số liệu đã chốt không để trống: không phát sinh thì ghi dấu gạch ngang.")
    broken = [one.say for one in sheets.failed(turn.submission) if one.level == Level.BLOCK]
    if broken:
        raise RuleBroken("\n".join(dict.fromkeys(broken)))
    row = turn.end("correct", Stage.CLOSED, reason=given.reason, is_delegated=True)
    audit.record(
        by=by, action="statistics.corrected", subject=row, revisions=[before + 1, row.counter]
    )
    return row
