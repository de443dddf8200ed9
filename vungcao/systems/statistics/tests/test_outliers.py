"""Figures unlike the others of their series, against a count in plain fractions."""

from fractions import Fraction
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.statistics.rules.outliers import strange

LIMIT = Fraction(7, 2)


def expected(series: list[int], one: int) -> dict[int, Fraction]:
    """How many usual distances each figure is off, where that is too many."""
    found = {}
    for nth, value in enumerate(series):
        others = [Fraction(other) for at, other in enumerate(series) if at != nth]
        middle = median(others)
        spread = median([abs(other - middle) for other in others])
        usual = max(Fraction("1.4826") * spread, abs(middle) / 20, Fraction(one))
        if abs(value - middle) > LIMIT * usual:
            found[nth] = abs(value - middle) / usual
    return found


@settings(max_examples=30)
@given(st.lists(st.integers(-50, 500), min_size=5, max_size=9), st.sampled_from([1, 10]))
def test_a_figure_is_strange_by_the_median_and_deviation_of_all_others(
    series: list[int], one: int
) -> None:
    found = {each.nth: each.times for each in strange(series, LIMIT, one)}

    assert found == expected(series, one)


def test_one_wild_figure_is_found_and_moves_nothing() -> None:
    (wild,) = strange([100, 104, 98, 1010, 101, 99], LIMIT)

    assert (wild.nth, wild.usual, wild.spread) == (3, Fraction(100), Fraction(1))


def test_few_periods_and_small_steps_say_nothing() -> None:
    assert strange([1, 1, 1, 900], LIMIT) == []
    assert strange([0, 0, 1, 0, 3, 0, 0], LIMIT) == []
