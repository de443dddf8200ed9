"""A reach becomes ranges of paths: nothing inside is lost, and nothing else gets in."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.scopes.rules import SLOTS, NotAPath, bounds, cover, end_of

# Few and similar numbers, so that nesting and equal beginnings are frequent.
IDS = st.sampled_from([1, 2, 3, 10, 24, 30, 240, 3000])
PATHS = st.lists(IDS, min_size=1, max_size=4).map(lambda ids: "/" + "".join(f"{i}/" for i in ids))
REACHES = st.lists(PATHS, max_size=12)


def is_inside(path: str, reach: list[str]) -> bool:
    """What a reach means, without ranges: the path begins with one of its paths."""
    return any(path.startswith(held) for held in reach)


def lies_between(path: str, ends: list[str]) -> bool:
    return any(low <= path < high for low, high in zip(ends[::2], ends[1::2], strict=True))


@given(PATHS, REACHES)
def test_the_ranges_hold_exactly_what_begins_with_a_path_of_the_reach(
    path: str, reach: list[str]
) -> None:
    assert lies_between(path, bounds(reach)) == is_inside(path, reach)


@given(REACHES)
def test_the_ranges_rise_and_do_not_touch(reach: list[str]) -> None:
    ends = bounds(reach)

    assert all(low < high for low, high in pairwise(ends))


@given(PATHS, REACHES)
def test_the_cover_loses_nothing_and_has_few_ranges(path: str, reach: list[str]) -> None:
    few = cover(bounds(reach))

    assert len(few) <= 2 * SLOTS
    assert lies_between(path, few) or not is_inside(path, reach)


@given(st.lists(PATHS, max_size=SLOTS))
def test_few_ranges_are_covered_exactly(reach: list[str]) -> None:
    assert cover(bounds(reach)) == bounds(reach)


def test_neighbours_that_share_most_are_joined_first() -> None:
    reach = ["/1/2/30/", "/1/2/31/", "/1/4/", "/1/5/", "/1/6/"]

    assert cover(bounds(reach))[:2] == ["/1/2/30/", "/1/2/310"]


def test_a_number_that_begins_alike_is_a_neighbour_and_not_inside() -> None:
    assert lies_between("/1/3/7/", bounds(["/1/3/"]))
    assert not lies_between("/1/30/", bounds(["/1/3/"]))
    assert not lies_between("/1/30/", bounds(["/1/29/", "/1/31/"]))


def test_no_reach_has_no_ranges() -> None:
    assert bounds([]) == []
    assert cover([]) == []


@pytest.mark.parametrize("text", ["", "/", " ", "1/", "/1", "/1/24", "//", "/a/", "/1/ /", "/1/\n"])
def test_what_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(NotAPath):
        bounds([text])


@given(PATHS, st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=5))
def test_the_end_of_a_path_lies_behind_whatever_begins_with_it(path: str, rest: str) -> None:
    assert path + rest < end_of(path)
