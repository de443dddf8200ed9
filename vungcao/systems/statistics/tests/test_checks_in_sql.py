"""Checks compiled to SQL answer the file of cases that binds server and browser: a third reader."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import connection

from vungcao.systems.statistics.rules.checks_in_sql import Compiler, LeftOut
from vungcao.systems.statistics.rules.exact import bounded, scaled
from vungcao.systems.statistics.tests import vectors
from vungcao.systems.statistics.tests.trees import World

INPUTS = {"r1.a": 1, "r1.b": 2, "r2.a": 3}
PLACES = 6
Answer = Fraction | bool | None


def compiled() -> Iterator[tuple[vectors.Case, str]]:
    """The cases of this form, unit and period, each as an expression over its arrays."""
    for case in vectors.cases()["worked_out"]:
        compiler = Compiler(INPUTS, {}, PLACES)
        try:
            yield case, compiler.compiled(vectors._node(case["e"]))
        except LeftOut:
            continue


def arrays(case: vectors.Case) -> list[list[int | None]]:
    """Numbers and states as the database holds them."""
    figures = [World(case).cell(name) for name in INPUTS]
    known = [None if one is None else one.known for one in figures]
    return [
        [None if value is None else scaled(value, PLACES) for value in known],
        [None if one is None else one.state.stored for one in figures],
    ]


def expected(case: vectors.Case) -> Answer:
    said: Any = case["is"][0]
    return Fraction(said) if isinstance(said, str) else said


def answered(value: Any) -> Answer:
    """Where the others stop counting, the database goes on: no figure of a province comes there."""
    return bounded(Fraction(value)) if isinstance(value, Decimal) else value


@pytest.mark.django_db
def test_the_database_answers_the_cases_as_server_and_browser_do() -> None:
    found = list(compiled())
    wrong = []
    with connection.cursor() as cursor:
        for begin in range(0, len(found), 50):
            part = found[begin : begin + 50]
            asked = ", ".join(
                f"(select {sql} from (values (%s::bigint[], %s::smallint[])) t(a, s))"
                for _case, sql in part
            )
            cursor.execute(f"select {asked}", [one for case, _sql in part for one in arrays(case)])
            answers = map(answered, cursor.fetchone())
            for (case, _sql), is_now in zip(part, answers, strict=True):
                if is_now != expected(case):
                    wrong.append((case, is_now))

    assert wrong == []
    assert len(found) > 100


@pytest.mark.parametrize(
    "tree",
    [
        ["h", "r1.a", "p"],
        ["c", "F2:r1.a"],
        ["/", ["c", "r1.a"], ["n", "3"]],
        ["sum", ["k", "r1.a"]],
    ],
)
def test_what_the_answer_alone_cannot_say_is_left_to_the_hand_over(tree: Any) -> None:
    with pytest.raises(LeftOut):
        Compiler(INPUTS, {}, PLACES).compiled(vectors._node(tree))
