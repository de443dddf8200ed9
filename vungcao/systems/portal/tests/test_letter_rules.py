"""States of a consultation by its days; what a letter may say, and what of it may be shown."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.systems.portal.rules import letters
from vungcao.systems.portal.rules.consultations import State, state

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, st.integers(0, 90), st.one_of(st.none(), st.integers(1, 90)), DAYS)
def test_a_consultation_goes_through_its_states_in_order(
    opens: date, length: int, wait: int | None, day: date
) -> None:
    closes = opens + timedelta(length)
    answered = None if wait is None else closes + timedelta(wait)
    order = list(State)

    found = state(opens, closes, answered, day)
    after = state(opens, closes, answered, day + timedelta(1))

    assert order.index(after) >= order.index(found)
    assert (found == State.OPEN) == (day in {opens + timedelta(n) for n in range(length + 1)})


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    once = letters.tidy(text)

    assert letters.tidy(once) == once
    assert "\n\n\n" not in once


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [
        ("Gọi số 0900 000 123 giúp tôi", False),
        ("Căn cước 000123456789", False),
        ("Viết cho a.b@mau.invalid", False),
        ("Tôi là Nguyễn Văn Mẫu", False),
        ("tôi là nguyễn  văn mẫu ạ", False),
        ("Nghị định 42/2022/NĐ-CP ngày 24/06/2022", True),
        ("Mức 1.500.000 đồng", True),
        ("Thẻ 000.123.456.789", False),
        ("Thôn có 120 hộ", True),
    ],
)
def test_what_says_who_somebody_is_is_not_shown(text: str, is_shown: bool) -> None:
    assert (letters.against_showing(text, "Nguyễn Văn Mẫu") == []) == is_shown
