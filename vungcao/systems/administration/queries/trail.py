"""The audit trail as a reader looks through it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from vungcao.kernel.audit.models import Entry


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for in the trail; empty means everything."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    day: date | None = None


def matching(wanted: Wanted) -> QuerySet[Entry]:
    """The entries that are wanted, in no order yet."""
    entries = Entry.objects.all()
    if wanted.actor:
        entries = entries.filter(actor=wanted.actor)
    if wanted.action:
        entries = entries.filter(action=wanted.action)
    if ":" in wanted.subject:  # one row: units.Unit:1 must not find units.Unit:12
        entries = entries.filter(subject=wanted.subject)
    elif wanted.subject:
        entries = entries.filter(subject__startswith=wanted.subject)
    if wanted.day:
        begin = make_aware(datetime.combine(wanted.day, time.min))
        entries = entries.filter(at__gte=begin, at__lt=begin + timedelta(days=1))
    return entries
