"""Terms in working days count from the day after receipt, in halves when need be."""

from datetime import date, datetime, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.calendar.rules import BeyondCalendar, Days, Exceptional, Hours, refuse_year
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.calendar.weeks import (
    EXCEPTIONS,
    HANOI,
    LENGTH,
    MINUTES,
    USUAL,
    WEEKS,
    Week,
    days_of,
    moment,
    worked,
)

PLAIN = days_of(dict.fromkeys(range(1, 6), USUAL), {})
TERMS = st.integers(1, 40).map(lambda halves: Fraction(halves, 2))


def half_ends(week: Week, exceptions: dict[int, str]) -> list[int]:
    """The minute after the last one of every half day: a new half begins after a break at noon."""
    counted = worked(week, exceptions)
    ends = []
    for minute, following in zip(counted, [*counted[1:], None], strict=True):
        same_day = following is not None and following // 1440 == minute // 1440
        if not same_day or following != minute + 1:
            ends.append(minute + 1)
    return ends


@given(WEEKS, EXCEPTIONS, MINUTES, TERMS)
def test_a_term_ends_with_its_last_half_day(
    week: Week, exceptions: dict[int, str], received: int, term: Fraction
) -> None:
    tomorrow = (received // 1440 + 1) * 1440
    ends = [end for end in half_ends(week, exceptions) if end > tomorrow]
    days = days_of(week, exceptions)

    if term * 2 <= len(ends):
        wanted = moment(ends[int(term * 2) - 1])
        assert days.add_working_days(moment(received), term) == wanted
    else:
        with pytest.raises(BeyondCalendar):
            days.add_working_days(moment(received), term)


@given(WEEKS, EXCEPTIONS, st.integers(35 * 1440, LENGTH * 1440 - 1), st.integers(1, 12))
def test_subtracting_goes_back_as_many_half_days(
    week: Week, exceptions: dict[int, str], due: int, halves: int
) -> None:
    ends = [end for end in half_ends(week, exceptions) if end <= due]
    days = days_of(week, exceptions)

    if halves < len(ends):
        wanted = moment(ends[-1 - halves])
        assert days.subtract_working_days(moment(due), Fraction(halves, 2)) == wanted
    else:
        with pytest.raises(BeyondCalendar):
            days.subtract_working_days(moment(due), Fraction(halves, 2))


@given(st.integers(5 * 1440, 25 * 1440), st.integers(1, 15), st.integers(1, 15))
def test_adding_days_is_additive_monotone_and_has_an_inverse(
    received: int, one: int, more: int
) -> None:
    there = PLAIN.add_working_days(moment(received), one)

    assert PLAIN.add_working_days(there, more) == PLAIN.add_working_days(
        moment(received), one + more
    )
    assert PLAIN.add_working_days(moment(received), one + 1) > there
    later = PLAIN.add_working_days(moment(received), one + more)
    assert PLAIN.subtract_working_days(later, more) == there
    back = PLAIN.subtract_working_days(there, one)
    assert PLAIN.add_working_days(back, one) == there


def test_the_day_of_receipt_does_not_count() -> None:
    early, late = datetime(2026, 1, 5, 0, 1, tzinfo=HANOI), datetime(2026, 1, 5, 23, tzinfo=HANOI)

    assert PLAIN.add_working_days(early, 1) == datetime(2026, 1, 6, 17, tzinfo=HANOI)
    assert PLAIN.add_working_days(late, 1) == datetime(2026, 1, 6, 17, tzinfo=HANOI)


def test_half_a_day_ends_at_noon() -> None:
    monday = datetime(2026, 1, 5, 9, tzinfo=HANOI)

    assert PLAIN.add_working_days(monday, Fraction(1, 2)).hour == 11
    assert PLAIN.add_working_days(monday, Fraction(3, 2)) == datetime(
        2026, 1, 7, 11, 30, tzinfo=HANOI
    )


@pytest.mark.parametrize("term", [0, -1, Fraction(1, 3)])
def test_a_term_that_is_no_number_of_half_days_is_refused(term: Fraction | int) -> None:
    with pytest.raises(RuleBroken, match="nửa ngày"):
        PLAIN.add_working_days(moment(0), term)


def test_the_hours_of_a_season_hold_in_the_season() -> None:
    winter = [Hours(day, *_span(8, 12), date(2026, 1, 1), date(2026, 1, 7)) for day in range(1, 6)]
    summer = [Hours(day, *_span(7, 11), date(2026, 1, 7)) for day in range(1, 6)]
    days = Days(date(2026, 1, 1), date(2026, 2, 1), (*winter, *summer), {})

    assert days.sessions(date(2026, 1, 6))[0][0].hour == 8
    assert days.sessions(date(2026, 1, 7))[0][0].hour == 7


def test_a_make_up_saturday_has_the_hours_of_the_week() -> None:
    days = days_of(dict.fromkeys(range(1, 6), USUAL), {9: "work"})

    assert days.is_working(date(2026, 1, 10))
    assert days.sessions(date(2026, 1, 10))[-1][1].hour == 17
    assert not PLAIN.is_working(date(2026, 1, 10))


def test_an_exception_without_hours_to_work_stays_free() -> None:
    days = Days(
        date(2026, 1, 1), date(2026, 2, 1), (), {date(2026, 1, 5): Exceptional("work", "x")}
    )

    assert not days.is_working(date(2026, 1, 5))


@pytest.mark.parametrize("year", [2024, 2029, 206])
def test_a_slip_of_the_year_is_refused(year: int) -> None:
    with pytest.raises(RuleBroken, match="từ 2025 đến 2028"):
        refuse_year(year, date(2026, 11, 23))


def _span(opens: int, closes: int) -> tuple[time, time]:
    return time(opens), time(closes)
