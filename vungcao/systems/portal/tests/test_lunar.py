"""Days of the lunar calendar against published new years and leap months."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from vungcao.systems.portal.rules import lunar
from vungcao.systems.portal.rules.lunar import LunarDay


@pytest.mark.parametrize(
    "new_year",
    [
        date(1985, 1, 21),
        date(2007, 2, 17),
        date(2020, 1, 25),
        date(2023, 1, 22),
        date(2025, 1, 29),
        date(2026, 2, 17),
        date(2030, 2, 2),
    ],
)
def test_a_lunar_year_begins_on_its_published_day(new_year: date) -> None:
    assert lunar.of(new_year) == LunarDay(1, 1, new_year.year)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        (date(2020, 5, 23), 4, 2020),
        (date(2023, 3, 22), 2, 2023),
        (date(2025, 7, 25), 6, 2025),
        (date(2033, 12, 22), 11, 2033),
    ],
)
def test_leap_months_stand_where_the_calendars_have_them(day: date, month: int, year: int) -> None:
    assert lunar.of(day) == LunarDay(1, month, year, is_leap=True)


def test_lunar_days_follow_each_other_without_a_gap() -> None:
    days = [lunar.of(date(2022, 12, 1) + timedelta(days=n)) for n in range(800)]

    for before, after in pairwise(days):
        assert after.day == before.day + 1 or (after.day == 1 and before.day in (29, 30))
