"""A relation named by a string is an import that the contracts cannot see."""

import ast

from tests.architecture import tree

RELATIONS = ("ForeignKey", "OneToOneField", "ManyToManyField", "get_model")


def foreign_names(module: ast.AST) -> list[str]:
    """Models of other apps that are named by strings."""
    named = [
        target.value
        for call, function in tree.calls(module)
        if function in RELATIONS
        for target in [*call.args[:1], *(word.value for word in call.keywords if word.arg == "to")]
        if isinstance(target, ast.Constant) and isinstance(target.value, str)
    ]
    looked_up = [
        str(call.args[0].value)
        for call, function in tree.calls(module)
        if function == "get_model"
        and len(call.args) == 2
        and isinstance(call.args[0], ast.Constant)
    ]
    return [*(name for name in named if "." in name), *looked_up]


def test_a_relation_to_another_app_is_an_import() -> None:
    wrong = [
        f"{tree.name(path)}: {target}"
        for path in tree.modules()
        for target in foreign_names(tree.parsed(path))
    ]

    assert wrong == []


def test_the_rule_sees_every_way_to_write_a_name() -> None:
    bad = """
models.ForeignKey("units.Unit", models.PROTECT)
models.OneToOneField(to="units.Unit", on_delete=models.PROTECT)
apps.get_model("units", "Unit")
apps.get_model("units.Unit")
models.ForeignKey("self", models.PROTECT)
models.ForeignKey(Unit, models.PROTECT)
"""
    assert foreign_names(ast.parse(bad)) == ["units.Unit"] * 3 + ["units"]
