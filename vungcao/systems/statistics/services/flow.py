"""The way of an answer: submitted, certified by another person, accepted by the Sở, closed."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid5

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics.models import (
    CellComment,
    Channel,
    ObservationLog,
    Stage,
    Submission,
)
from vungcao.systems.statistics.queries import entry, parts, sheets
from vungcao.systems.statistics.rules import parts as roles
from vungcao.systems.statistics.rules.checks import Level
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.operations import Op
from vungcao.systems.statistics.services import telling
from vungcao.systems.statistics.services.batches import Batch, Entry
from vungcao.systems.statistics.services.turns import Turn

ASKED = ": ghi lý do"  # how a check may end that asks for it by itself
BLANKS = UUID("5b1f6f0e-58a4-4f7c-9d53-0f6d1f4b9a10")  # identities of blanks filled at submission


class Against(NamedTuple):
    """A sentence, the cell of which it speaks, and whether words at that cell would be enough."""

    cell: str
    said: str
    takes_words: bool = False


class NotReady(RuleBroken):
    """An answer that cannot be submitted yet, with everything that stands against it."""

    def __init__(self, places: list[Against]) -> None:
        super().__init__("\n".join(one.said for one in places))
        self.places = places


@transaction.atomic
def submit(
    *,
    submission: Submission,
    now: datetime,
    by: User,
    seen: int | None = None,
    fills_blanks: bool = False,
) -> Submission:
    """Hand an answer in. With `fills_blanks` what is still blank is said not to have occurred.

    Raises `NotReady` with every blank, every check that must hold and every cell that was returned
    and not answered; `RuleBroken` for who may not enter here.
    """
    turn = Turn.take(submission, at=[Stage.DRAFT], by=by, now=now, seen=seen)
    given = Entry.of(turn.submission, by, now, Channel.PLAIN)
    if fills_blanks:
        _fill(turn.submission, given)
    if places := [*_unanswered(turn.submission), *_unready(turn.submission)]:
        raise NotReady(places)
    turn.submission.returned.filter(answered_at=None).update(answered_at=now)
    row = turn.end(
        "submit",
        Stage.SUBMITTED,
        is_delegated=given.is_delegated,
        author=by,
        submitted_at=now,
        first_submitted_at=turn.submission.first_submitted_at or now,
    )
    audit.record(
        by=by,
        action="statistics.submitted",
        subject=row,
        revision=row.counter,
        is_delegated=given.is_delegated,
    )
    telling.tell_certifiers(submission=row, now=now, by=by)
    return row


@transaction.atomic
def certify(
    *, submission: Submission, now: datetime, by: User, seen: int | None = None
) -> Submission:
    """Answer for the figures in the reporter's name; never who submitted them."""
    turn = Turn.take(submission, at=[Stage.SUBMITTED], by=by, now=now, seen=seen)
    if not parts.may_certify(by, turn.obligation, turn.day):
        raise RuleBroken("Lãnh đạo của đơn vị báo cáo xác nhận số liệu.")
    if turn.submission.author_id == by.pk:
        raise RuleBroken("Người nộp không tự xác nhận: cần một người khác của đơn vị.")
    row = turn.end("certify", Stage.CERTIFIED, certifier=by, certified_at=now)
    audit.record(by=by, action="statistics.certified", subject=row, revision=row.counter)
    return row


@transaction.atomic
def accept(
    *, submission: Submission, now: datetime, by: User, seen: int | None = None
) -> Submission:
    """Take an answer over for the Sở; never who typed any of it in the unit's name."""
    turn = Turn.take(submission, at=[Stage.CERTIFIED], by=by, now=now, seen=seen)
    if not parts.has_role(by, turn.obligation.scope, roles.ACCEPT, turn.day):
        raise RuleBroken("Sở tiếp nhận báo cáo số liệu.")
    own = ObservationLog.objects.filter(submission=turn.submission, by=by, is_delegated=True)
    if own.exists() or turn.submission.author_id == by.pk:
        raise RuleBroken("Người nhập thay không tự tiếp nhận: cần một người khác của Sở.")
    row = turn.end("accept", Stage.ACCEPTED, accepted_by=by, accepted_at=now)
    audit.record(by=by, action="statistics.accepted", subject=row, revision=row.counter)
    return row


@transaction.atomic
def close(
    *, submission: Submission, now: datetime, by: User, seen: int | None = None
) -> Submission:
    """Nothing of an answer changes any more but by a correction that says why."""
    turn = Turn.take(submission, at=[Stage.ACCEPTED], by=by, now=now, seen=seen)
    if not parts.has_role(by, turn.obligation.scope, roles.CLOSE, turn.day):
        raise RuleBroken("Sở chốt số liệu.")
    row = turn.end("close", Stage.CLOSED, closed_at=now)
    audit.record(by=by, action="statistics.closed", subject=row, revision=row.counter)
    return row


def _fill(locked: Submission, given: Entry) -> None:
    """Blank cells get “không phát sinh”, through the one funnel like everything else."""
    held = entry.shown(locked)
    ops = [
        Op(
            uuid5(BLANKS, f"{locked.pk}:{locked.counter}:{code}"),
            code,
            State.NONE_OCCURRED,
            base=held[code].revision if code in held else 0,
        )
        for code in sheets.blanks(locked)
    ]
    batch = Batch.begin(locked, ops, given, is_shut=False)
    for op in ops:
        batch.take(op)
    batch.end()


def _unready(locked: Submission) -> list[Against]:
    """Blanks, checks that block, and checks whose reason nobody has written."""
    said: list[Against] = []
    if blank := sheets.blanks(locked):
        text = f"Còn {len(blank)} ô chưa nhập; không phát sinh thì ghi dấu gạch ngang."
        said = [Against(blank[0], text)]
    explained = set(CellComment.objects.filter(submission=locked).values_list("code", flat=True))
    for check in sheets.failed(locked):
        if check.level == Level.BLOCK:
            said.append(Against(check.at, f"{check.say}."))
        elif check.level == Level.EXPLAIN and check.at not in explained:
            wrong = check.say.removesuffix(ASKED)
            text = f"{wrong}{ASKED} vào ghi chú của ô."
            said.append(Against(check.at, text, takes_words=True))
    return said


def _unanswered(locked: Submission) -> list[Against]:
    """Returned cells that neither changed nor got a word since."""
    waiting = entry.returned(locked)
    if not waiting:
        return []
    now = entry.shown(locked)
    notes = CellComment.objects.filter(submission=locked, code__in=waiting)
    spoken = dict(notes.order_by("at").values_list("code", "at"))
    return [
        Against(code, "Ô bị trả lại: sửa số, hoặc ghi chú vì sao giữ nguyên.")
        for code, one in waiting.items()
        if not (code in now and now[code].revision > one.revision)
        and not (code in spoken and spoken[code] >= one.at)
    ]
