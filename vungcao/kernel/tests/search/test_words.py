"""Folding, against a table of letters written out by hand; numbers; questions."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.kernel.search import rules

# The oracle shares nothing with the code: each row is one plain letter and all that folds to it.
TABLE = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}
PLAIN = {letter: plain for plain, letters in TABLE.items() for letter in letters}
TONED = "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
LETTERS = "".join(TABLE.values()) + "bcghklmnpqrstvx"

vietnamese = st.text(alphabet=LETTERS, min_size=1, max_size=8)
PAIRS = [("hoà", "hòa"), ("uỷ", "ủy"), ("thuý", "thúy"), ("loè", "lòe"), ("hoá", "hóa")]


def by_hand(word: str) -> str:
    return "".join(PLAIN.get(letter, letter) for letter in word)


@settings(max_examples=300)
@given(vietnamese)
def test_a_plain_word_is_what_the_table_says_however_it_was_encoded(word: str) -> None:
    for typed in (word, word.upper(), unicodedata.normalize("NFD", word)):
        assert rules.folded(typed) == by_hand(word)


@settings(max_examples=300)
@given(vietnamese, vietnamese)
def test_words_that_differ_in_letters_differ_exactly(one: str, other: str) -> None:
    """At most one tone a syllable, as in the language; then only its place may differ."""
    if sum(letter in TONED for letter in one) > 1 or sum(letter in TONED for letter in other) > 1:
        return
    if by_hand(one) != by_hand(other):
        assert rules.exact(one) != rules.exact(other)


def test_the_place_of_the_tone_makes_no_difference_its_kind_does() -> None:
    for one, other in PAIRS:
        assert one != other
        assert rules.exact(one) == rules.exact(other)
    assert len({rules.exact(word) for word in ("ma", "má", "mà", "mả", "mã", "mạ")}) == 6
    assert rules.exact("tư") != rules.exact("tu")


def test_a_number_is_one_word_and_its_parts() -> None:
    assert rules.words("Quyết định số 414/QĐ-TTg,") == [
        "quyết", "định", "số", "414/qđ-ttg", "414", "qđ", "ttg",
    ]  # fmt: skip
    assert rules.words("272/2025/NĐ-CP")[0] == "272/2025/nđ-cp"
    assert rules.words("vừa/hoặc") == ["vừa", "hoặc"]


def test_an_empty_question_asks_nothing() -> None:
    assert rules.ask(" / – ").is_empty
    assert rules.ask("").is_empty
    assert not rules.ask("a").is_empty


@settings(max_examples=200)
@given(st.text(max_size=60))
def test_whatever_is_typed_quotes_stay_closed(text: str) -> None:
    question = rules.ask(text)

    assert question.loose.count("'") % 2 == 0
    assert "".join(piece for piece, _ in rules.marked(text, text)) == (
        unicodedata.normalize("NFC", text)
    )


def test_what_was_asked_for_is_marked() -> None:
    assert rules.marked("Xã Lục Ngạn", "luc nga") == [
        ("Xã ", False), ("Lục", True), (" ", False), ("Ngạn", True),
    ]  # fmt: skip
