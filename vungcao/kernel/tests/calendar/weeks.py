"""Weeks to compute with, and a naive oracle that walks them minute by minute."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import cache

from hypothesis import strategies as st

from vungcao.kernel.calendar.rules import Days, Exceptional, Hours

FIRST = date(2026, 1, 1)
LENGTH = 70
HANOI = timezone(timedelta(hours=7))
USUAL = ((450, 690), (810, 1020))  # 07:30-11:30, 13:30-17:00

Stretch = tuple[int, int]
Week = dict[int, tuple[Stretch, ...]]


def moment(minute: int) -> datetime:
    """Minutes since the first midnight, as an aware time."""
    return datetime(2026, 1, 1, tzinfo=HANOI) + timedelta(minutes=minute)


def days_of(week: Week, exceptions: Mapping[int, str]) -> Days:
    """The value object under test, made of plain numbers."""
    hours = tuple(
        Hours(weekday, _time(opens), _time(closes))
        for weekday, stretches in week.items()
        for opens, closes in stretches
    )
    return Days(
        first=FIRST,
        until=FIRST + timedelta(days=LENGTH),
        hours=hours,
        exceptions={
            FIRST + timedelta(days=day): Exceptional(kind, "lý do")
            for day, kind in exceptions.items()
        },
    )


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def worked(week: Week, exceptions: Mapping[int, str]) -> list[int]:
    """Every single working minute of the weeks, in order: the oracle."""
    minutes: list[int] = []
    for day in range(LENGTH):
        weekday = (3 + day) % 7 + 1  # 2026-01-01 is a Thursday
        kind = exceptions.get(day, "as the week")
        stretches = week.get(weekday, ())
        if kind != "as the week" and not stretches:
            stretches = week[min(week)]
        minutes += [day * 1440 + minute for minute in of_one_day(stretches, kind)]
    return minutes


@cache
def of_one_day(stretches: tuple[Stretch, ...], kind: str) -> list[int]:
    worked = []
    for minute in range(1440):
        inside = [opens for opens, closes in stretches if opens <= minute < closes]
        before_noon = any(opens < 720 for opens in inside)
        wanted = {"off": False, "morning": before_noon, "afternoon": not before_noon}
        if inside and wanted.get(kind, True):
            worked.append(minute)
    return worked


WEEKS = st.sampled_from(
    [
        dict.fromkeys(range(1, 6), USUAL),
        dict.fromkeys(range(1, 6), USUAL) | {6: ((450, 690),)},
        dict.fromkeys(range(1, 7), ((480, 720),)),
        {1: USUAL, 3: ((420, 700), (780, 900)), 5: ((840, 1050),)},
    ]
)
EXCEPTIONS = st.dictionaries(
    st.integers(0, LENGTH - 1),
    st.sampled_from(["off", "work", "morning", "afternoon"]),
    max_size=14,
)
MINUTES = st.integers(0, 30 * 1440)
