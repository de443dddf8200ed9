"""Answered letters lose what was personal in them on their day: their key is destroyed."""

from calendar import monthrange
from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.vault import services as vault
from vungcao.systems.portal.models import PublicLetter
from vungcao.systems.portal.queries import offices

BATCH = 500


@transaction.atomic
def erase_letters(*, now: datetime, by: User) -> int:
    """What was answered longer ago than the norm of the day says; what is published stays."""
    months = offices.months_kept(now.astimezone(ZONE).date())
    if months is None:
        return 0
    over = PublicLetter.objects.filter(answered_at__lte=_before(now, months), erased_at=None)
    rows = over.select_for_update(of=("self",)).select_related("key").order_by("pk")[:BATCH]
    for row in rows:
        vault.destroy_key(key=row.key, now=now, by=by)
        row.erased_at, row.contact_index = now, ""
        row.save(update_fields=["erased_at", "contact_index"])
        audit.record(by=by, action="portal.letter_erased", subject=row)
    return len(rows)


def _before(now: datetime, months: int) -> datetime:
    """The same moment so many months ago; the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))
