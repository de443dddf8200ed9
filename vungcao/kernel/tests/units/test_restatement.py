"""Dividing a count by weights: nothing is lost, nobody gets a whole one too many or too few."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.units import restatement

weights = st.lists(st.integers(1, 1000), min_size=1, max_size=8)
values = st.integers(0, 10**12)


@given(value=values, weights=weights, key=st.text(max_size=20))
def test_the_parts_add_up_to_the_whole(value: int, weights: list[int], key: str) -> None:
    assert sum(restatement.parts(value, weights, key)) == value


@given(value=values, weights=weights, key=st.text(max_size=20))
def test_each_part_is_within_one_of_its_exact_share(
    value: int, weights: list[int], key: str
) -> None:
    for part, weight in zip(restatement.parts(value, weights, key), weights, strict=True):
        assert abs(part - Fraction(value * weight, sum(weights))) < 1


def multiples_in(begin: int, end: int, step: int) -> int:
    """How many multiples of `step` lie in (begin, end], counted one by one."""
    return sum(1 for number in range(begin + 1, end + 1) if number % step == 0)


@given(
    value=st.integers(0, 40),
    weights=st.lists(st.integers(1, 9), min_size=1, max_size=5),
    key=st.text(max_size=5),
)
def test_a_part_counts_the_multiples_of_the_whole_in_its_stretch(
    value: int, weights: list[int], key: str
) -> None:
    whole, at = sum(weights), restatement.offset(key, sum(weights))
    expected = []
    for weight in weights:
        expected.append(multiples_in(at, at + value * weight, whole))
        at += value * weight

    assert restatement.parts(value, weights, key) == expected


def test_over_many_small_cells_every_part_gets_its_share() -> None:
    cells = [(f"population:{number}", 1) for number in range(10_000)]

    halves = [parts for _key, parts in restatement.restated(cells, [1, 1])]

    assert 4_700 < sum(first for first, _second in halves) < 5_300


def test_a_cell_is_divided_alike_on_every_machine() -> None:
    assert restatement.parts(100, [1, 1, 1], "population:7:2024-12-31") == [33, 34, 33]


@pytest.mark.parametrize("bad", [[], [0, 1], [-1, 2]])
def test_weights_below_one_are_refused(bad: list[int]) -> None:
    with pytest.raises(ValueError, match="weight"):
        restatement.parts(10, bad, "any")
