"""Dossiers of a period, counted by agency, procedure or channel; and the list behind a number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, TruncDate

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case, Party, Pause
from vungcao.kernel.cases.services.endings import WHILE_CLOSED
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries.worklist import KIND
from vungcao.systems.onestop.rules.counting import Counts
from vungcao.systems.onestop.rules.mistakes import MISTAKE

GROUPS = {"agency": "holder", "procedure": "version__procedure__code", "channel": "channel"}


@dataclass(frozen=True)
class Stretch:
    """The moments `[begin, end)` of a period of whole days; `seen` is when it is looked back on."""

    begin: datetime
    end: datetime
    seen: datetime

    @classmethod
    def of(cls, first: date, last: date, now: datetime | None = None) -> "Stretch":
        begin, end = (
            datetime.combine(day, time.min, ZONE) for day in (first, last + timedelta(days=1))
        )
        return cls(begin, end, min(end, now) if now else end)


def conditions(stretch: Stretch) -> dict[str, Q]:
    """Which dossiers of a period belong to each figure."""
    has_ended = Q(finished_at__gte=stretch.begin, finished_at__lt=stretch.end)
    is_done = has_ended & ~Q(outcome=MISTAKE)
    is_open = Q(finished_at=None) | Q(finished_at__gte=stretch.end)
    is_late = Q(finished_at__gt=F("case__due_at"))
    same_day = Q(done_on=F("due_on"))
    is_running = is_open & Q(is_paused=False)
    return {
        "carried": Q(received_at__lt=stretch.begin),
        "new": Q(received_at__gte=stretch.begin),
        "done": is_done,
        "running": is_running,
        "paused": is_open & Q(is_paused=True),
        "early": is_done & ~is_late & ~same_day,
        "on_time": is_done & ~is_late & same_day,
        "late": is_done & is_late,
        "overdue": is_running & Q(case__due_at__lt=stretch.seen),
        "mistaken": has_ended & Q(outcome=MISTAKE),
    }


def of_period(reader: User, scopes: Iterable[str], stretch: Stretch) -> QuerySet[Dossier]:
    """Dossiers that were received before a period ended and not done before it began.

    `holder` is the body that was responsible last before it was done, or when the period ended:
    the desk that only gives back a result is not who was late.
    """
    until = Coalesce(F("finished_at"), stretch.end)
    parties = Party.objects.filter(case=OuterRef("case"), role=Party.Role.RESPONSIBLE)
    held = parties.filter(since__lt=OuterRef("moment")).order_by("-since", "-pk")
    stops = Pause.objects.filter(case=OuterRef("case"), stopped_at__lt=stretch.end).exclude(
        kind=WHILE_CLOSED
    )
    stands = stops.filter(Q(resumed_at=None) | Q(resumed_at__gte=stretch.end))
    rows = Dossier.objects.visible_to(reader).under(tuple(scopes))
    rows = rows.filter(received_at__lt=stretch.end)
    rows = rows.filter(Q(finished_at=None) | Q(finished_at__gte=stretch.begin))
    return rows.annotate(
        moment=until,
        done_on=TruncDate("finished_at", tzinfo=ZONE),
        due_on=TruncDate("case__due_at", tzinfo=ZONE),
        is_paused=Exists(stands),
        holder=Coalesce(
            Subquery(held.values("organisation")[:1]),
            F("case__organisation"),
            output_field=BigIntegerField(),
        ),
    )


def counted(rows: QuerySet[Dossier], stretch: Stretch, group: str) -> dict[object, Counts]:
    """The figures of each agency, procedure or channel, in one statement."""
    figures = {name: Count("pk", filter=one) for name, one in conditions(stretch).items()}
    field = GROUPS[group]
    found = rows.order_by(field).values(field).annotate(**figures)
    return {row.pop(field): Counts(**row) for row in found}


def behind(rows: QuerySet[Dossier], stretch: Stretch, figure: str) -> QuerySet[Dossier]:
    """The dossiers that one figure counts; all of the period for an unknown one."""
    return rows.filter(conditions(stretch).get(figure, Q()))


def held_by(rows: QuerySet[Dossier], body: int) -> QuerySet[Dossier]:
    """Of the dossiers of a period, those that count for one body."""
    return rows.filter(**{"holder": body})


def holders(scopes: Iterable[str]) -> set[int]:
    """Every body that is or was responsible for a dossier in which these places took part."""
    cases = Case.objects.under(tuple(scopes)).filter(kind=KIND)
    held = Party.objects.filter(case__in=cases, role=Party.Role.RESPONSIBLE)
    return set(held.values_list("organisation", flat=True).distinct())
