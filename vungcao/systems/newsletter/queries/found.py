"""Issues as the public search reads them: their own words; articles are found by themselves."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.urls import reverse

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.search import PublicText
from vungcao.systems.newsletter.models import Issue
from vungcao.systems.newsletter.queries import issues

KIND, TOPIC = "newsletter.issue", "newsletter.begun"


def texts(keys: frozenset[str] | None, day: date) -> Iterator[PublicText]:
    """An issue whose sending has begun."""
    del day
    rows = issues.public()
    for row in rows if keys is None else rows.filter(code__in=keys):
        begun = row.started_at
        yield PublicText(
            key=row.code,
            title=f"{row.number}: {row.title}",
            kind=KIND,
            address=reverse("newsletter:issue", args=[row.code]),
            text="\n".join(filter(None, (row.lead, row.note))),
            language=row.language,
            day=begun.astimezone(ZONE).date() if begun else None,
            stamp=_stamp(row),
        )


def stamps(day: date) -> Mapping[str, str]:
    """Every public issue and how often it was changed."""
    del day
    return {row.code: _stamp(row) for row in issues.public()}


def readable(keys: frozenset[str], now: datetime) -> set[str]:
    """Which of these issues anybody may read."""
    del now
    return set(issues.public().filter(code__in=keys).values_list("code", flat=True))


def code_of(key: str) -> frozenset[str]:
    """By what the page of an issue is called."""
    rows = Issue.objects.filter(pk=int(key) if key.isdecimal() else 0).order_by("pk")
    return frozenset(rows.values_list("code", flat=True))


def _stamp(row: Issue) -> str:
    return f"{row.pk} {row.version} {row.number}"
