"""An auditor reads what happened in words: every action that is recorded has them."""

import ast

from tests.architecture import tree
from vungcao.systems.administration.views.words import ACTIONS


def actions(module: ast.AST) -> list[str]:
    """The codes that a module records; one that is put together at run time shows as it is."""
    return [
        str(value.value) if isinstance(value, ast.Constant) else ast.unparse(value)
        for call, name in tree.calls(module)
        if name in {"record", "_record"}
        for word in call.keywords
        if word.arg == "action"
        for value in choices(word.value)
    ]


def choices(value: ast.expr) -> list[ast.expr]:
    """Both sides of `"a" if … else "b"`."""
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def recorded() -> set[str]:
    return {action for path in tree.modules() for action in actions(tree.parsed(path))}


def test_every_recorded_action_has_words() -> None:
    assert "access.granted" in recorded()
    assert sorted(recorded() - ACTIONS.keys()) == []


def test_no_words_stand_for_an_action_that_nobody_records() -> None:
    assert sorted(ACTIONS.keys() - recorded()) == []


def test_the_rule_reads_both_sides_of_a_choice() -> None:
    source = 'audit.record(by=by, action="a.b" if x else "a.c", subject=y)'

    assert actions(ast.parse(source)) == ["a.b", "a.c"]
