"""Habits that no linter knows: where shared things go, how lists are ordered, who tells whom."""

import ast

from tests.architecture import tree

NOBODYS = {"utils", "helpers", "common", "mixins"}
LIFECYCLE = {"pre_migrate", "post_migrate"}  # Django tells us, not we each other


def orderings(module: ast.AST) -> list[int]:
    """Lines at which a class Meta orders its rows behind the reader's back."""
    return [
        statement.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef) and node.name == "Meta"
        for statement in node.body
        if isinstance(statement, (ast.Assign, ast.AnnAssign))
        for target in getattr(statement, "targets", [getattr(statement, "target", None)])
        if isinstance(target, ast.Name) and target.id == "ordering"
    ]


def signals(module: ast.AST) -> list[str]:
    """Signals that a module defines or hears, Django's own life cycle excepted."""
    return [
        name
        for name in tree.imports(module)
        if name.startswith("django.dispatch")
        or (name.startswith("django.db.models.signals.") and name.split(".")[-1] not in LIFECYCLE)
    ]


def test_a_shared_function_lives_with_its_noun() -> None:
    python = [path for path in tree.files() if path.suffix == ".py"]
    wrong = [tree.name(path) for path in python if NOBODYS & {*path.parent.parts[-4:], path.stem}]

    assert wrong == []


def test_every_list_says_its_own_order() -> None:
    wrong = [
        f"{tree.name(path)}:{line}"
        for path in tree.modules()
        for line in orderings(tree.parsed(path))
    ]

    assert wrong == []


def test_packages_call_each_other_and_send_no_signals() -> None:
    wrong = [
        f"{tree.name(path)}: {name}"
        for path in tree.modules()
        for name in signals(tree.parsed(path))
    ]

    assert wrong == []


def test_the_rules_see_what_they_forbid() -> None:
    bad = """
from django.db.models.signals import post_save, pre_migrate
from django.dispatch import receiver
class A:
    class Meta:
        ordering = ["pk"]
"""
    module = ast.parse(bad)

    assert orderings(module) == [6]
    assert signals(module) == ["django.db.models.signals.post_save", "django.dispatch.receiver"]
