"""Formulas are read or refused by the character, worked out exactly, and meant the same in SQL."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.statistics.rules import compiling, formulas, grammar, measuring
from vungcao.systems.statistics.rules.circles import Circle
from vungcao.systems.statistics.rules.formulas import Source, Wrong
from vungcao.systems.statistics.rules.measuring import Described

Pair = tuple[str, Callable[[dict[str, Any]], Fraction]]
SEXES = {"sex": ["1", "2"]}
INDICATORS = {
    "0101": Described("người", {**SEXES, "ethnic": ["3"]}),
    "0102": Described("hộ"),
    "0103": Described("", is_ratio=True),
}


class Unknown(Exception):
    """What an oracle of its own says when a figure is not known."""


def take(known: dict[str, Any], name: str) -> Fraction:
    if known.get(name) is None:
        raise Unknown
    return Fraction(known[name])


def joined(sign: str, one: Pair, two: Pair) -> Pair:
    """The text of two joined by a sign, and what Python's own operator makes of them."""
    text = f"({one[0]}) {sign} ({two[0]})"
    return text, lambda known: eval(  # the sign is one of four
        f"a {sign} b", {"a": one[1](known), "b": two[1](known)}
    )


def called(name: str, one: Pair, two: Pair) -> Pair:
    pick = min if name == "min" else max
    return f"{name}({one[0]}, {two[0]})", lambda known: pick(one[1](known), two[1](known))


def otherwise(one: Pair, two: Pair) -> Pair:
    def answer(known: dict[str, Any]) -> Fraction:
        try:
            return one[1](known)
        except (Unknown, ZeroDivisionError):
            return two[1](known)

    return f"coalesce({one[0]}, {two[0]})", answer


leaves: st.SearchStrategy[Pair] = st.one_of(
    st.integers(0, 40).map(lambda n: (f"{n / 4}", lambda known: Fraction(n, 4))),
    st.sampled_from("abcd").map(lambda name: (f"#{{{name}}}", lambda known: take(known, name))),
)
pairs = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(joined, st.sampled_from("+-*/"), inner, inner),
        st.builds(called, st.sampled_from(["min", "max"]), inner, inner),
        st.builds(otherwise, inner, inner),
        inner.map(lambda one: (f"-({one[0]})", lambda known: -one[1](known))),
    ),
    max_leaves=6,
)


@settings(max_examples=60)
@given(pairs, st.dictionaries(st.sampled_from("abcd"), st.integers(-9, 9)))
def test_a_formula_comes_to_what_pythons_own_operators_say(
    pair: Pair, known: dict[str, Any]
) -> None:
    text, oracle = pair
    try:
        expected: Fraction | None = oracle(known)
    except (Unknown, ZeroDivisionError):
        expected = None

    found = formulas.evaluate(
        grammar.read(text),
        lambda source: None if known.get(source.code) is None else Fraction(known[source.code]),
    )

    assert found == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 - 3 - 4", "-5"),
        ("12 / 4 / 3 * 2", "2"),
        ("2 + 3 * -4", "-10"),
        ("round(1 / 8, 2) + round(-1 / 8, 2)", "0"),
        ("div(-7, 2)", "-3"),
        ("nullif(1, 1 + 1)", "1"),
        ("abs(-0.5)", "0.5"),
        ("1 / 3 * 3", "1"),
    ],
)
def test_signs_and_functions_mean_what_they_do_on_paper(text: str, value: str) -> None:
    assert formulas.evaluate(grammar.read(text), lambda source: None) == Fraction(value)


@pytest.mark.parametrize("text", ["1 / 0", "div(1, 0)", "nullif(2, 2)", "1 + #{a}", "min(1, #{a})"])
def test_what_is_not_known_spreads(text: str) -> None:
    assert formulas.evaluate(grammar.read(text), lambda source: None) is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("#{0101}; drop table x", "ký tự 8: không hiểu “; drop tab”"),
        ("__import__('os')", "ký tự 1: không hiểu"),
        ("((1", "ký tự 4: công thức chưa xong"),
        ("", "ký tự 1: công thức chưa xong"),
        ("1,5", "ký tự 2: không hiểu “,5”"),
        ("1.5.2", "ký tự 1: không hiểu"),
        ("12345678901234567", "ký tự 1: không hiểu"),
        ("#{0101|}", "ký tự 8: không hiểu “}”"),
        ("pow(2, 3)", "ký tự 1: không có hàm “pow”"),
        ("1 + min(2)", "ký tự 5: hàm “min” không nhận 1 thành phần"),
        ("round(1, 2.5)", "ký tự 10: số chữ số lẻ"),
        ("-" * 60 + "1", "ký tự 1: lồng nhau quá 50 tầng"),
        ("1" + "+1" * 600, "ký tự 1: dài quá 500 thành phần"),
        ("1 " * 2001, "ký tự 4001: dài quá 4000 ký tự"),
    ],
)
def test_what_cannot_be_read_is_said_by_its_character(text: str, wrong: str) -> None:
    with pytest.raises(Wrong) as refused:
        grammar.read(text)

    assert str(refused.value).startswith(wrong)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("#{0101|sex=1} + #{0101|sex=2}", "người"),
        ("100 * #{0101|sex=1} / #{0101}", ""),
        ("#{0101} / #{0102}", "người/hộ"),
        ("100 - #{0103}", ""),
        ("coalesce(#{0101}, 0) * 2", "người"),
        ("1 / #{0102}", "1/hộ"),
    ],
)
def test_the_unit_of_measure_follows_from_the_formula(text: str, unit: str) -> None:
    formula = grammar.read(text)

    assert measuring.faults(formula, INDICATORS.get) == []
    assert measuring.unit_of_measure(formula, INDICATORS.get) == unit


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("#{0101} + #{0102}", ["ký tự 1: các số ở đây không cùng đơn vị tính"]),
        ("2 * max(#{0101}, #{0103})", ["ký tự 5: các số ở đây không cùng đơn vị tính"]),
        ("#{9}", ["ký tự 1: không có chỉ tiêu “9”"]),
        (
            "#{0102|sex=1} + #{0101|sex=7}",
            [
                "ký tự 1: chỉ tiêu “0102” không chia theo “sex”",
                "ký tự 17: phân tổ “sex” không có “7”",
            ],
        ),
        ("#{0101|sex=1,sex=2}", ["ký tự 1: chỉ tiêu “0101” nhắc hai lần một phân tổ"]),
    ],
)
def test_a_formula_over_what_does_not_fit_is_refused(text: str, wrong: list[str]) -> None:
    assert list(map(str, measuring.faults(grammar.read(text), INDICATORS.get))) == wrong


def test_formulas_that_need_each_other_are_refused_with_the_circle_named() -> None:
    read = {code: grammar.read(text) for code, text in {"a": "#{b}", "b": "#{a} + #{c}"}.items()}

    with pytest.raises(Circle, match="a → b → a"):
        formulas.in_order(read)


def test_a_formula_of_formulas_comes_down_to_what_is_counted() -> None:
    texts = {"rate": "100 * #{poor} / #{all}", "gap": "#{rate|sex=2} - #{rate|sex=1}"}
    read = {code: grammar.read(text) for code, text in texts.items()}

    found = formulas.expanded(read)["gap"]

    assert formulas.dependencies(read["gap"]) == {"rate"}
    assert {(one.code, one.items) for one in formulas.sources(found)} == {
        (code, (("sex", sex),)) for code in ("poor", "all") for sex in "12"
    }
    twice = {**read, "half": grammar.read("#{gap|sex=1}")}
    with pytest.raises(Wrong, match="đã chia theo"):
        formulas.expanded(twice)
    double = {f"f{n + 1}": grammar.read(f"#{{f{n}}} + #{{f{n}}}") for n in range(30)}
    with pytest.raises(Wrong, match="dài quá"):
        formulas.expanded(double)


# Cell, state, value in hundredths: a = 2.50 of two parts, b = 7 and a gap, c nothing, d not known.
ROWS = "(values (1, 0, 100), (1, 0, 150), (2, 0, 700), (2, 1, null), (3, 2, null), (4, 3, null))"
CELLS = {"a": (1,), "b": (2,), "c": (3,), "d": (4,), "e": (), "ab": (1, 2)}
KNOWN = {"a": "2.5", "b": "7", "c": "0", "ab": "9.5"}
SAID = """
#{a} + #{b} * #{ab}; 7 / 2; #{b} / 2; 100 * #{a} / #{b}; #{a} / #{b} / #{ab} * 0.000001;
1 - 2 - 3; --#{a}; abs(-#{a}) - -1; #{b} / #{c}; #{c} + 1; #{d} + 1; #{e}; coalesce(#{e}, 3);
1 / 3 * 3; 1 / (1 / 3 * 3 - 1); nullif(1 / 3 * 3, 1); nullif(#{a}, 2.5); nullif(#{a}, #{d});
round(1 / 3 * 3 / 2, 0); round(-#{b} / 2, 0); div(-#{b}, 2); div(1, #{c}); coalesce(#{d}, #{a});
min(#{a}, #{b}, 3); max(#{a}, #{d}); min(#{a}, #{d}); min(#{a}, max(#{b}, #{ab}) - 8)
"""


def test_the_database_comes_to_the_same(db: None) -> None:
    texts = SAID.split(";")
    read = list(map(grammar.read, texts))
    expected = [formulas.evaluate(one, known) for one in read]

    made = compiling.compiled(read, lambda source: compiling.Cells(CELLS[source.code], 2))
    inner = f"with o (cell, state, value) as {ROWS} select {', '.join(made.columns)} from o"
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(made.expressions)} from ({inner}) s", made.parameters)
        row = cursor.fetchone()

    wrong = [
        (text, want, found)
        for text, want, found in zip(texts, expected, row, strict=True)
        if (found is None) != (want is None)
        or (want is not None and abs(Fraction(found) - want) > Fraction(1, 10**20))
    ]
    assert wrong == []


def known(source: Source) -> Fraction | None:
    return Fraction(KNOWN[source.code]) if source.code in KNOWN else None
