"""How a recognition stands on a day, months before and after it, and how names are ordered."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.systems.prestige.rules.naming import in_order, written_day
from vungcao.systems.prestige.rules.standing import Standing, age_in, months_after, standing

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(-30, 30))
def test_months_later_is_found_by_walking_month_for_month(day: date, months: int) -> None:
    year, month = day.year, day.month
    for _step in range(abs(months)):
        month += 1 if months > 0 else -1
        if month in (0, 13):
            year, month = (year - 1, 12) if month == 0 else (year + 1, 1)

    found = months_after(day, months)

    assert (found.year, found.month) == (year, month)
    assert found.day == day.day or found.day == monthrange(year, month)[1] < day.day


@given(DAYS, st.integers(1, 2000), DAYS, st.integers(0, 400))
def test_on_each_day_a_recognition_stands_in_one_way(
    begin: date, length: int, day: date, ahead: int
) -> None:
    end, horizon = begin + timedelta(length), day + timedelta(ahead)

    found = standing(begin, end, day, horizon)

    assert (found in (Standing.NOW, Standing.ENDING)) == (begin <= day < end)
    assert (found == Standing.ENDED) == (day >= end)
    assert (found == Standing.ENDING) == (begin <= day < end <= day + timedelta(ahead))


def test_an_age_in_a_list_is_counted_by_years() -> None:
    assert age_in(2026, 1956) == 70


@given(st.lists(st.integers(1, 99999), min_size=1))
def test_names_with_numbers_stand_in_the_order_of_the_numbers(numbers: list[int]) -> None:
    names = [f"Thôn mẫu {number}" for number in numbers]

    assert sorted(names, key=in_order) == [f"Thôn mẫu {number}" for number in sorted(numbers)]


def test_places_stand_as_a_vietnamese_reader_looks_for_them() -> None:
    names = ["Xã Yên Thế", "Xã Đông Phú", "Xã Ea Mẫu", "Xã Bố Hạ", "Xã Ân Mẫu", "Xã Dương Hưu"]

    assert sorted(names, key=in_order) == [
        "Xã Ân Mẫu",
        "Xã Bố Hạ",
        "Xã Đông Phú",
        "Xã Dương Hưu",
        "Xã Ea Mẫu",
        "Xã Yên Thế",
    ]


@pytest.mark.parametrize(
    ("iso", "written"),
    [("1958-06-05", "05/06/1958"), ("1958-06", "06/1958"), ("1958", "1958"), ("", "")],
)
def test_as_much_of_a_day_as_is_known_is_written(iso: str, written: str) -> None:
    assert written_day(iso) == written
