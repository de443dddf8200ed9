"""What nobody confirmed is forgotten; what was decided loses its personal data on its day."""

from datetime import datetime
from typing import TypeVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet

from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.vault import services as vault
from vungcao.systems.comments.models import Comment, Remark
from vungcao.systems.comments.queries import offices
from vungcao.systems.comments.rules import keeping, moving

BATCH = 500
Row = TypeVar("Row", Comment, Remark)


@transaction.atomic
def lapse(*, now: datetime, by: AbstractBaseUser) -> int:
    """Forget comments whose writer did not confirm in time: their key is destroyed."""
    over = Comment.objects.filter(state=moving.SUBMITTED, sent_at__lte=now - moving.CONFIRM_WITHIN)
    rows = _locked(over)
    for row in rows:
        row.state = moving.moved(row.state, "lapsed")
        _erase(row, now, by)
        row.save(update_fields=["state", "erased_at", "contact_index"])
    return len(rows)


@transaction.atomic
def erase(*, now: datetime, by: AbstractBaseUser) -> int:
    """Destroy the keys of what was decided or answered longer ago than the norm of the day says.

    What is published stays: it holds a name to be shown and words, nothing else.
    """
    norm = offices.norm(offices.CONTACT_MONTHS, now.astimezone(ZONE).date())
    if norm is None:
        return 0
    before = keeping.months_before(now, norm.value)
    decided = Comment.objects.filter(decided_at__lte=before, erased_at=None)
    answered = Remark.objects.filter(answered_at__lte=before, erased_at=None)
    over: list[Comment | Remark] = [*_locked(decided), *_locked(answered)]
    for row in over:
        _erase(row, now, by)
        row.save(update_fields=["erased_at", "contact_index"])
    return len(over)


def _locked(rows: QuerySet[Row]) -> list[Row]:
    found = rows.select_for_update(of=("self",)).select_related("key").order_by("pk")
    return list(found[:BATCH])


def _erase(row: Comment | Remark, now: datetime, by: AbstractBaseUser) -> None:
    vault.destroy_key(key=row.key, now=now, by=by)
    row.erased_at, row.contact_index = now, ""
    audit.record(by=by, action="comments.erased", subject=row)
