"""Whether a contact is locked: counted from its comments by the contact's fingerprint."""

from datetime import date, datetime

from django.db.models import Q

from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.comments.models import Comment
from vungcao.systems.comments.queries import offices
from vungcao.systems.comments.rules.locking import VIOLATIONS, Threshold, locked_until

# Codes of norms: how many, within how many days, locked for how many days.
STEPS = (
    ("comments.lock.few", "comments.lock.few.within", "comments.lock.few.days"),
    ("comments.lock.many", "comments.lock.many.within", "comments.lock.many.days"),
)


def until(row: Comment, now: datetime) -> datetime | None:
    """Until when the writer of a comment is locked; None where no numbers are in force."""
    own = Q(account=row.account_id) if row.account_id else Q(contact_index=row.contact_index)
    if not row.account_id and not row.contact_index:
        return None
    found = Comment.objects.filter(own).filter(
        Q(state="rejected", reason__in=VIOLATIONS) | Q(state="removed")
    )
    moments = found.order_by("decided_at", "pk").values_list("decided_at", flat=True)
    return locked_until([at for at in moments if at], thresholds(now.astimezone(ZONE).date()))


def thresholds(day: date) -> list[Threshold]:
    """Those of which all three numbers are in force."""
    found = [[offices.norm(code, day) for code in codes] for codes in STEPS]
    return [
        Threshold(*(norm.value for norm in norms if norm is not None))
        for norms in found
        if None not in norms
    ]
