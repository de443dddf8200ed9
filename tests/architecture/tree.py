"""The files of the product, as the rules of this folder read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeAlias

import vungcao

PACKAGE = Path(vungcao.__file__).parent
PROJECT = PACKAGE.parent
GENERATED = {"__pycache__", "node_modules", "build", "dist"}
HIDDEN = {".ci", ".gitattributes", ".gitignore", ".gitkeep"}  # all else is some tool's own

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    """How a failure names a file."""
    return str(path.relative_to(PROJECT))


def is_test(path: Path) -> bool:
    return "tests" in path.relative_to(PROJECT).parts or path.name == "conftest.py"


@cache
def files() -> tuple[Path, ...]:
    """Every file that a clone holds, without what tools leave behind."""
    return tuple(sorted(_walk(PROJECT)))


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        is_hidden = path.name.startswith(".") and path.name not in HIDDEN
        if is_hidden or path.name in GENERATED or path.suffix == ".egg-info":
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.suffix not in {".mo", ".pyc"}:
            yield path


@cache
def modules() -> tuple[Path, ...]:
    """The product's own Python files, without its tests and migrations."""
    return tuple(
        path
        for path in files()
        if path.suffix == ".py"
        and path.is_relative_to(PACKAGE)
        and "migrations" not in path.parts
        and not is_test(path)
    )


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of what it calls: `cursor` for `connection.cursor()`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, last_part(node.func)


def last_part(called: ast.expr) -> str:
    """Written out only where it is neither a name nor an attribute: that takes long."""
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ast.unparse(called).rpartition(".")[2]


def functions(tree: ast.AST) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def imports(tree: ast.AST) -> Iterator[str]:
    """Every imported name with its module: `django.db.connection`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def templates() -> tuple[Path, ...]:
    return tuple(path for path in files() if path.suffix == ".html" and "templates" in path.parts)


def table(path: Path, columns: int, heading: str = "") -> list[list[str]]:
    """The rows of the Markdown tables of `path` with so many columns, below `heading` if given."""
    text = path.read_text(encoding="utf-8")
    if heading:
        text = text.partition(f"\n{heading}\n")[2].partition("\n## ")[0]
    rows = [line.strip().strip("|") for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    ruled = [number for number, row in enumerate(cells) if set("".join(row)) <= set("-: ")]
    heads = {number - 1 for number in ruled} | set(ruled)
    return [row for number, row in enumerate(cells) if number not in heads and len(row) == columns]
