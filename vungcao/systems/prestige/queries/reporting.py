"""Reports of prestigious persons: which wait, which are late, who works on them, who answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from vungcao.kernel.access.models import Grant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case
from vungcao.kernel.organisations.models import Organisation, OrganisationKind
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import FieldReport, Recognition, Visit, VisitState
from vungcao.systems.prestige.queries.median import Median

KIND = "prestige.report"  # of the cases
ANSWERED, UNANSWERED = "answered", "unanswered"  # how one ends
RUNNING = Q(case__closed_at=None)
SHOWN = ("recognition", "unit", "case__assignee", "case__delegate", "case__term_basis")


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty means everything. `holder` is "mine" or "nobody"."""

    state: str = ""
    kind: str = ""
    channel: str = ""
    holder: str = ""


def begins(day: date) -> datetime:
    """A term that ends on a day is late from the next one on."""
    return datetime.combine(day, time.min, ZONE)


def in_state(state: str, day: date) -> Q:
    """Reports that run, are late, or have ended in one way or the other."""
    return {
        "open": RUNNING,
        "late": late(day),
        ANSWERED: Q(case__outcome=ANSWERED),
        UNANSWERED: Q(case__outcome=UNANSWERED),
    }.get(state, Q())


def late(day: date) -> Q:
    return Q(case__state=Case.State.OPEN, case__due_at__lt=begins(day))


def matching(
    reader: User, scopes: Iterable[str], wanted: Wanted, day: date, now: datetime
) -> QuerySet[FieldReport]:
    """The reports within reach, in the part of it that is looked at, and what a list shows."""
    found = FieldReport.objects.visible_to(reader).under(scopes).filter(in_state(wanted.state, day))
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.channel:
        found = found.filter(channel=wanted.channel)
    if wanted.holder == "mine":
        found = found.filter(case__in=Case.objects.running().of(reader, now))
    elif wanted.holder == "nobody":
        found = found.filter(RUNNING, case__assignee=None)
    return found.select_related(*SHOWN)


@dataclass(frozen=True)
class KindCount:
    """The reports of one kind by what became of them, and the median of days until the answer."""

    kind: str
    running: int
    late: int
    answered: int
    unanswered: int
    median: float | None

    @property
    def total(self) -> int:
        return self.running + self.answered + self.unanswered


def counts(rows: QuerySet[FieldReport], day: date) -> list[KindCount]:
    """Reports by kind, in one query; kinds without any are left out."""
    grouped = (
        rows.select_related(None)
        .order_by("kind")
        .values("kind")
        .annotate(
            running=Count("pk", filter=RUNNING),
            late=Count("pk", filter=late(day)),
            answered=Count("pk", filter=Q(case__outcome=ANSWERED)),
            unanswered=Count("pk", filter=Q(case__outcome=UNANSWERED)),
            median=Median("answered_on", "received_on"),
        )
    )
    return [KindCount(**row) for row in grouped]


def late_under(scopes: tuple[str, ...], day: date) -> int:
    """How many reports of these places are late."""
    return FieldReport.objects.under(scopes).filter(late(day)).count()


def waiting_for(user: User, scopes: tuple[str, ...], day: date) -> QuerySet[FieldReport]:
    """Those given to the account, and those that nobody holds at the places of its roles."""
    mine = Q(case__in=Case.objects.running().of(user, begins(day)))
    nobodys = Q(case__assignee=None, case__scope__in=scopes)
    found = FieldReport.objects.filter(RUNNING).filter(mine | nobodys)
    return found.select_related("case").order_by("case__due_at", "pk")


def late_at(scopes: tuple[str, ...], day: date) -> QuerySet[FieldReport]:
    """Late ones of those places themselves: a department sees to its own, not to each commune's."""
    found = FieldReport.objects.filter(late(day), case__scope__in=scopes)
    return found.select_related("case").order_by("case__due_at", "pk")


def workers(body: Organisation, roles: Iterable[str], day: date) -> QuerySet[User]:
    """Who may be given a report of a body: officers of that very place, not those above it."""
    grants = Grant.objects.in_force(day).filter(role__in=list(roles), scope=body.scope)
    own = grants.filter(Q(organisation=None) | Q(organisation=body))
    found = User.objects.filter(kind=User.Kind.OFFICER, is_active=True, pk__in=own.values("user"))
    return found.order_by("last_name", "username", "pk")


def bodies(report: FieldReport, day: date) -> QuerySet[Organisation]:
    """To whom a report can be passed: the village's committee and the province's departments,
    but for the body that has it."""
    above = [int(part) for part in report.scope.strip("/").split("/")]
    committee = Q(kind=OrganisationKind.PEOPLES_COMMITTEE, unit__kind=Kind.COMMUNE)
    found = Organisation.objects.in_force(day).filter(unit__in=above)
    found = found.filter(committee | Q(kind=OrganisationKind.DEPARTMENT))
    return found.exclude(pk=report.case.organisation_id).order_by("-kind", "pk")


def recognised(persons: Iterable[int], village: Unit | None, day: date) -> QuerySet[Recognition]:
    """Who of these persons, or of the villages under a unit, is on the list of a day."""
    found = Recognition.objects.in_force(day)
    found = (
        found.filter(person__in=list(persons)) if village is None else found.under([village.scope])
    )
    return found.select_related("unit").order_by("scope", "slot", "pk")


def last_contact(recognitions: Iterable[Recognition]) -> dict[int, date | None]:
    """When each person last reported something or was visited, by recognition; None for never."""
    ids = [row.pk for row in recognitions]
    reported = FieldReport.objects.filter(recognition=OuterRef("pk")).values("recognition")
    visited = Visit.objects.filter(recognition=OuterRef("pk"), state=VisitState.DONE)
    last = Recognition.objects.filter(pk__in=ids).annotate(
        reported=Subquery(reported.annotate(last=Max("received_on")).values("last")),
        visited=Subquery(visited.values("recognition").annotate(on=Max("done_on")).values("on")),
    )
    found: dict[int, date | None] = dict.fromkeys(ids)
    for pk, *days in last.order_by("pk").values_list("pk", "reported", "visited"):
        found[pk] = max((day for day in days if day is not None), default=None)
    return found
