"""Receiving a dossier, which starts its clock and makes its slip; or refusing it."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.services import charging, papers, reusing
from vungcao.systems.onestop.services.engine import Turn


@transaction.atomic
def receive(
    *, dossier: Dossier, action: str, now: datetime, by: User, seen: int | None = None
) -> Dossier:
    """Receive a dossier: the term runs from the next working day, the slip (form 01) is made.

    What the system has itself for the same persons is used again where it is missing; what the
    procedure asks to be paid at receipt is asked.

    Raises `RuleBroken` as `Turn.take` does.
    """
    reusing.reuse_known(dossier=dossier, now=now, by=by)
    turn = Turn.take(dossier, action, now=now, by=by, seen=seen, does="receive")
    row = turn.dossier
    row.received_at = now
    turn.begin()
    row.first_due_at = row.case.due_at
    moved = turn.end(due=row.first_due_at.isoformat() if row.first_due_at else None)
    charging.charge(dossier=moved, now=now, by=by)
    papers.write(dossier=moved, form="01", now=now, by=by)
    audit.record(by=by, action="onestop.received", subject=moved)
    return moved


@transaction.atomic
def refuse(
    *,
    dossier: Dossier,
    action: str,
    reason: str,
    now: datetime,
    by: User,
    seen: int | None = None,
) -> Dossier:
    """Refuse to receive a dossier, with the reason (form 03)."""
    turn = Turn.take(dossier, action, now=now, by=by, seen=seen, does="refuse")
    moved = turn.end(reason)
    papers.write(dossier=moved, form="03", words=reason, now=now, by=by)
    audit.record(by=by, action="onestop.refused", subject=moved)
    return moved
