"""What calendars say of days: for computing, for showing a year, and before they change."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet, Subquery

from vungcao.kernel.calendar.models import DayOverride, WorkingCalendar, WorkingHours
from vungcao.kernel.calendar.rules import ZONE, BeyondCalendar, Days, Exceptional, Hours
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.offers.upkeep import OpenDeadline, open_deadlines

UNREAD = (State.UNVERIFIED, State.MEMORY)
TERMS = (1, 3, 5, 10, 15, 20, 25)
MARGIN = timedelta(days=120)
Kind, Origin, Standing = DayOverride.Kind, DayOverride.Origin, DayOverride.Standing


def days(calendar_code: str, from_day: date, until_day: date) -> Days:
    """The days `[from_day, until_day)` of a calendar. Raises `WorkingCalendar.DoesNotExist`.

    A decision wins over the library, and a calendar's own override over one for all.
    """
    calendar = WorkingCalendar.objects.get(code=calendar_code)
    return days_of([calendar.pk], from_day, until_day)[calendar.pk]


def explained(calendar: int, from_day: date, until_day: date) -> Days:
    """The same, of the calendar with this key."""
    return days_of([calendar], from_day, until_day)[calendar]


def unexplained(calendar: int, from_day: date, until_day: date) -> Days:
    """The same for computing alone."""
    return days_of([calendar], from_day, until_day, is_explained=False)[calendar]


@lru_cache(maxsize=256)
def remembered(calendar: int, revision: UUID, from_day: date, until_day: date) -> Days:
    """The same, read once; `revision` was read in this transaction and none of it changed since."""
    return unexplained(calendar, from_day, until_day)


def days_of(
    keys: Collection[int],
    from_day: date,
    until_day: date,
    *,
    is_explained: bool = True,
) -> dict[int, Days]:
    """The same for many calendars, by their keys, with as many questions as for one.

    Which years nobody has prepared only matters where a date is explained. Hours and years are
    remembered under the revision that is read with the days: one question, where there are any.
    """
    stands = WorkingCalendar.objects.order_by("pk").values("revision")[:1]
    found = DayOverride.objects.filter(
        Q(calendar__in=keys) | Q(calendar=None),
        standing=Standing.ACTIVE,
        day__gte=from_day,
        day__lt=until_day,
    ).select_related("basis")
    ranked = sorted(found.annotate(stands=Subquery(stands)), key=_rank)
    revision = ranked[0].stands if ranked else uuid4()  # without days nothing is remembered
    posted = _posted(revision)
    unprepared = frozenset[int]()
    if is_explained:
        unprepared = frozenset(range(from_day.year, until_day.year + 1)) - _prepared(revision)
    return {
        key: Days(
            first=from_day,
            until=until_day,
            hours=posted.get(key, ()),
            exceptions={
                row.day: _exceptional(row) for row in ranked if row.calendar_id in (None, key)
            },
            unprepared=unprepared,
        )
        for key in keys
    }


@lru_cache(maxsize=8)
def _posted(revision: UUID) -> dict[int, tuple[Hours, ...]]:
    """The hours of every calendar; all revisions change together."""
    found: dict[int, tuple[Hours, ...]] = {}
    for row in WorkingHours.objects.order_by("weekday", "starts", "pk"):
        found[row.calendar_id] = (*found.get(row.calendar_id, ()), _hours(row))
    return found


@lru_cache(maxsize=8)
def _prepared(revision: UUID) -> frozenset[int]:
    return prepared_years()


def prepared_years() -> frozenset[int]:
    """Years in which some day stands: until then no holiday of the year is known."""
    found = DayOverride.objects.exclude(standing=Standing.WITHDRAWN)
    return frozenset(found.values_list("day__year", flat=True).distinct())


def _rank(row: DayOverride) -> tuple[bool, bool]:
    return (row.origin == Origin.DECISION, row.calendar_id is not None)


def _hours(row: WorkingHours) -> Hours:
    return Hours(row.weekday, row.starts, row.ends, row.valid_from, row.valid_until)


def _exceptional(row: DayOverride) -> Exceptional:
    return Exceptional(row.kind, row.reason, row.basis.is_seen)


def calendars() -> QuerySet[WorkingCalendar]:
    return WorkingCalendar.objects.order_by("name", "pk")


def overrides(year: int, calendar_code: str = "") -> QuerySet[DayOverride]:
    """Every override of a year, withdrawn ones too; with a code, those that this calendar sees."""
    found = DayOverride.objects.filter(day__year=year).select_related("calendar", "basis")
    if calendar_code:
        found = found.filter(Q(calendar=None) | Q(calendar__code=calendar_code))
    return found.order_by("day", "origin", "pk")


def doubtful_overrides() -> QuerySet[DayOverride]:
    """Overrides that count or wait, and whose basis nobody has read."""
    found = DayOverride.objects.exclude(standing=Standing.WITHDRAWN)
    found = found.filter(basis__state__in=UNREAD).select_related("calendar", "basis")
    return found.order_by("day", "origin", "pk")


def doubtful_hours() -> QuerySet[WorkingHours]:
    found = WorkingHours.objects.filter(basis__state__in=UNREAD)
    return found.select_related("calendar", "basis").order_by(
        "calendar__code", "weekday", "starts", "pk"
    )


@dataclass(frozen=True)
class Move:
    """A due date that changes when a day does."""

    label: str
    calendar: str
    received: datetime
    before: datetime
    after: datetime
    url: str = ""


def what_moves(day: date, kind: str, calendar_code: str = "") -> list[Move]:
    """Due dates that would change if `day` became `kind`: usual terms, and every running clock.

    The usual terms are an illustration: received on the working day before. Without a code the
    day changes in every calendar.
    """
    asked = [one for one in calendars() if calendar_code in ("", one.code)]
    known = days_of([one.pk for one in asked], day - MARGIN, day + 2 * MARGIN)
    running = _running(day)
    moves: list[Move] = []
    for calendar in asked:
        before = known[calendar.pk]
        exceptions = {**before.exceptions, day: Exceptional(kind, "")}
        after = replace(before, exceptions=exceptions)
        moves += _moved(calendar, before, after, _samples(calendar, before, day))
        moves += _moved(calendar, before, after, running.get(calendar.code, ()))
    return _together(moves)


def _together(moves: Iterable[Move]) -> list[Move]:
    """The same move in several calendars is one line that names them."""
    found: dict[Move, list[str]] = {}
    for move in moves:
        found.setdefault(replace(move, calendar=""), []).append(move.calendar)
    return [replace(move, calendar="; ".join(names)) for move, names in found.items()]


def _moved(
    calendar: WorkingCalendar, before: Days, after: Days, clocks: Iterable[OpenDeadline]
) -> Iterator[Move]:
    for clock in clocks:
        try:
            due = before.due_with_pauses(clock.received, clock.working_days, clock.pauses)
            moved = after.due_with_pauses(clock.received, clock.working_days, clock.pauses)
        except BeyondCalendar:
            continue
        if due != moved:
            yield Move(clock.subject, calendar.name, clock.received, due, moved, clock.url)


def _samples(calendar: WorkingCalendar, known: Days, day: date) -> Iterator[OpenDeadline]:
    received = day - timedelta(days=1)
    while received > known.first and not known.is_working(received):
        received -= timedelta(days=1)
    at = datetime.combine(received, time(8), ZONE)
    for term in TERMS:
        yield OpenDeadline(f"Thời hạn {term} ngày làm việc", "", calendar.code, at, term)


def _running(day: date) -> dict[str, list[OpenDeadline]]:
    """Every clock that runs over the day, by the code of its calendar."""
    found: dict[str, list[OpenDeadline]] = {}
    for _name, offer in sorted(open_deadlines.items()):
        for row in offer.rows(day):
            found.setdefault(row.calendar, []).append(row)
    return found


def hours_are_verified(calendar: WorkingCalendar, day: date) -> bool:
    """Whether somebody has read the posted hours on which every hour of a due date rests."""
    return not posted_hours(calendar, day).filter(basis__state__in=UNREAD).exists()


def rests_on(citation: Citation) -> list[tuple[str, int]]:
    """How many rows of calendars rest on a citation, by what they are."""
    counts = [
        (model, model.objects.filter(basis=citation).count())
        for model in (DayOverride, WorkingHours)
    ]
    return [(str(model._meta.verbose_name), count) for model, count in counts if count]


def posted_hours(calendar: WorkingCalendar, day: date) -> QuerySet[WorkingHours]:
    """The hours of a calendar's week on a day."""
    found = WorkingHours.objects.in_force(day).filter(calendar=calendar).select_related("basis")
    return found.order_by("weekday", "starts", "pk")


def sources(calendar: WorkingCalendar, from_day: date, until_day: date) -> dict[date, Citation]:
    """On what each exceptional day of `[from_day, until_day)` rests, as `days` ranks them."""
    found = DayOverride.objects.filter(
        Q(calendar=calendar) | Q(calendar=None),
        standing=Standing.ACTIVE,
        day__gte=from_day,
        day__lt=until_day,
    ).select_related("basis")
    return {row.day: row.basis for row in sorted(found, key=_rank)}
