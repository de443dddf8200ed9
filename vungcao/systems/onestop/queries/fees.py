"""The book of fees: which there are, and what they come to in đồng."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet, Sum

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.onestop.models import Dossier, Fee

WAITING, COLLECTED, VOIDED = "waiting", "collected", "voided"
STATES = {
    WAITING: Q(paid_at=None, voided_at=None),
    COLLECTED: Q(paid_at__isnull=False, voided_at=None),
    VOIDED: Q(voided_at__isnull=False),
}


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty means everything. Days are those of the collection."""

    state: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Totals:
    """Sums in đồng. What was voided is no longer asked."""

    collected: int
    waiting: int
    voided: int

    @property
    def asked(self) -> int:
        return self.collected + self.waiting


def book(reader: User, scopes: Iterable[str], wanted: Wanted) -> QuerySet[Fee]:
    """The fees of dossiers within reach, in the part of it that is looked at."""
    dossiers = Dossier.objects.visible_to(reader).under(tuple(scopes))
    found = Fee.objects.filter(dossier__in=dossiers).filter(STATES.get(wanted.state, Q()))
    if wanted.since is not None:
        found = found.filter(paid_at__gte=_begins(wanted.since))
    if wanted.until is not None:
        found = found.filter(paid_at__lt=_begins(wanted.until + timedelta(days=1)))
    return found.select_related("dossier__case", "dossier__version", "collected_by", "basis")


def totals(rows: QuerySet[Fee]) -> Totals:
    """What these fees come to, in one query."""
    sums = rows.order_by().aggregate(
        **{name: Sum("amount", filter=state) for name, state in STATES.items()}
    )
    return Totals(**{name: value or 0 for name, value in sums.items()})


def of_dossier(dossier: Dossier) -> QuerySet[Fee]:
    """The fees of one dossier, those first that wait."""
    found = Fee.objects.filter(dossier=dossier).select_related("collected_by", "basis")
    return found.order_by("voided_at", "paid_at", "pk")


def _begins(day: date) -> datetime:
    return datetime.combine(day, time.min, ZONE)
