"""The audit trail as a reader looks through it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from vungcao.kernel.audit.models import Entry

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for in the trail; empty means everything."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    day: date | None = None


def matching(wanted: Wanted) -> QuerySet[Entry]:
    """Entries newest first. Their order is that of writing: the key, not the clock."""
    entries = Entry.objects.order_by("-pk")
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


def page(wanted: Wanted, before: int | None) -> tuple[list[Entry], int | None]:
    """A page of entries older than the key `before`, and the key after which the next begins."""
    entries = matching(wanted)
    if before is not None:
        entries = entries.filter(pk__lt=before)
    found = list(entries[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None
