"""Figures are read as Vietnamese officers type them, kept exactly, and never guessed."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.statistics.rules import exact
from vungcao.systems.statistics.rules.exact import Convention, Fault, Figure, State, Unreadable
from vungcao.systems.statistics.tests import trees


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        (" 1 234 ", "1234"),
        ("1.234.567", "1234567"),
        ("−12,50", "-12.5"),
        ("-0", "0"),
        ("007", "7"),
    ],
)
def test_a_cell_is_read_the_vietnamese_way(text: str, value: str) -> None:
    assert exact.read(text, 2) == Figure(value=Fraction(value))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1.5", Fault.OTHER_STYLE),
        ("1,234.5", Fault.OTHER_STYLE),
        ("0.125", Fault.OTHER_STYLE),
        ("1.234 567", Fault.NOT_A_NUMBER),
        ("12 hộ", Fault.NOT_A_NUMBER),
        ("1e3", Fault.NOT_A_NUMBER),
        ("1,234", Fault.TOO_FINE),
        ("9" * 16, Fault.TOO_BIG),
    ],
)
def test_what_could_mean_two_things_is_refused_with_a_hint(text: str, fault: Fault) -> None:
    assert exact.read(text, 2) == Unreadable(text, fault)
    assert exact.HINTS[fault]


@pytest.mark.parametrize(
    ("text", "state", "sign"),
    [("", "n", ""), ("-", "p", "–"), ("KPS", "p", "–"), ("...", "c", "…"), ("X", "x", "x")],
)
def test_the_four_empties_are_typed_and_shown(text: str, state: str, sign: str) -> None:
    figure = exact.read(text, 0)

    assert figure == Figure(State(state))
    assert exact.shown(Figure(State(state)), 0) == sign


def test_nothing_occurred_counts_zero_and_the_other_empties_are_unknown() -> None:
    known = {state: Figure(state, Fraction(7)).known for state in State}

    assert known == {"v": 7, "p": 0, "n": None, "c": None, "x": None}
    assert [state.stored for state in State] == [0, 1, 2, 3, 4]


def test_a_block_is_english_only_when_nothing_in_it_is_plainly_vietnamese() -> None:
    english = exact.read_block([["", "1,234", "1.5"], ["x", "2,000", "-"]], [0, 0, 1])
    mixed = exact.read_block([["1,5", "1.5"]], [1, 1])

    assert english.how is Convention.ENGLISH
    assert english.lines[0][1:] == (Figure(value=Fraction(1234)), Figure(value=Fraction(3, 2)))
    assert mixed.how is Convention.VIETNAMESE
    assert mixed.lines[0][1] == Unreadable("1.5", Fault.OTHER_STYLE)
    assert exact.convention(["1.234", "12"]) is Convention.VIETNAMESE


def test_halves_go_away_from_zero() -> None:
    rounded = [exact.half_away(Fraction(n, 8), 2) for n in (1, -1, 3)]

    assert rounded == [Fraction("0.13"), Fraction("-0.13"), Fraction("0.38")]
    assert exact.write(Fraction(-1, 3), 2) == "-0,33"
    assert exact.write(Fraction(-1, 1000), 2) == "0"


@pytest.mark.parametrize("text", ["1,5", "01", "1.50", "-0", "1e3", "", "1.25", "+1", " 1"])
def test_what_travels_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match="no canonical figure"):
        exact.from_canonical(text, 1)


def test_what_would_have_to_be_rounded_is_not_stored() -> None:
    assert exact.scaled(Fraction("12.5"), 1) == 125
    with pytest.raises(ValueError, match="does not fit"):
        exact.scaled(Fraction(1, 3), 3)


@settings(max_examples=60)
@given(st.integers(-(10**17), 10**17), st.integers(0, 6))
def test_a_stored_figure_comes_back_from_every_spelling(units: int, places: int) -> None:
    value = exact.unscaled(units, places)
    travels = exact.canonical(value, places)

    assert exact.scaled(value, places) == units
    if abs(value) < 10 ** exact.most_digits(places):
        assert exact.from_canonical(travels, places) == value
        assert exact.read(exact.write(value, places), places) == Figure(value=value)


@settings(max_examples=60)
@given(trees.typed, st.integers(0, 3))
def test_any_text_is_read_or_refused_and_what_is_shown_reads_the_same(
    text: str, places: int
) -> None:
    reading = exact.read(text, places)

    if isinstance(reading, Figure):
        assert exact.read(exact.shown(reading, places), places) == reading
    else:
        assert reading.text == exact.clean(text)
