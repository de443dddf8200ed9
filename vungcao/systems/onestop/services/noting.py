"""Internal notes: what officers write down for each other about a dossier."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier

NOTED = "onestop.noted"


@transaction.atomic
def note(*, dossier: Dossier, words: str, now: datetime, by: User) -> None:
    """Write a sealed note into the chain of a dossier; citizens do not see it.

    Raises `RuleBroken` for an empty note and for a dossier that another body holds.
    """
    if not words.strip():
        raise RuleBroken("Ghi nội dung ghi chú.")
    cases.note(
        case=dossier.case,
        action=NOTED,
        words=words.strip(),
        now=now,
        by=by,
        is_after_end=dossier.finished_at is not None,
    )
    audit.record(by=by, action="onestop.noted", subject=dossier)
