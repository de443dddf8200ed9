"""An auditor reads what happened in words: every action that is recorded has them."""

import ast

from tests.architecture import tree
from vungcao.systems.administration.views.words import ACTIONS, topic_words

TOPIC_IN = {"Announcement": "topic", "note": "action"}


def actions(module: ast.AST) -> list[str]:
    """The codes that a module records; one that is put together at run time shows as it is."""
    return [
        str(value.value) if isinstance(value, ast.Constant) else ast.unparse(value)
        for call, name in tree.calls(module)
        if name in {"record", "_record", "Line"}
        for word in call.keywords
        if word.arg == "action"
        for value in choices(word.value)
    ]


def choices(value: ast.expr) -> list[ast.expr]:
    """Both sides of `"a" if … else "b"`."""
    return [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]


def topics(module: ast.Module) -> set[str]:
    """What a module announces and notes in cases, as far as its own constants say it."""
    named = {
        target.id: line.value
        for line in module.body
        if isinstance(line, ast.Assign)
        for target in line.targets
        if isinstance(target, ast.Name)
    }
    said = set()
    for call, name in tree.calls(module):
        given = [
            *call.args[:1],
            *(one.value for one in call.keywords if one.arg == TOPIC_IN.get(name)),
        ]
        for value in given if name in TOPIC_IN else []:
            value = named.get(value.id, value) if isinstance(value, ast.Name) else value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                said.add(("" if name == "Announcement" else "cases.") + value.value)
    return said


def recorded() -> set[str]:
    return {action for path in tree.modules() for action in actions(tree.parsed(path))}


def test_every_recorded_action_has_words() -> None:
    assert "access.granted" in recorded()
    assert sorted(recorded() - ACTIONS.keys()) == []


def test_no_words_stand_for_an_action_that_nobody_records() -> None:
    assert sorted(ACTIONS.keys() - recorded()) == []


def test_every_announcement_has_words() -> None:
    telling = [
        path
        for path in tree.modules()
        if any(f"{name}(" in path.read_text(encoding="utf-8") for name in TOPIC_IN)
    ]

    said = {topic for path in telling for topic in topics(tree.parsed(path))}

    assert {"cases.onestop.judged", "calendar.changed", "onestop.signed"} <= said
    said |= {"cases.onestop.moved", "cases.transferred"}  # named elsewhere
    assert sorted(topic for topic in said if topic_words(topic) == topic) == []


def test_the_rule_reads_both_sides_of_a_choice() -> None:
    source = 'audit.record(by=by, action="a.b" if x else "a.c", subject=y)'

    assert actions(ast.parse(source)) == ["a.b", "a.c"]
