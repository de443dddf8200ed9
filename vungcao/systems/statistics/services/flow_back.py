"""An answer goes back: taken back by its author, cells returned with a comment, or unlocked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import ReturnedCell, Stage, Submission
from vungcao.systems.statistics.queries import entry, parts
from vungcao.systems.statistics.rules import parts as roles
from vungcao.systems.statistics.services import telling
from vungcao.systems.statistics.services.turns import Turn, words

# What an answer loses on its way back; who submitted it and when first stays.
UNDONE: dict[str, Any] = {
    "certifier": None,
    "certified_at": None,
    "accepted_by": None,
    "accepted_at": None,
    "closed_at": None,
}


@transaction.atomic
def withdraw(
    *,
    submission: Submission,
    now: datetime,
    by: User,
    reason: str = "",
    seen: int | None = None,
) -> Submission:
    """Take an answer back before the Sở has it: who enters while it waits, who certified after."""
    at = [Stage.SUBMITTED, Stage.CERTIFIED]
    turn = Turn.take(submission, at=at, by=by, now=now, seen=seen)
    if turn.submission.stage == Stage.CERTIFIED:
        may = parts.may_certify(by, turn.obligation, turn.day)
    else:
        may = parts.may_enter(by, turn.obligation, turn.day) or turn.submission.author_id == by.pk
    if not may:
        raise RuleBroken("Người nộp, hoặc lãnh đạo đã xác nhận, rút lại báo cáo.")
    row = turn.end("withdraw", Stage.DRAFT, reason=reason.strip(), **UNDONE)
    audit.record(by=by, action="statistics.withdrawn", subject=row, revision=row.counter)
    return row


@transaction.atomic
def return_cells(
    *,
    submission: Submission,
    comments: Mapping[str, str],
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Submission:
    """Send single cells back, each with a comment: until the answer comes again only these open.

    Who certifies may while it waits for them, the Sở once it is certified.
    """
    at = [Stage.SUBMITTED, Stage.CERTIFIED]
    turn = Turn.take(submission, at=at, by=by, now=now, seen=seen)
    if not _may_return(turn, by):
        raise RuleBroken("Báo cáo này đang chờ người khác xem.")
    known = entry.inputs(turn.obligation.campaign.version_id, comments)
    if not comments or comments.keys() - known.keys():
        raise RuleBroken("Chọn các ô nhập được cần trả lại.")
    if any(not said.strip() for said in comments.values()):
        raise RuleBroken("Ghi lý do cho từng ô trả lại.")
    ReturnedCell.objects.bulk_create(
        ReturnedCell(
            submission=turn.submission,
            cell_id=known[code].id,
            comment=said.strip()[:2000],
            revision=turn.submission.counter,
            by=by,
            at=now,
        )
        for code, said in comments.items()
    )
    row = turn.end("return", Stage.DRAFT, **UNDONE)
    audit.record(by=by, action="statistics.cells_returned", subject=row, cells=sorted(comments))
    telling.tell_enterers(submission=row, count=len(comments), now=now, by=by)
    return row


@transaction.atomic
def unlock(
    *, submission: Submission, reason: str, now: datetime, by: User, seen: int | None = None
) -> Submission:
    """Open an accepted answer again, whole; a closed one is only corrected."""
    turn = Turn.take(submission, at=[Stage.ACCEPTED], by=by, now=now, seen=seen)
    if not parts.has_role(by, turn.obligation.scope, roles.UNLOCK, turn.day):
        raise RuleBroken("Lãnh đạo Sở mở khoá báo cáo đã tiếp nhận.")
    row = turn.end("unlock", Stage.DRAFT, reason=words(reason), **UNDONE)
    audit.record(by=by, action="statistics.unlocked", subject=row, revision=row.counter)
    telling.tell_enterers(submission=row, count=0, now=now, by=by)
    return row


def _may_return(turn: Turn, by: User) -> bool:
    if turn.submission.stage == Stage.CERTIFIED:
        return parts.has_role(by, turn.obligation.scope, roles.RETURN, turn.day)
    return parts.may_certify(by, turn.obligation, turn.day)
