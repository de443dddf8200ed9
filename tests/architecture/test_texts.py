"""What is written down: letters composed one way, and nothing that belongs to one machine."""

import ast
import re
import unicodedata
from pathlib import Path

from tests.architecture import tree

TEXTS = {".py", ".html", ".md", ".csv", ".toml", ".txt", ".css", ".js", ".yml", ".po", ".svg", ""}
INDEX = re.compile(r"--(?:extra-)?index-url|--find-links|pypi\.org/simple|/simple/", re.I)
MACHINE = re.compile(r"(?<![\w.~}])/(?:home|Users|root|work|mnt)/[a-z]|\b[A-Z]:\\\\?Users")
# "hoá", "Uỷ", "khoẻ": the mark stands on the vowel that ends the syllable.
OLD_MARKS = re.compile(r"[òóỏõọ][ae](?!\w)|(?<![qQ])[ùúủũụ]y(?!\w)", re.I)
MARKED = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
}


def texts() -> list[tuple[Path, str]]:
    return [(p, p.read_text("utf-8")) for p in tree.files() if p.suffix in TEXTS]


def msgids(module: ast.AST) -> list[str]:
    """The sentences of a module that are marked for translation."""
    return [
        argument.value
        for call, name in tree.calls(module)
        if name in MARKED
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


def test_every_text_is_composed() -> None:
    wrong = [tree.name(p) for p, text in texts() if not unicodedata.is_normalized("NFC", text)]

    assert wrong == []


def test_sentences_on_screens_place_tone_marks_the_same_way() -> None:
    sentences = [(path, text) for path in tree.modules() for text in msgids(tree.parsed(path))] + [
        (path, path.read_text("utf-8")) for path in tree.templates()
    ]
    wrong = [
        f"{tree.name(path)}: {mark.group()} in {text[max(0, mark.start() - 10) : mark.end()]!r}"
        for path, text in sentences
        for mark in OLD_MARKS.finditer(text)
    ]

    assert wrong == []


def test_no_file_names_a_package_index_or_a_place_on_somebodys_machine() -> None:
    wrong = [
        f"{tree.name(path)}: {found}"
        for path, text in texts()
        if path != Path(__file__)
        for found in [*INDEX.findall(text), *MACHINE.findall(text)]
    ]

    assert wrong == []


def test_the_rules_see_what_they_forbid() -> None:
    assert OLD_MARKS.findall("Ủy ban, hóa đơn, khỏe") == ["Ủy", "óa", "ỏe"]
    assert OLD_MARKS.findall("Uỷ ban, hoá đơn, quý, hoàn, mùa, thuỷ, toán") == []
    assert msgids(ast.parse('_("một"); gettext_lazy("hai"); print("ba")')) == ["một", "hai"]
    assert MACHINE.search("see /home/an/notes")
    assert not MACHINE.search("deploy to /var/lib/vungcao, ~/home/x, vungcao/work/y")
    assert INDEX.search("pip install --index-url x")
