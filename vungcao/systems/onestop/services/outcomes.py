"""What is decided of each person of a list, with the reason; the decision follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier, Outcome, Subject
from vungcao.systems.onestop.rules import listing as rules
from vungcao.systems.onestop.services import sealing
from vungcao.systems.onestop.services.listing import examine, key_of


@dataclass(frozen=True)
class Judged:
    """What is said of one line of the list."""

    subject: int
    outcome: Outcome
    reason: str = ""


@transaction.atomic
def judge(
    *,
    dossier: Dossier,
    said: Sequence[Judged],
    now: datetime,
    by: User,
    seen: int | None = None,
) -> int:
    """Record the outcome of lines of a list; how many changed. Each change is an event.

    Raises `RuleBroken` with every line that cannot be so, by its number.
    """
    locked = examine(dossier=dossier, now=now, by=by, seen=seen)
    rows = Subject.objects.select_for_update(of=("self",)).select_related("person__key")
    held = {row.pk: row for row in rows.filter(dossier=locked)}
    _refuse(said, held)
    reasons = sealing.open_words(held[one.subject].reason for one in said)
    changed = [
        one
        for one, before in zip(said, reasons, strict=True)
        if (one.outcome, one.reason.strip()) != (held[one.subject].outcome, before)
    ]
    for one in changed:
        _record(held[one.subject], one, locked, now, by)
    if changed:
        audit.record(by=by, action="onestop.judged", subject=locked, persons=len(changed))
    return len(changed)


def _refuse(said: Sequence[Judged], held: dict[int, Subject]) -> None:
    if any(one.subject not in held for one in said):
        raise RuleBroken("Người này không có trong hồ sơ: mở lại trang để xem.")
    found = [
        f"Dòng {held[one.subject].position}: {fault}"
        for one in said
        for fault in rules.faults(
            one.outcome, one.reason, is_identified=held[one.subject].person_id is not None
        )
    ]
    if found:
        raise RuleBroken("\n".join(found))


def _record(row: Subject, one: Judged, dossier: Dossier, now: datetime, by: User) -> None:
    reason = one.reason.strip()
    row.outcome = one.outcome
    row.decided_at = None if one.outcome == Outcome.PENDING else now
    key = key_of(row, dossier)
    row.reason = sealing.seal(reason, key, Subject, "reason") if reason else None
    row.save(update_fields=["outcome", "decided_at", "reason"])
    cases.note(
        case=dossier.case,
        action="onestop.judged",
        details={"position": row.position, "outcome": str(one.outcome)},
        now=now,
        by=by,
    )
