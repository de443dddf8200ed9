"""What the documents say of files is true."""

import re
from pathlib import Path

import pytest

from tests.architecture import tree

# A path of ours in backticks; a place in braces, stars or dots is a pattern and not a path.
PATH = re.compile(
    r"`((?:vungcao|tests|docs|data|deploy|\.ci)/[\w./-]*\w/?|[A-Z]+\.md|Makefile|pyproject\.toml)`"
)
LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")

DOCUMENTS = [path for path in tree.files() if path.suffix == ".md"]
ALL = pytest.mark.parametrize("document", DOCUMENTS, ids=tree.name)


def missing_paths(text: str) -> list[str]:
    return [path for path in PATH.findall(text) if not (tree.PROJECT / path).exists()]


def missing_links(text: str, folder: Path) -> list[str]:
    return [link for link in LINK.findall(text) if not (folder / link).exists()]


@ALL
def test_names_files_that_exist(document: Path) -> None:
    assert missing_paths(document.read_text("utf-8")) == []


@ALL
def test_links_to_files_that_exist(document: Path) -> None:
    assert missing_links(document.read_text("utf-8"), document.parent) == []


def test_the_index_of_decisions_names_each_of_them() -> None:
    folder = tree.PROJECT / "docs/adr"
    index = (folder / "README.md").read_text("utf-8")
    decisions = [path.name for path in folder.glob("[0-9]*.md")]

    assert decisions
    assert [name for name in sorted(decisions) if f"({name})" not in index] == []


def test_a_decision_is_short_and_has_a_number_of_its_own() -> None:
    decisions = sorted((tree.PROJECT / "docs/adr").glob("[0-9]*.md"))
    numbers = [path.name[:4] for path in decisions]
    long = [path.name for path in decisions if len(path.read_text("utf-8").splitlines()) > 30]

    assert sorted(set(numbers)) == numbers
    assert long == []


def test_the_index_of_the_manual_names_each_page() -> None:
    folder = tree.PROJECT / "docs/manual"
    index = (folder / "README.md").read_text("utf-8")
    pages = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")

    assert [name for name in pages if f"({name})" not in index] == []


def test_the_rules_see_what_is_missing() -> None:
    text = "`vungcao/none.py` `vungcao/kernel/` `tests/*.py` [a](none.md) [b](https://x.vn/a)"

    assert missing_paths(text) == ["vungcao/none.py"]
    assert missing_links(text, tree.PROJECT) == ["none.md"]
