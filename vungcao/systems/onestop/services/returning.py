"""Giving the result of a dossier back, and the way in which it went."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Delivery, Dossier, Fee
from vungcao.systems.onestop.services import charging
from vungcao.systems.onestop.services.engine import Turn


@transaction.atomic
def give_back(
    *,
    dossier: Dossier,
    action: str,
    way: Delivery,
    words: str = "",
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Dossier:
    """Hand the result over and end the dossier; `words` say to whom and with which papers.

    Raises `RuleBroken` as `Turn.take` does, and while a fee of the dossier has not been paid.
    """
    turn = Turn.take(dossier, action, now=now, by=by, seen=seen, does="return")
    unpaid = Fee.objects.filter(dossier=turn.dossier, paid_at=None, voided_at=None)
    if charging.due_charges(turn.dossier) or unpaid.exists():
        raise RuleBroken("Chưa thu đủ phí, lệ phí của hồ sơ này.")
    if way == Delivery.DESK and not words.strip():
        raise RuleBroken("Ghi họ và tên người nhận kết quả.")
    turn.dossier.returned_at = now
    moved = turn.end(words, way=str(way))
    audit.record(by=by, action="onestop.returned", subject=moved, way=str(way))
    return moved
