"""A period is one number that knows its days, its name and its neighbours."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.periods import Kind


@pytest.mark.parametrize(
    ("number", "name", "begin", "end"),
    [
        (2025001, "Năm 2025", date(2025, 1, 1), date(2026, 1, 1)),
        (2025102, "6 tháng cuối năm 2025", date(2025, 7, 1), date(2026, 1, 1)),
        (2025203, "Quý III năm 2025", date(2025, 7, 1), date(2025, 10, 1)),
        (2025312, "Tháng 12 năm 2025", date(2025, 12, 1), date(2026, 1, 1)),
    ],
)
def test_a_period_has_a_name_and_half_open_days(
    number: int, name: str, begin: date, end: date
) -> None:
    assert (periods.name(number), periods.begin(number), periods.end(number)) == (name, begin, end)


@pytest.mark.parametrize("number", [2025000, 2025002, 2025205, 2025313, 2025401, 203])
def test_a_number_that_names_no_period_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no "):
        periods.parts(number)


def test_the_periods_of_a_range_lie_wholly_in_it() -> None:
    found = periods.between(date(2024, 11, 15), date(2025, 4, 1), Kind.QUARTER)

    assert list(found) == [2025201]
    assert periods.inside(2025102, Kind.QUARTER) == (2025203, 2025204)
    assert periods.inside(2025203, Kind.QUARTER) == (2025203,)


@settings(max_examples=50)
@given(st.sampled_from(Kind), st.dates(date(1990, 1, 1), date(2080, 1, 1)))
def test_periods_follow_each_other_without_a_gap(kind: Kind, day: date) -> None:
    number = periods.containing(day, kind)

    assert periods.begin(number) <= day < periods.end(number)
    assert periods.begin(periods.moved(number, 1)) == periods.end(number)
    assert periods.moved(periods.previous(number), 1) == number
    assert periods.end(periods.a_year_before(number)).year == periods.end(number).year - 1
