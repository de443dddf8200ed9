"""Working minutes agree with somebody who counts them one by one."""

from bisect import bisect_left
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.calendar.rules import BeyondCalendar
from vungcao.kernel.tests.calendar.weeks import (
    EXCEPTIONS,
    MINUTES,
    USUAL,
    WEEKS,
    Week,
    days_of,
    moment,
    worked,
)

PLAIN = days_of(dict.fromkeys(range(1, 6), USUAL), {})
SOME = st.integers(0, 2000)


@given(WEEKS, EXCEPTIONS, MINUTES, st.integers(1, 2000))
def test_adding_ends_where_the_last_minute_ends(
    week: Week, exceptions: dict[int, str], start: int, minutes: int
) -> None:
    counted = worked(week, exceptions)
    last = bisect_left(counted, start) + minutes - 1
    days = days_of(week, exceptions)

    if last < len(counted):
        assert days.add_minutes(moment(start), minutes) == moment(counted[last] + 1)
    else:
        with pytest.raises(BeyondCalendar):
            days.add_minutes(moment(start), minutes)


@given(WEEKS, EXCEPTIONS, MINUTES, MINUTES)
def test_between_are_the_minutes_that_are_worked(
    week: Week, exceptions: dict[int, str], start: int, end: int
) -> None:
    between = sum(start <= minute < end for minute in worked(week, exceptions))
    between -= sum(end <= minute < start for minute in worked(week, exceptions))

    assert days_of(week, exceptions).minutes_between(moment(start), moment(end)) == between


@given(MINUTES, SOME, SOME)
def test_adding_is_additive_monotone_and_has_an_inverse(start: int, one: int, more: int) -> None:
    there = PLAIN.add_minutes(moment(start), one)

    assert PLAIN.add_minutes(there, more) == PLAIN.add_minutes(moment(start), one + more)
    assert PLAIN.add_minutes(moment(start), one + 1) > there
    assert PLAIN.minutes_between(moment(start), there) == one


def test_times_of_another_zone_mean_the_same_moment() -> None:
    utc = datetime(2026, 1, 5, 0, 45, tzinfo=UTC)  # 07:45 on a Monday in Hà Nội

    assert PLAIN.add_minutes(utc, 15) == moment(4 * 1440 + 480)


def test_naive_times_and_running_backward_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        PLAIN.add_minutes(datetime(2026, 1, 5, 8), 1)  # noqa: DTZ001 - the case under test
    with pytest.raises(ValueError, match="forward"):
        PLAIN.add_minutes(moment(0), -1)


def test_days_that_were_not_read_are_refused() -> None:
    with pytest.raises(BeyondCalendar, match="01/01/2025"):
        PLAIN.is_working(date(2025, 1, 1))
