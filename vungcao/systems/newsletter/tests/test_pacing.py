"""So many letters a minute, evenly, never all at once after a silence."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vungcao.systems.newsletter.rules import pacing
from vungcao.systems.newsletter.rules.pacing import AHEAD, MINUTE, moments

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
rates = st.integers(1, pacing.FASTEST)


def sent(rate: int, letters: int, pauses: list[int]) -> list[datetime]:
    """A whole issue, laid down by somebody who looks again after so many seconds each time."""
    now, next_at, done = NOON, None, list[datetime]()
    for pause in pauses + [30] * 10_000:
        while found := moments(next_at, now, rate, min(200, letters - len(done))):
            done += found
            next_at = found[-1] + pacing.between(rate)
        if len(done) == letters:
            break
        now += timedelta(seconds=pause)
    return done


@given(rates, st.integers(0, 300), st.lists(st.integers(0, 4000), max_size=8))
def test_all_leave_one_after_the_other_and_never_more_than_the_rate(
    rate: int, letters: int, pauses: list[int]
) -> None:
    found = sent(rate, letters, pauses)

    assert len(found) == letters
    gaps = [later - earlier for earlier, later in pairwise(found)]
    assert all(gap >= pacing.between(rate) for gap in gaps)


@given(rates, st.integers(-9000, 9000), st.integers(0, 500))
def test_nothing_leaves_in_the_past_or_is_laid_down_long_before(
    rate: int, shift: int, most: int
) -> None:
    found = moments(NOON + timedelta(seconds=shift), NOON, rate, most)

    assert len(found) <= most
    assert all(NOON <= moment < NOON + AHEAD for moment in found)


def test_sixty_a_minute_are_one_a_second() -> None:
    found = moments(None, NOON, 60, 500)

    assert found[:3] == [NOON + timedelta(seconds=n) for n in range(3)]
    assert len(found) == 60


def test_what_was_missed_is_not_made_up_for() -> None:
    found = moments(NOON - 9 * MINUTE, NOON, 30, 500)

    assert found[0] == NOON
    assert len(found) == 30
