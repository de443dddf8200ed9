"""Waits grow, are spread, and end; compared with a table written by hand."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.exchange import rules

TEN = timedelta(seconds=10)


@pytest.mark.parametrize(
    ("attempt", "seconds"), [(1, 10), (2, 20), (5, 160), (12, 20480), (13, 21600), (99, 21600)]
)
def test_each_wait_is_twice_the_last_up_to_six_hours(attempt: int, seconds: int) -> None:
    assert rules.wait(attempt, TEN, 0.5) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("failures", "seconds"), [(0, 0), (4, 0), (5, 5), (6, 10), (10, 160), (11, 300), (500, 300)]
)
def test_a_partner_rests_from_the_fifth_failure_on_five_minutes_at_most(
    failures: int, seconds: int
) -> None:
    assert rules.rest(failures, TEN / 2, 0.5) == timedelta(seconds=seconds)


@given(st.integers(1, 200), st.floats(0, 1, exclude_max=True))
def test_chance_moves_a_wait_by_a_fifth_at_most(attempt: int, chance: float) -> None:
    middle = min(10 * 2 ** min(attempt - 1, 30), 21600)

    assert 0.8 * middle - 1e-3 <= rules.wait(attempt, TEN, chance).total_seconds()
    assert rules.wait(attempt, TEN, chance).total_seconds() <= 1.2 * middle + 1e-3


def test_the_fourteenth_attempt_is_the_last() -> None:
    assert [rules.is_last(attempt) for attempt in (1, 13, 14)] == [False, False, True]
