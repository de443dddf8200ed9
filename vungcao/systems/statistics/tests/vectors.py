"""The cases of `vectors.json`, and what the rules of the server make of them.

The browser's twins answer the same file in `tests/journeys/test_statistics_twins.py`. Readings hold
state, canonical text, fault and what is shown; trees hold the exact answer and whether it lacks.
"""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from vungcao.systems.statistics.rules import ast, exact
from vungcao.systems.statistics.rules.exact import Convention, Figure, State, Unreadable
from vungcao.systems.statistics.rules.reading import Reader
from vungcao.systems.statistics.tests.trees import World

PATH = Path(__file__).with_name("vectors.json")
Case = dict[str, Any]


def cases() -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = json.loads(PATH.read_text("utf-8"))
    return found


def read(case: Case) -> Any:
    """How the block is written, and each text as the given way reads it."""
    how, places = Convention(case["how"]), case["places"]
    cells = [_cell(exact.read(text, places, how), places) for text in case["texts"]]
    return [exact.convention(case["texts"]), cells]


def _cell(reading: exact.Reading, places: int) -> list[str]:
    if isinstance(reading, Unreadable):
        return ["e", reading.text, reading.fault, reading.text]
    is_value = reading.state is State.VALUE
    travels = exact.canonical(reading.value, places) if is_value else ""
    return [reading.state, travels, "", exact.shown(reading, places)]


def written(case: Case) -> Any:
    """A rational rounded, as it travels, and as it is shown."""
    value, places = Fraction(case["value"]), case["places"]
    rounded = exact.half_away(value, places)
    figure = Figure(value=value)
    return [said(rounded), exact.canonical(value, places), exact.shown(figure, places)]


def worked_out(case: Case) -> Any:
    """What a tree comes to, whether something is missing in it, and which cells it reads."""
    node, world = _node(case["e"]), World(case)
    value = ast.evaluate(node, world)
    return [said(value), ast.lacks(node, world), sorted(ast.here(node))]


def filled(case: Case) -> Any:
    """The cells that a tree reads for one row or column."""
    return sorted(ast.here(ast.filled(_node(case["e"]), case["key"])))


def _node(tree: Any) -> ast.Node:
    reader = Reader(lambda name: True)
    node = reader.number(tree, "e") or reader.truth(tree, "e")
    assert node, reader.faults
    return node


def said(value: ast.Value) -> Any:
    """As both languages spell it: numerator and denominator, a truth, or nothing."""
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value


ANSWERS = {"read": read, "written": written, "worked_out": worked_out, "filled": filled}
