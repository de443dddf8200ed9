"""Actions that only move a dossier: to the next desk, back for rework, to its stop or its end."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.rules.definition import Action
from vungcao.systems.onestop.rules.mistakes import MISTAKE
from vungcao.systems.onestop.services import charging, consulting, papers
from vungcao.systems.onestop.services.engine import Turn

PLAIN = frozenset({"move", "rework", "stop", "withdraw", MISTAKE})
DROPPED = {"withdraw": "Người nộp rút hồ sơ", MISTAKE: "Hồ sơ tiếp nhận nhầm"}


@transaction.atomic
def move(
    *,
    dossier: Dossier,
    action: str,
    words: str = "",
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Dossier:
    """Carry out a plain action of the process, or end what was received by mistake.

    Raises `RuleBroken` for an action that needs more.
    """
    with audit.together():
        return _move(Turn.take(dossier, action, now=now, by=by, seen=seen), words)


def _move(turn: Turn, words: str) -> Dossier:
    does, now, by = turn.action.does, turn.now, turn.by
    if does not in PLAIN:
        raise RuleBroken("Việc này có màn hình riêng, không chuyển bước trực tiếp được.")
    _refuse_unasked(turn.action, words, by)
    if does in DROPPED:
        consulting.drop_questions(dossier=turn.dossier, reason=DROPPED[does], now=now, by=by)
    if does == MISTAKE:
        turn.dossier.outcome = MISTAKE
        charging.drop_fees(dossier=turn.dossier, reason=DROPPED[does], now=now, by=by)
    moved = turn.end(words)
    if does in ("stop", MISTAKE):
        papers.write(dossier=moved, form="05", words=words, now=now, by=by)
    audit.record(by=by, action="onestop.moved", subject=moved, does=does, step=moved.step)
    return moved


def _refuse_unasked(action: Action, words: str, by: User) -> None:
    """An officer withdraws nothing in the applicant's place without their written request."""
    is_officer = by.kind == User.Kind.OFFICER
    if is_officer and action.does == "withdraw" and not words.strip():
        raise RuleBroken("Ghi đơn xin rút của người nộp: ngày nào, nhận ở đâu.")
