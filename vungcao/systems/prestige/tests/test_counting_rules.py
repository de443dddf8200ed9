"""Counting persons: every person stands in one column of a group, and sums hold."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.systems.prestige.rules.statistics import (
    AGE,
    COMPONENT,
    ETHNIC,
    SEX,
    TOTAL,
    Facts,
    band,
    counted,
)

DAY = date(2024, 12, 31)
PERSONS = st.builds(
    Facts,
    unit=st.integers(1, 4),
    sex=st.sampled_from(["male", "female", ""]),
    age=st.sampled_from(["under40", "from40", ""]),
    ethnic=st.sampled_from(["Tày", "Nùng", ""]),
    components=st.frozensets(st.sampled_from(["02", "03", "11"])),
)


@given(st.lists(PERSONS, max_size=30))
def test_units_and_columns_add_up_to_the_persons(persons: list[Facts]) -> None:
    table = counted(persons)

    assert table.totals.get(TOTAL, 0) == len(persons)
    for group in (SEX, AGE, ETHNIC):
        columns = [column for column in table.totals if column[0] == group]
        assert sum(table.totals[column] for column in columns) == len(persons)
        for unit in table.units:
            assert sum(table.of(unit, column) for column in columns) == table.of(unit, TOTAL)
    for column, total in table.totals.items():
        assert sum(table.of(unit, column) for unit in table.units) == total
    held = Counter(code for person in persons for code in person.components)
    assert {code: table.totals[COMPONENT, code] for code in held} == dict(held)


@pytest.mark.parametrize(
    ("birth", "expected"),
    [
        ("1985-01-01", "under40"),
        ("1985-12-31", "under40"),
        ("1984-12-31", "from40"),
        ("1965-12-31", "from50"),
        ("1964-12-31", "from60"),
        ("1954", "from70"),
        ("1954-12", "from70"),
        ("1941-02-03", "from70"),
        ("", ""),
    ],
)
def test_age_is_that_of_the_day(birth: str, expected: str) -> None:
    assert band(birth, DAY) == expected


def test_a_birthday_after_the_day_does_not_count() -> None:
    assert band("1964-12-31", date(2024, 12, 30)) == "from50"


def test_columns_stand_in_the_order_of_the_state_and_only_where_there_is_somebody() -> None:
    table = counted([Facts(1, ethnic="Nùng"), Facts(1, ethnic=""), Facts(2, ethnic="Tày")])

    assert table.codes(ETHNIC, ["Kinh", "Tày", "Thái", "Nùng"]) == ("Tày", "Nùng", "")


def test_a_unit_without_anybody_is_a_nought_and_not_missing() -> None:
    table = counted([Facts(1)], units=[1, 2])

    assert (table.units, table.of(2, TOTAL)) == ((1, 2), 0)
