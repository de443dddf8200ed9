"""Checks and computed cells: what a tree comes to, what it leaves open, what is refused."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings

from vungcao.systems.statistics.rules import ast, checks, computing, history
from vungcao.systems.statistics.rules.ast import Node
from vungcao.systems.statistics.rules.circles import Circle, order
from vungcao.systems.statistics.rules.exact import Figure
from vungcao.systems.statistics.rules.reading import Reader
from vungcao.systems.statistics.tests import second_way, trees
from vungcao.systems.statistics.tests.trees import World

ROWS, COLUMNS = ("r1", "r2", "r3"), ("a", "b")
CELLS = {f"{row}.{column}" for row in ROWS for column in COLUMNS} - {"r3.b"} | {"F2:r1.a"}
FORM = checks.Cells(ROWS, COLUMNS, CELLS.__contains__)


def node(tree: Any) -> Node:
    reader = Reader(lambda name: True)
    found = reader.number(tree, "e") or reader.truth(tree, "e")
    assert found, reader.faults
    return found


def faults(tree: Any) -> list[str]:
    reader = Reader(CELLS.__contains__)
    reader.truth(tree, "e")
    return [f"{one.place}: {one.says}" for one in reader.faults]


def check(**changed: Any) -> dict[str, Any]:
    plain = {"id": "1", "level": "block", "at": "r1.a", "say": "a nhỏ hơn b"}
    return {**plain, "e": ["<", ["c", "r1.a"], ["c", "r1.b"]], **changed}


@settings(max_examples=100)
@given(trees.truths, trees.worlds)
def test_a_tree_comes_to_what_a_second_way_finds(tree: Any, world: dict[str, Any]) -> None:
    assert ast.written(node(tree)) == tree
    for part in trees.below(tree):
        assert ast.evaluate(node(part), World(world)) == second_way.answer(part, world)


def test_a_total_adds_what_is_there_and_a_sum_waits_for_all() -> None:
    parts = [["c", "r1.a"], ["c", "r2.a"], ["c", "r3.a"]]
    half = World({"cells": {"r1.a": {"s": "v", "v": "4"}, "r3.a": {"s": "x", "v": ""}}})

    total = ast.figure(node(["tot", *parts]), half)

    assert total == Figure(value=Fraction(4), is_partial=True)
    assert ast.evaluate(node(["sum", *parts]), half) is None
    assert ast.evaluate(node(["sum", *parts[::2]]), half) == 4


def test_the_units_below_are_added_and_one_that_has_not_reported_leaves_the_sum_open() -> None:
    tree = ["=", ["c", "r1.a"], ["sum", ["k", "r1.a"]]]
    nine, four, five = ({"s": "v", "v": text} for text in "945")

    def holds(*below: Any) -> ast.Value:
        return ast.evaluate(node(tree), World({"cells": {"r1.a": nine}, "below": {"r1.a": below}}))

    assert holds(four, five) is True
    assert holds(four, four) is False
    assert holds(four, None) is None
    assert holds() is None


def test_a_total_over_a_partial_total_inherits_the_mark() -> None:
    formulas = {
        "r3.a": node(["+", ["c", "r2.a"], ["n", "1"]]),
        "r2.a": node(["tot", ["c", "r1.a"], ["c", "r1.b"]]),
    }
    sheet = computing.Sheet(formulas, World({"cells": {"r1.a": {"s": "v", "v": "2"}}}))

    assert sheet.computed["r3.a"] == Figure(value=Fraction(3), is_partial=True)


def test_a_chain_of_squares_becomes_unknown_instead_of_endless() -> None:
    squares = {f"r{n + 1}.a": node(["*", ["c", f"r{n}.a"], ["c", f"r{n}.a"]]) for n in range(60)}

    sheet = computing.Sheet(squares, World({"cells": {"r0.a": {"s": "v", "v": "3"}}}))

    assert sheet.computed["r4.a"].value == 3**16
    assert sheet.computed["r60.a"].known is None


def test_a_tree_names_what_it_reads() -> None:
    tree = node(
        ["<=", ["c", "r1.a"], ["tot", ["k", "r1.b"], ["h", "F2:r1.a", "y"], ["c", "F2:r1.a"]]]
    )

    assert ast.here(tree) == {"r1.a"}
    assert {(one.form, one.cell, one.of) for one in ast.references(tree)} == {
        ("", "r1.a", ""),
        ("", "r1.b", "k"),
        ("F2", "r1.a", "y"),
        ("F2", "r1.a", ""),
    }


@pytest.mark.parametrize(
    ("tree", "fault"),
    [
        (["<", ["c", "r9.a"], ["n", "1"]], "e[1][1]: không có ô “r9.a”"),
        (["<", ["n", 1], ["n", "1"]], "e[1][1]: phải là chữ trong ngoặc kép"),
        (["<", ["n", "1,5"], ["n", "1"]], "e[1][1]: “1,5” không phải là số viết như 1234.5"),
        (["<", ["n", "1"]], "e: phép “<” không nhận 1 thành phần"),
        (["pow", ["n", "1"]], "e: không có phép tính “pow”"),
        (["<", ["c", "r1.a"], "r1.b"], "e[2]: phải là một danh sách bắt đầu bằng tên phép tính"),
        (["+", ["n", "1"], ["n", "1"]], "e: ở đây phải là điều kiện đúng hoặc sai, không phải “+”"),
        (["not", ["c", "r1.a"]], "e[1]: ở đây phải là điều kiện đúng hoặc sai, không phải “c”"),
        (["<", ["not", ["is", "r1.a", "v"]], ["n", "1"]], "e[1]: ở đây phải là số"),
        (["<", ["k", "r1.a"], ["n", "1"]], "e[1]: “k” chỉ đứng trong “sum” hoặc “tot”"),
        (["is", "r1.a", "q"], "e[2]: không có trạng thái “q”"),
        (["<", ["h", "r1.a", "z"], ["n", "1"]], "e[1][2]: không có dãy “z”"),
        (["<", ["round", ["n", "1"], "9"], ["n", "1"]], "e[1][2]: số chữ số lẻ phải từ 0 đến 6"),
    ],
)
def test_a_mistake_in_a_tree_is_said_by_its_place(tree: Any, fault: str) -> None:
    (found,) = faults(tree)

    assert found.startswith(fault)


def test_all_mistakes_are_said_at_once_and_depth_and_size_are_capped() -> None:
    deep: Any = ["n", "1"]
    for _ in range(3000):
        deep = ["neg", deep]
    wide = ["sum", *(["n", "1"] for _ in range(3000))]

    assert len(faults(["and", ["is", "r9.a", "v"], ["is", "r1.a", "q"]])) == 2
    assert ["quá dài" in one for one in faults(["<", deep, ["n", "1"]])] == [True]
    assert ["quá dài" in one for one in faults(["<", wide, ["n", "1"]])] == [True]


def test_a_check_over_rows_is_spread_over_those_that_have_all_its_cells() -> None:
    raw = check(over="r", at="*.a", e=["<", ["c", "*.a"], ["c", "*.b"]])

    (found,), wrong = checks.read([raw], FORM)

    assert wrong == ()
    assert found.written() == {**raw, "over": ["r1", "r2"]}
    assert [one.at for one in found.spread()] == ["r1.a", "r2.a"]
    lookup = World({"cells": {"r1.a": {"s": "v", "v": "4"}, "r1.b": {"s": "p", "v": ""}}})
    assert [one.at for one in checks.failed([found], lookup)] == ["r1.a"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"level": "stop"}, "checks[0].level: phải là một trong block, explain, notice"),
        ({"say": " "}, "checks[0].say: còn trống"),
        ({"at": "r9.a"}, "checks[0].at: không có ô “r9.a”"),
        ({"over": "rows"}, "checks[0].over: phải là “r”, “c”"),
        ({"over": "r"}, "checks[0].over: “over” cần dấu *"),
        ({"over": ["r3"], "at": "*.b"}, "checks[0].over: không dòng, cột nào"),
        ({"over": ["r1", "r3"], "at": "*.b"}, "checks[0].over: thiếu ô ở: r3"),
        ({"at": "*.a"}, "checks[0].over: không dòng, cột nào"),
        ({"e": ["is", "*.a", "v"]}, "checks[0].e[1]: không có ô “*.a”"),
        ({"lvl": 1}, "checks[0]: không hiểu: lvl"),
    ],
)
def test_a_mistake_in_a_check_is_said_by_its_place(changed: dict[str, Any], fault: str) -> None:
    found, (wrong,) = checks.read([check(**changed)], FORM)

    assert found == ()
    assert f"{wrong.place}: {wrong.says}".startswith(fault)


def test_two_checks_have_two_codes() -> None:
    _, (wrong,) = checks.read([check(), check()], FORM)

    assert wrong.says == "mã kiểm tra “1” dùng hai lần"


def test_computed_cells_that_need_each_other_are_refused_with_the_circle_named() -> None:
    long = {str(n): {str(n + 1)} for n in range(2000)}

    assert order(long)[0] == "1999"
    with pytest.raises(Circle, match="b → c → b"):
        order({"a": {"b"}, "b": {"c", "z"}, "c": {"b"}})


def test_the_middle_of_a_units_history_is_not_moved_by_one_wild_figure() -> None:
    figures = [Fraction(number) for number in (10, 12, 11, 900)]

    assert history.median(figures) == Fraction(23, 2)
    assert history.deviation(figures) == 1
    assert history.median([]) is history.deviation([]) is None
