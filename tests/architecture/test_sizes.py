"""Files and functions stay small enough to be read in one go; migrations are not read."""

import ast
from collections.abc import Iterable

from tests.architecture import tree

FILE = 500
FUNCTION = 60
VIEW = 25
NESTING = 4
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def length(function: tree.Function) -> int:
    """Lines from `def` to the end, without decorators."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def depth(node: ast.AST) -> int:
    """How many blocks stand inside each other; `elif` is the same `if`."""
    if isinstance(node, ast.If) and len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        return max(depth(node.orelse[0]), 1 + max(map(depth, node.body)))
    children = [
        depth(child)
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, (tree.Function, ast.ClassDef))
    ]
    return isinstance(node, BLOCKS) + max(children, default=0)


def too_long(functions: Iterable[tree.Function], limit: int) -> list[str]:
    return [f"{f.lineno} {f.name}: {length(f)}" for f in functions if length(f) > limit]


def test_no_file_is_longer_than_500_lines() -> None:
    code = [path for path in tree.files() if path.suffix in {".py", ".css", ".js"}]
    wrong = [
        tree.name(path)
        for path in code
        if "migrations" not in path.parts and len(path.read_text("utf-8").splitlines()) > FILE
    ]

    assert wrong == []


def test_no_function_is_longer_than_60_lines() -> None:
    wrong = [
        f"{tree.name(path)}:{place}"
        for path in tree.files()
        if path.suffix == ".py" and "migrations" not in path.parts
        for place in too_long(tree.functions(tree.parsed(path)), FUNCTION)
    ]

    assert wrong == []


def test_no_view_is_longer_than_25_lines() -> None:
    wrong = [
        f"{tree.name(path)}:{place}"
        for path in tree.modules()
        if path.name == "views.py" or "views" in path.parts
        for place in too_long(tree.functions(tree.parsed(path)), VIEW)
    ]

    assert wrong == []


def test_no_more_than_four_blocks_stand_inside_each_other() -> None:
    wrong = [
        f"{tree.name(path)}:{function.lineno} {function.name}"
        for path in tree.modules()
        for function in tree.functions(tree.parsed(path))
        if depth(function) > NESTING
    ]

    assert wrong == []


def test_lines_and_blocks_are_counted_as_a_reader_counts_them() -> None:
    (flat,) = tree.functions(ast.parse("def f():\n    if a:\n        b\n    elif c:\n        d\n"))
    (deep,) = tree.functions(ast.parse("def f():\n  for a in b:\n    with c:\n      if d: e\n"))

    assert (length(flat), depth(flat)) == (5, 1)
    assert (length(deep), depth(deep)) == (4, 3)
    assert too_long([flat, deep], 4) == ["1 f: 5"]
