"""What is said on screens and marked for translation, read from templates and modules."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from django.utils.translation.template import templatize

from tests.architecture import tree

# What Django makes of the tags of a template; the rest of what it returns is no Python.
IN_TEMPLATE = re.compile(
    r"""(?<!\w)(n?p?gettext)\((u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"))"""
    r"""(?:,\s*(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")))?""",
    re.S,
)
IN_MODULE = {"_", "_t", "gettext", "gettext_lazy"}
IN_MODULE_MANY = {"ngettext", "ngettext_lazy"}

Said: TypeAlias = tuple[str, bool]  # the sentence, and whether it is said of a number of things


def of_template(text: str) -> Iterator[Said]:
    for kind, first, _second in IN_TEMPLATE.findall(templatize(text)):
        yield str(ast.literal_eval(first)), kind.startswith("n")


def of_module(module: ast.AST) -> Iterator[Said]:
    for call, name in tree.calls(module):
        if name in IN_MODULE | IN_MODULE_MANY and call.args:
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value, name in IN_MODULE_MANY


def of_choices(module: ast.AST) -> Iterator[Said]:
    """What is chosen from; names of columns appear on no page."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Attribute) and base.attr.endswith("Choices") for base in node.bases
        ):
            yield from of_module(node)


def of_file(path: Path) -> Iterator[Said]:
    if path.suffix == ".html":
        return of_template(path.read_text("utf-8"))
    if path.name == "models.py" or "models" in path.parent.parts:
        return of_choices(tree.parsed(path))
    return of_module(tree.parsed(path))
