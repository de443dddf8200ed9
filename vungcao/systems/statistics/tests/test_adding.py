"""Figures added over units and over time: order and grouping never matter, gaps are always said."""

import random
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.statistics.rules import adding
from vungcao.systems.statistics.rules.adding import Added, Part, Way
from vungcao.systems.statistics.rules.exact import BLANK, Figure, State

SUMS = (Way.SUM, Way.SUM)
figures = st.one_of(
    st.builds(lambda units: Figure(value=Fraction(units, 10)), st.integers(-50, 50)),
    st.sampled_from([Figure(state) for state in list(State)[1:]]),
)
weights = st.one_of(st.just(adding.ONE), figures)
parts = st.lists(st.tuples(figures, weights, st.integers(0, 2)), max_size=8).map(
    lambda drawn: [
        Part(figure, weight, at=2025301 + number, missing=missing)
        for number, (figure, weight, missing) in enumerate(drawn)
    ]
)
ways = st.sampled_from(Way)


def value(number: int) -> Part:
    return Part(Figure(value=Fraction(number)))


def empty(state: str) -> Part:
    return Part(Figure(State(state)))


def months(*found: Part) -> list[Part]:
    return [Part(one.figure, at=2025301 + number) for number, one in enumerate(found)]


@settings(max_examples=80)
@given(parts, ways, st.randoms(), st.integers(0, 8))
def test_neither_order_nor_grouping_matters(
    found: list[Part], way: Way, chance: random.Random, cut: int
) -> None:
    whole = adding.add(found, way)
    mixed = chance.sample(found, len(found))

    assert adding.add(mixed, way) == whole
    assert adding.said(adding.gather(mixed[:cut], way) + adding.gather(mixed[cut:], way), way) == (
        whole
    )


@settings(max_examples=40)
@given(parts, st.sampled_from([Way.SUM, Way.MAX]), st.integers(1, 7))
def test_villages_added_by_commune_come_to_the_same_figure(
    found: list[Part], way: Way, cut: int
) -> None:
    communes = [group for group in (found[:cut], found[cut:]) if group]
    by_commune = [adding.add(group, way) for group in communes]

    again = adding.add([Part(one.figure, missing=one.missing) for one in by_commune], way)

    assert (again.figure, again.missing) == (
        adding.add(found, way).figure,
        adding.add(found, way).missing,
    )


@settings(max_examples=40)
@given(parts, parts, st.integers(0, 8))
def test_a_ratio_divides_what_both_sides_have(
    upper: list[Part], lower: list[Part], cut: int
) -> None:
    pairs = list(zip(upper, lower, strict=False))
    both = [(one.figure.known, two.figure.known) for one, two in pairs]
    known = [(one, two) for one, two in both if one is not None and two is not None]
    below = sum((two for _, two in known), Fraction(0))

    left, right = (adding.gather_ratio(half, SUMS) for half in (pairs[:cut], pairs[cut:]))
    ratio = adding.said_ratio(left + right, SUMS)

    assert ratio == adding.said_ratio(adding.gather_ratio(pairs, SUMS), SUMS)
    if known and below:
        assert ratio.figure.known == sum((one for one, _ in known), Fraction(0)) / below
    else:
        assert ratio.figure.known is None


@pytest.mark.parametrize(
    ("way", "figure"),
    [
        (Way.SUM, Figure(value=Fraction(12))),
        (Way.MEAN, Figure(value=Fraction(4))),
        (Way.MAX, Figure(value=Fraction(7))),
        (Way.LAST, Figure(value=Fraction(5))),
        (Way.NONE, Figure(State.NOT_APPLICABLE)),
    ],
)
def test_each_way_makes_one_figure_of_many(way: Way, figure: Figure) -> None:
    found = months(value(7), empty("p"), empty("x"), value(5))

    assert adding.add(found, way) == Added(figure)


@pytest.mark.parametrize(
    ("states", "figure", "mark"),
    [
        ("", BLANK, ""),
        ("xx", Figure(State.NOT_APPLICABLE), ""),
        ("ppx", Figure(State.NONE_OCCURRED), ""),
        ("pn", Figure(State.NONE_OCCURRED, is_partial=True), "thiếu 1 nơi"),
        ("ncx", BLANK, "thiếu 2 nơi"),
        ("ccx", Figure(State.NOT_COLLECTED), "thiếu 2 nơi"),
    ],
)
def test_empties_alone_make_an_empty_figure(states: str, figure: Figure, mark: str) -> None:
    added = adding.add(map(empty, states), Way.SUM)

    assert (added.figure, added.mark()) == (figure, mark)


def test_what_is_there_is_added_and_says_how_many_places_it_lacks() -> None:
    added = adding.add(
        [value(4), empty("n"), empty("c"), Part(value(1).figure, missing=3)], Way.SUM
    )

    assert added.figure == Figure(value=Fraction(5), is_partial=True)
    assert added.mark() == "thiếu 5 nơi"


def test_the_last_figure_lacks_only_what_came_after_it() -> None:
    early, late = (
        adding.add(months(*found), Way.LAST)
        for found in ([empty("n"), value(3), value(4)], [value(3), empty("n"), empty("n")])
    )

    assert early == Added(Figure(value=Fraction(4)))
    assert late == Added(Figure(value=Fraction(3), is_partial=True), 2)
    assert late.mark("kỳ") == "thiếu 2 kỳ"


def test_a_mean_weighs_and_leaves_out_what_has_no_weight() -> None:
    found = [Part(value(10).figure, value(3).figure), Part(value(2).figure, value(1).figure)]
    without = Part(value(99).figure, BLANK)

    assert adding.add(found, Way.MEAN).figure.value == 8
    assert adding.add([*found, without], Way.MEAN) == Added(
        Figure(value=Fraction(8), is_partial=True), 1
    )


def test_one_figure_alone_needs_no_adding() -> None:
    assert adding.add([value(3), empty("x")], Way.NONE) == Added(value(3).figure)
    assert adding.add([empty("c")], Way.NONE).figure == Figure(State.NOT_COLLECTED)


def test_units_and_periods_are_added_each_by_its_own_setting() -> None:
    units = [months(value(4), value(6)), months(value(1), empty("n")), months(empty("x"))]

    population = adding.add_both(units, Way.SUM, Way.LAST)
    births = adding.add_both(units, Way.SUM, Way.SUM)

    assert population == Added(Figure(value=Fraction(7), is_partial=True), 1)
    assert births == Added(Figure(value=Fraction(11), is_partial=True), 1)


@pytest.mark.parametrize(
    ("pairs", "figure", "missing"),
    [
        ([(1, 4), (1, 1)], Figure(value=Fraction(2, 5)), 0),
        ([(1, 4), (9, None)], Figure(value=Fraction(1, 4), is_partial=True), 1),
        ([(None, 4)], BLANK, 1),
        ([(0, 0)], Figure(State.NOT_APPLICABLE), 0),
        ([(0, 0), (None, 4)], BLANK, 1),
    ],
)
def test_a_ratio_of_a_province_is_no_mean_of_ratios(
    pairs: list[Any], figure: Figure, missing: int
) -> None:
    found = [tuple(empty("n") if one is None else value(one) for one in pair) for pair in pairs]

    ratio = adding.said_ratio(adding.gather_ratio(((a, b) for a, b in found), SUMS), SUMS)

    assert ratio == Added(figure, missing)


def test_a_ratio_says_once_what_either_side_of_it_lacks() -> None:
    half = Part(value(4).figure, missing=2)
    pairs = [(value(1), half), (half, Part(value(1).figure, missing=1)), (empty("n"), value(1))]

    assert adding.said_ratio(adding.gather_ratio(pairs, SUMS), SUMS).missing == 5
