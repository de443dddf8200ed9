"""Grants as a list shows them, accounts and bodies to choose from, and refusals counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate
from django.utils.timezone import make_aware

from vungcao.kernel.access import queries
from vungcao.kernel.access.models import Grant
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.organisations import queries as organisations
from vungcao.kernel.units.queries import on_day

MOST = 500  # names that a field suggests


@dataclass(frozen=True)
class GrantLine:
    """A grant with the names that hold on the day of the list."""

    grant: Grant
    place: str
    body: str
    state: str  # now | coming | ended | withdrawn | renewal

    @property
    def last_day(self) -> date | None:
        """The last day on which it counts, as an officer says it."""
        until = self.grant.valid_until
        return until - timedelta(days=1) if until else None


def lines(grants: Iterable[Grant], day: date) -> list[GrantLine]:
    """Four queries, however many grants."""
    rows = list(grants)
    units = {unit.id: unit.name for unit in on_day({row.unit_id for row in rows}, day)}
    ids = {row.organisation_id for row in rows if row.organisation_id is not None}
    called = organisations.called(ids, day) if ids else {}
    stale = set(
        Grant.objects.filter(
            queries.needing_renewal(day), pk__in=[row.pk for row in rows]
        ).values_list("pk", flat=True)
    )
    return [
        GrantLine(
            row,
            units.get(row.unit_id, ""),
            called.get(row.organisation_id or 0, ""),
            _state(row, day, row.pk in stale),
        )
        for row in rows
    ]


def _state(grant: Grant, day: date, is_stale: bool) -> str:
    if grant.is_withdrawn:
        return "withdrawn"
    if grant.valid_from > day:
        return "coming"
    if not grant.counts_on(day):
        return "ended"
    return "renewal" if is_stale else "now"


def stale(scopes: tuple[str, ...], day: date) -> int:
    """Grants that count and see nothing since a reform abolished their level."""
    held = Grant.objects.in_force(day).under(scopes)
    return held.filter(queries.needing_renewal(day)).count()


def bodies(day: date) -> list[str]:
    """Bodies that the field of an organisation suggests."""
    return [body.name for body in organisations.as_of(day)[:MOST]]


@dataclass(frozen=True)
class RefusalLine:
    """How often one account was refused on one day, in how many places, and when last."""

    actor: str
    day: date
    times: int
    places: int
    last: datetime


def refusals(since: date, actor: str = "") -> QuerySet[Any]:
    """The refusals of each account by day, in no order yet; rows are those of `RefusalLine`."""
    return (
        _refused(since, actor)
        .annotate(day=TruncDate("at"))
        .values("actor", "day")
        .annotate(times=Count("pk"), places=Count("subject", distinct=True), last=Max("at"))
    )


def refused_on(_scopes: tuple[str, ...], day: date) -> int:
    """How many accounts were refused something on a day."""
    return _refused(day).values("actor").distinct().count()


def _refused(since: date, actor: str = "") -> QuerySet[Entry]:
    begin = make_aware(datetime.combine(since, time.min))
    found = Entry.objects.filter(action="access.refused", at__gte=begin)
    return found.filter(actor=actor) if actor else found
