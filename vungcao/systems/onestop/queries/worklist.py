"""The dossiers for which somebody's places are responsible now, the most urgent first."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from vungcao.kernel.access.models import Grant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.queries import days_of
from vungcao.kernel.calendar.rules import ZONE, BeyondCalendar, Days
from vungcao.kernel.cases.models import Case, Pause
from vungcao.kernel.organisations.models import Organisation
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.rules.remaining import SOON_DAYS, Remaining
from vungcao.systems.onestop.rules.statuses import Status

KIND = "onestop.dossier"  # of the cases that dossiers own
SHOWN = (
    "assignee",
    "delegate",
    "calendar",
    "organisation",
    "dossier__version__procedure",
)
MARGIN = timedelta(days=60)  # more than any stretch of holidays
USUAL = 8 * 60  # minutes of a working day where a calendar knows none


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for; empty means the dossiers in hand whose clock does not stand still.

    `state` is "late", "soon", "paused", "waiting" (not received yet), "result" (decided, to be
    given back); `holder` is "mine" or "nobody".
    """

    state: str = ""
    procedure: str = ""
    step: str = ""
    holder: str = ""


def matching(reader: User, scopes: Iterable[str], wanted: Wanted, now: datetime) -> QuerySet[Case]:
    """Cases with their dossiers: found by the indexes of cases first, joined for a page."""
    found = Case.objects.held_under(scopes).filter(kind=KIND)
    found = found.filter(in_state(wanted.state, now))
    if wanted.procedure:
        found = found.filter(dossier__version__procedure__code=wanted.procedure)
    if wanted.step:
        found = found.filter(dossier__step=wanted.step)
    if wanted.holder == "mine":
        found = found.of(reader, now)
    elif wanted.holder == "nobody":
        found = found.filter(assignee=None)
    return found.select_related(*SHOWN)


def in_state(state: str, now: datetime) -> Q:
    """Cases in one of the states of a worklist."""
    open_now = Q(state=Case.State.OPEN)
    return {
        "late": open_now & Q(due_at__lt=now),
        "soon": open_now & Q(due_at__gte=now, due_at__lte=soon(now)),
        "paused": Q(state=Case.State.PAUSED),
        "waiting": open_now & Q(due_at=None),
        "result": Q(state=Case.State.CLOSED, dossier__status=Status.DECIDED),
    }.get(state, open_now)


def soon(now: datetime) -> datetime:
    """Until when what is due counts as due soon, by the first calendar of the province."""
    calendar = WorkingCalendar.objects.order_by("pk").first()
    if calendar is None:
        return now + timedelta(days=SOON_DAYS)
    day = now.astimezone(ZONE).date()
    known = days_of([calendar.pk], day, day + MARGIN)[calendar.pk]
    try:
        return known.add_minutes(now, SOON_DAYS * usual(known, day))
    except BeyondCalendar:
        return now + timedelta(days=SOON_DAYS)


def remaining(cases: Sequence[Case], now: datetime) -> dict[int, Remaining]:
    """How long each of these has left, with as many questions for all as for one."""
    ends = [case.due_at for case in cases if case.due_at is not None]
    stops = dict(
        Pause.objects.filter(case__in=[case.pk for case in cases], resumed_at=None).values_list(
            "case", "stopped_at"
        )
    )
    first = min([now, *ends, *stops.values()]).date() - timedelta(days=2)
    last = max([now, *ends]).date() + MARGIN
    known = days_of({case.calendar_id for case in cases}, first, last)
    return {case.pk: _left(case, now, stops, known[case.calendar_id]) for case in cases}


def _left(case: Case, now: datetime, stops: Mapping[int, datetime], known: Days) -> Remaining:
    at = min(stops.get(case.pk, now), now)
    minutes = None if case.due_at is None else known.minutes_between(at, case.due_at)
    return Remaining(
        minutes,
        usual(known, now.astimezone(ZONE).date()),
        is_paused=case.state == Case.State.PAUSED,
        is_finished=case.closed_at is not None,
    )


def usual(known: Days, day: date) -> int:
    """The minutes of the first whole working day from a day on."""
    for offset in range(14):
        if len(known.halves(there := day + timedelta(days=offset))) == 2:
            stretches = known.sessions(there)
            return sum(int((ends - starts).total_seconds()) // 60 for starts, ends in stretches)
    return USUAL


def counted(scopes: tuple[str, ...], state: str, now: datetime) -> int:
    """How many dossiers of these places are in a state of the worklist."""
    held = Case.objects.held_under(scopes).filter(kind=KIND)
    return held.filter(in_state(state, now)).count()


def procedures() -> dict[str, str]:
    """The procedures that run here, by code; each by its latest name, and its code beside it where
    another is called the same."""
    found = ProcedureVersion.objects.published().exclude(definition={})
    named = dict(found.order_by("valid_from", "pk").values_list("procedure__code", "name"))
    times = Counter(named.values())
    return {code: f"{name} ({code})" if times[name] > 1 else name for code, name in named.items()}


def steps() -> dict[str, str]:
    """The steps of all processes, by code, with what each process calls it, the newest first."""
    found = ProcedureVersion.objects.published().exclude(definition={})
    named: dict[str, dict[str, None]] = {}
    for definition in found.order_by("-valid_from", "pk").values_list("definition", flat=True):
        for one in definition["steps"]:
            named.setdefault(one["code"], {})[one["label"]] = None
    return {code: "; ".join(labels) for code, labels in named.items()}


def workers(body: Organisation, roles: Iterable[str], day: date) -> QuerySet[User]:
    """Who may be given a dossier of a body: officers of that very place."""
    grants = Grant.objects.in_force(day).filter(role__in=list(roles), scope=body.scope)
    own = grants.filter(Q(organisation=None) | Q(organisation=body))
    found = User.objects.filter(kind=User.Kind.OFFICER, is_active=True, pk__in=own.values("user"))
    return found.order_by("last_name", "username", "pk")
