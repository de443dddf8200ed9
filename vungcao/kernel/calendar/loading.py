"""Reading the reference data of calendars into the database; may be repeated."""

from datetime import time

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.calendar import services
from vungcao.kernel.calendar.models import DayOverride, WorkingCalendar, WorkingHours
from vungcao.kernel.norms.loading import Bases, day
from vungcao.kernel.offers.reference import Row

PREFILLED = range(2024, 2028)


def load_calendars(rows: list[Row], by: AbstractBaseUser) -> None:
    for row in rows:
        services.declare_calendar(
            code=row["code"], name=row["name"], organisations=row["organisations"], by=by
        )


def load_hours(rows: list[Row], by: AbstractBaseUser) -> None:
    """A calendar that has hours keeps them: the province may have posted its own."""
    bases = Bases(by)
    filled = set(WorkingHours.objects.values_list("calendar__code", flat=True))
    calendars = {calendar.code: calendar for calendar in WorkingCalendar.objects.all()}
    for row in rows:
        if row["calendar"] not in filled:
            services.post_hours(
                calendar=calendars[row["calendar"]],
                weekday=int(row["weekday"]),
                starts=time.fromisoformat(row["starts"]),
                ends=time.fromisoformat(row["ends"]),
                valid_from=day(row["valid_from"]),
                basis=bases.of(row),
                by=by,
            )


def load_overrides(rows: list[Row], by: AbstractBaseUser) -> None:
    """Decisions first, then the library's holidays for the days that no decision speaks of.

    A day that somebody withdrew or confirmed since is left as it is.
    """
    bases = Bases(by)
    decided = DayOverride.objects.filter(origin=DayOverride.Origin.DECISION)
    there = set(decided.values_list("calendar__code", "day"))
    calendars = {calendar.code: calendar for calendar in WorkingCalendar.objects.all()}
    for row in rows:
        if (row["calendar"] or None, day(row["day"])) not in there:
            services.set_override(
                calendar=calendars[row["calendar"]] if row["calendar"] else None,
                day=day(row["day"]),
                kind=row["kind"],
                reason=row["reason"],
                basis=bases.of(row),
                today=day(row["day"]),
                by=by,
            )
    for year in PREFILLED:
        services.prefill(year=year, by=by)
