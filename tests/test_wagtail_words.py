"""Editors of the portal will read Wagtail in Vietnamese: one word per notion, nothing broken."""

import gettext
import re
import unicodedata
from pathlib import Path

import pytest
from django.utils import translation

from tests import wagtail_words
from tests.architecture import tree
from tests.architecture.test_texts import OLD_MARKS
from tests.wagtail_words import DOMAINS, HOLE, TAG, catalogue, messages, pairs, texts

GLOSSARY = tree.PROJECT / "docs/wagtail-words.md"
# Nothing in them is a word.
SAME = re.compile(r"Wagtail API v\d|[\W\s]*")
# "Bạn" talks down to an officer, "xuất bản" is what a publishing house does, the rest is English.
NEVER = re.compile(
    r"\b(bạn|của bạn|vui lòng|xuất bản|kiểm duyệt|slug|snippet|workflow|url|click|thành công)\b",
    re.I,
)
TWICE = re.compile(r"\b(\w+) \1\b", re.I)

BOTH = pytest.mark.parametrize("domain", DOMAINS)


def bare(text: str) -> str:
    """Without places and tags, whose words are nobody's."""
    return TAG.sub(" ", HOLE.sub(" ", text))


def terms() -> list[tuple[list[str], list[str], list[str]]]:
    rows = [line.strip("|").split("|") for line in GLOSSARY.read_text("utf-8").splitlines()[13:]]
    split = re.compile(r"[;,]")
    return [
        (
            [word.strip() for word in split.split(english)],
            [word.strip() for word in split.split(vietnamese)],
            [word.strip() for word in split.split(apart) if word.strip()],
        )
        for english, vietnamese, apart in rows
    ]


@BOTH
def test_nothing_is_doubtful_empty_or_left_in_english(domain: str) -> None:
    found = list(messages(catalogue(domain)))

    assert [m.id for m in found if m.fuzzy or not all(texts(m.string))] == []
    assert [
        m.id
        for m in found
        if texts(m.string)[0] in texts(m.id) and not SAME.fullmatch(bare(texts(m.id)[0]))
    ] == []


@BOTH
def test_the_header_says_whose_language_it_is_and_that_it_has_one_number(domain: str) -> None:
    said = catalogue(domain).read_text("utf-8").partition("\n\n")[0]

    assert '"Language: vi\\n"' in said
    assert '"Plural-Forms: nplurals=1; plural=0;\\n"' in said
    assert {len(texts(m.string)) for m in messages(catalogue(domain))} == {1}


def test_places_and_tags_are_those_of_the_english() -> None:
    differ = [
        english
        for english, said in pairs()
        if sorted(HOLE.findall(english)) != sorted(HOLE.findall(said))
        or sorted(TAG.findall(english)) != sorted(TAG.findall(said))
        or [re.match(r"\s*", t)[0] for t in (english, english[::-1])]  # type: ignore[index]
        != [re.match(r"\s*", t)[0] for t in (said, said[::-1])]  # type: ignore[index]
    ]

    assert differ == []


def test_it_is_written_as_the_product_writes() -> None:
    said = [text for _english, text in pairs()]

    assert [text for text in said if not unicodedata.is_normalized("NFC", text)] == []
    assert [text for text in said if OLD_MARKS.search(text)] == []
    assert [text for text in said if NEVER.search(bare(text)) or TWICE.search(bare(text))] == []
    assert [text for text in said if re.search(r"'[^']*%\(|\"%\(", TAG.sub("", text))] == []


def test_each_notion_has_one_word() -> None:
    astray = []
    for words, ours, apart in terms():
        told = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, words))})(?![\w-])", re.I)
        for english, said in pairs():
            meant = told.search(bare(english)) and not any(one in english for one in apart)
            if meant and not any(word in said.casefold() for word in map(str.casefold, ours)):
                astray.append((words[0], english, said))

    assert astray == []


def test_the_glossary_is_used() -> None:
    told = " ".join(english for english, _said in pairs()).casefold()
    unused = [
        word for words, _ours, _apart in terms() for word in words if word.casefold() not in told
    ]

    assert len(terms()) > 50
    assert unused == []


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Publish", "Đăng"),
        ("Unpublish", "Gỡ xuống"),
        ("Save draft", "Lưu bản nháp"),
        ("Submit for moderation", "Gửi duyệt"),
        ("Awaiting your review", "Đang chờ chị/anh duyệt"),
        ("Compare with live version", "So với bản đang đăng"),
    ],
)
def test_gettext_finds_the_words_of_an_editor(english: str, vietnamese: str) -> None:
    found = gettext.translation("django", wagtail_words.FOLDER, languages=["vi"])

    assert found.gettext(english) == vietnamese


def test_a_number_is_said_in_one_way() -> None:
    found = gettext.translation("django", wagtail_words.FOLDER, languages=["vi"])

    said = [found.ngettext("Publish 1 page", "Publish %(counter)s pages", n) for n in (1, 5)]

    assert said == ["Đăng %(counter)s trang"] * 2


def test_django_says_them_in_vietnamese_and_leaves_english_alone() -> None:
    with translation.override("vi"):
        assert translation.gettext("Save draft") == "Lưu bản nháp"
        assert translation.gettext("Tên đăng nhập") == "Tên đăng nhập"
    with translation.override("en"):
        assert translation.gettext("Save draft") == "Save draft"
        assert translation.gettext("Tên đăng nhập") == "User name"


def test_what_an_installed_wagtail_says_beyond_ours_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "admin/locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    english = 'msgid ""\nmsgstr ""\n\nmsgid "Publish"\nmsgstr ""\n\nmsgid "Juggle"\nmsgstr ""\n'
    (folder / "django.po").write_text(english, "utf-8")

    found = wagtail_words.compare(tmp_path)

    assert found.missing["django"] == {("", "Juggle", False)}
    assert ("", "Save draft", False) in found.gone["django"]
    assert ("", "Publish", False) not in found.gone["django"]
    assert found.covered() == 0.5


def test_the_rules_see_what_is_wrong() -> None:
    assert NEVER.search("Bạn hãy xuất bản")
    assert TWICE.search("trang trang")
    assert HOLE.findall("%(n)s trang {x}") == ["%(n)s", "{x}"]
    assert TAG.findall('<a href="%(u)s">x</a>') == ['<a href="%(u)s">', "</a>"]
