"""docs/configuration.md names exactly the variables that the environment reads."""

import ast
import re

from tests.architecture import tree

ENVIRONMENT = tree.PACKAGE / "runtime/env.py"
DOCUMENT = tree.PROJECT / "docs/configuration.md"
VARIABLE = re.compile(r"[A-Z][A-Z_]+")


def read(module: ast.AST) -> set[str]:
    """Names asked of `given`: by get, by subscript, or by a function that takes it first."""
    asked = {
        str(argument.value)
        for call, name in tree.calls(module)
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant)
        and isinstance(argument.value, str)
        and ("given" in ast.unparse(call.func) or "given" in map(ast.unparse, call.args[:1]))
    }
    return {name for name in asked if VARIABLE.fullmatch(name)}


def documented(text: str) -> set[str]:
    rows = [line for line in text.splitlines() if line.startswith("|")]
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row.split("|")[1])}


def test_the_document_and_the_environment_name_the_same_variables() -> None:
    variables = read(tree.parsed(ENVIRONMENT))

    assert variables == documented(DOCUMENT.read_text("utf-8"))
    assert "VUNGCAO_HOME" in variables


def test_only_the_runtime_reads_the_environment() -> None:
    wrong = [
        f"{tree.name(path)}: {node.attr}"
        for path in tree.modules()
        if not path.is_relative_to(tree.PACKAGE / "runtime")
        and not path.is_relative_to(tree.PACKAGE / "config")
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv"}
    ]

    assert wrong == []


def test_the_rule_sees_each_way_to_ask() -> None:
    source = 'given.get("HOST", "x"); _integer(given, "PORT", 1); other.get("NOT_OURS")'

    assert read(ast.parse(source)) == {"HOST", "PORT"}
    assert documented("| `HOST`, `PORT` | `DEFAULT` |\ntext `NONE`") == {"HOST", "PORT"}
