"""docs/glossary.md is the one list of words: what the code is called, and what users read."""

import re
from pathlib import Path

from django.apps import apps

from tests.architecture import tree
from tests.architecture.test_services import public, service_files
from tests.architecture.test_texts import msgids

GLOSSARY = tree.PROJECT / "docs/glossary.md"
IDENTIFIER = re.compile(r"`(\w+)`")


def rows() -> list[list[str]]:
    return tree.table(GLOSSARY, columns=3)


def identifiers() -> set[str]:
    """Words in backticks, of the second column and, for verbs, of the note beside it."""
    return {word for row in rows() for cell in row[1:] for word in IDENTIFIER.findall(cell)}


def terms(cell: str) -> list[str]:
    return [term.strip().casefold() for term in cell.split(" / ")]


def models() -> set[str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("vungcao.")]
    return {model.__name__ for model in ours if ".tests." not in model.__module__}


def verbs(files: list[Path]) -> set[str]:
    """The first word of every service that changes something in somebody's name."""
    return {
        service.name.partition("_")[0]
        for path in files
        for service in public(tree.parsed(path))
        if "by" in [argument.arg for argument in service.args.kwonlyargs]
    }


def sentences() -> str:
    """All that users may read."""
    marked = [text for path in tree.modules() for text in msgids(tree.parsed(path))]
    written = [path.read_text("utf-8") for path in tree.templates()]
    return "\n".join([*marked, *written]).casefold()


def is_met(term: str, text: str) -> bool:
    """As whole words: "xã" is not met in "xãi"."""
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) is not None


def test_every_model_is_a_word_of_the_glossary() -> None:
    assert "Unit" in models()
    assert sorted(models() - identifiers()) == []


def test_every_verb_of_a_service_is_a_word_of_the_glossary() -> None:
    assert "apply" in verbs(service_files())
    assert sorted(verbs(service_files()) - identifiers()) == []


def test_every_term_is_met_on_a_screen() -> None:
    text = sentences()

    told = [term for row in rows() for term in terms(row[0])]
    assert [term for term in told if not is_met(term, text)] == []


def test_no_term_stands_for_two_notions() -> None:
    told = [term for row in rows() for term in terms(row[0])]

    assert sorted({term for term in told if told.count(term) > 1}) == []


def test_the_page_is_read_as_it_looks() -> None:
    assert terms("bảng / phiên bản") == ["bảng", "phiên bản"]
    assert is_met("xã", "cấp xã,")
    assert not is_met("xã", "xãi")
    assert {"Unit", "is_receiver", "withdraw"} <= identifiers()
