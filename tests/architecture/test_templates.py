"""A template is an import too: it builds on the web's templates and on those of its own system."""

import re
from pathlib import Path

import pytest

from tests.architecture import tree

TAG = re.compile(r"{%\s*(extends|include|fixed)\s+(\S+)(.*?)%}", re.S)
STYLE = re.compile(r"""<[^>]*\sstyle\s*=\s*["']|<style[\s>]""", re.I)
SCRIPT = re.compile(
    r"""<script(?![^>]*\s(?:src|type="application/json")\b)|<[^>]*\son[a-z]+\s*=""", re.I
)
LINES = 150
EXTENDS = 2

EDITOR = tree.PACKAGE / "config/editor/templates"  # in place of Wagtail's, and built on those

ALL = pytest.mark.parametrize(
    "template",
    [one for one in tree.templates() if not one.is_relative_to(EDITOR)],
    ids=tree.name,
)


def home(template: Path) -> Path:
    return next(parent for parent in template.parents if parent.name == "templates")


def sources(text: str) -> list[tuple[str, str, str]]:
    """Tag, name and rest; a name that is no literal is kept with a question mark."""
    return [
        (tag, word[1:-1] if word[0] in "\"'" else f"?{word}", rest.strip())
        for tag, word, rest in TAG.findall(text)
    ]


def found(template: Path, name: str) -> Path | None:
    places = (home(template) / name, tree.PACKAGE / "web/templates" / name)
    return next((place for place in places if place.is_file()), None)


def extensions(template: Path) -> int:
    """How often the template extends another one, up to the last."""
    parents = [name for tag, name, _ in sources(template.read_text("utf-8")) if tag == "extends"]
    above = found(template, parents[0]) if parents else None
    return 0 if above is None else 1 + extensions(above)


@ALL
def test_builds_on_the_web_and_on_its_own_system(template: Path) -> None:
    for tag, name, rest in sources(template.read_text("utf-8")):
        assert found(template, name), f"{name} is neither of the web nor of the own system"
        assert tag != "include" or re.search(r"\bonly$", rest), f"{name} without only"


@ALL
def test_extends_at_most_twice_and_is_short(template: Path) -> None:
    assert extensions(template) <= EXTENDS
    assert len(template.read_text("utf-8").splitlines()) <= LINES


@ALL
def test_holds_no_style_and_no_script(template: Path) -> None:
    text = template.read_text("utf-8")

    assert STYLE.findall(text) == []
    assert SCRIPT.findall(text) == []


def test_a_system_keeps_its_templates_in_a_folder_of_its_name() -> None:
    wrong = [
        tree.name(path)
        for path in tree.templates()
        if path.is_relative_to(tree.PACKAGE / "systems")
        and path.relative_to(home(path)).parts[0] != home(path).parent.name
    ]

    assert wrong == []


def test_the_rules_see_what_they_forbid() -> None:
    assert sources('{% include "a.html" with b=c only %}') == [
        ("include", "a.html", "with b=c only")
    ]
    assert sources("{% include name %}") == [("include", "?name", "")]
    assert STYLE.search('<p class="a" style="color: red">')
    assert STYLE.search("<style>")
    assert SCRIPT.search("<script>alert(1)</script>")
    assert SCRIPT.search('<a href="#" onclick="go()">')
    assert not SCRIPT.search('<script src="/static/ui.js" defer></script>')
