"""What a month holds: visits that are planned or made, days off, birthdays that were opened."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.calendar import queries as calendars
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.offers.duties import Duty
from vungcao.kernel.people.services import PersonLine
from vungcao.kernel.scopes.models import Reader
from vungcao.systems.prestige.models import Recognition, Visit, VisitState
from vungcao.systems.prestige.queries.where import where

A_WEEK = timedelta(days=7)
MOST = 50  # duties of one kind on a page


@dataclass(frozen=True)
class Month:
    """A month of the calendar."""

    first: date

    @property
    def last(self) -> date:
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def before(self) -> date:
        year, month = self.first.year, self.first.month
        return date(year - (month == 1), 12 if month == 1 else month - 1, 1)

    @property
    def after(self) -> date:
        year, month = self.first.year, self.first.month
        return date(year + (month == 12), 1 if month == 12 else month + 1, 1)


@dataclass(frozen=True)
class Birthday:
    """A day of the month on which somebody was born, and how old they become."""

    day: date
    person: int
    age: int


def visits(reader: Reader, month: Month, scopes: tuple[str, ...]) -> "QuerySet[Visit]":
    """Visits on the day on which they were made, else planned."""
    within = (month.first, month.last)
    found = Visit.objects.visible_to(reader).under(scopes)
    found = found.filter(Q(done_on__range=within) | Q(done_on=None, planned_on__range=within))
    return found.select_related("recognition").order_by("planned_on", "pk")


def on_the_list(reader: Reader, month: Month, scopes: tuple[str, ...]) -> "QuerySet[Recognition]":
    """Who is on the list at the beginning of the month or comes on it meanwhile."""
    rows = Recognition.objects.visible_to(reader).under(scopes).standing()
    rows = rows.filter(valid_from__lte=month.last, valid_until__gt=month.first)
    return rows.order_by("scope", "pk")


def birthdays(people: Iterable[PersonLine], month: Month) -> list[Birthday]:
    """Of those whose day is known: a year alone is no day. Who is dead has none."""
    found = []
    for one in people:
        try:
            born = date.fromisoformat(one.birth)
        except ValueError:
            continue
        if born.month == month.first.month and not one.is_deceased:
            day = min(born.day, month.last.day)
            age = month.first.year - born.year
            found.append(Birthday(month.first.replace(day=day), one.id, age))
    return sorted(found, key=lambda one: (one.day, one.person))


def days_off(month: Month) -> list[DayOverride]:
    """Days that calendars know as off, each reason once; none where nobody entered any."""
    found: dict[tuple[date, str], DayOverride] = {}
    for row in calendars.overrides(month.first.year):
        is_off = row.kind == DayOverride.Kind.OFF and row.standing == DayOverride.Standing.ACTIVE
        if is_off and month.first <= row.day <= month.last:
            found.setdefault((row.day, row.reason), row)
    return list(found.values())


def visits_due(user: AbstractBaseUser, scopes: tuple[str, ...], day: date) -> "QuerySet[Visit]":
    """Visits that are planned until a week from now, also those whose day has passed."""
    rows = Visit.objects.under(scopes).filter(state=VisitState.PLANNED)
    return rows.filter(planned_on__lte=day + A_WEEK)


def tell_visits(rows: "QuerySet[Visit]", day: date) -> Iterator[Duty]:
    """By the village: a name is opened on the page of the visit alone."""
    found = list(rows.order_by("planned_on", "pk")[:MOST])
    places = where({row.scope for row in found}, day)
    for row in found:
        yield Duty(
            title=_("Thăm người có uy tín"),
            reason=f"{str(row.get_occasion_display()).capitalize()}; {row.visitor}",
            address=reverse("prestige:visit", args=[row.pk]),
            action=_("Mở lần thăm"),
            due=row.planned_on,
            about=str(places[row.scope]),
        )


def count_visits(scopes: tuple[str, ...], day: date) -> int:
    """Planned for today and the seven days to come."""
    rows = Visit.objects.under(scopes).filter(state=VisitState.PLANNED)
    return rows.filter(planned_on__range=(day, day + A_WEEK)).count()
