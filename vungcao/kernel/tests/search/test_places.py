"""Places in a text, snippets, what might have been meant: pure rules, held against plain ones."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.search import rules
from vungcao.kernel.search.rules import Called, Gazetteer

DISTRICT, WARD, COMMUNE = 1, 2, 3
NAMES = (
    Called(DISTRICT, "Huyện", "Lục Ngạn"),
    Called(WARD, "Phường", "Chũ"),
    Called(COMMUNE, "Xã", "Lục Ngạn"),
)
ALSO = {
    DISTRICT: frozenset({"Phường Chũ", "Xã Lục Ngạn"}),
    WARD: frozenset({"Huyện Lục Ngạn"}),
    COMMUNE: frozenset({"Huyện Lục Ngạn"}),
}
PLACES = Gazetteer(NAMES, ALSO)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Bà con huyện Lục Ngạn trồng vải", {DISTRICT}),
        ("bà con HUYỆN LỤC NGẠN", {DISTRICT}),
        ("ở Lục Ngạn năm nay", {DISTRICT, COMMUNE}),
        ("phường Chũ", {WARD}),
        ("Chũ", set()),
        ("lục ngạn", set()),
        ("luc ngan", set()),
        (unicodedata.normalize("NFD", "huyện Lục Ngạn"), {DISTRICT}),
        ("", set()),
    ],
)
def test_a_place_is_met_by_its_full_name_or_as_a_name_is_written(text: str, met: set[int]) -> None:
    assert PLACES.places(text) == met


def test_a_text_is_found_by_what_its_places_were_or_have_become() -> None:
    assert PLACES.names("Phường Chũ vào vụ") == ["Huyện Lục Ngạn"]
    assert PLACES.names("Huyện Lục Ngạn vào vụ") == ["Phường Chũ", "Xã Lục Ngạn"]
    assert PLACES.names("Vào vụ vải") == []


@given(st.lists(st.sampled_from(["Huyện Lục Ngạn", "phường Chũ", "và", "vải", "Lục"]), max_size=8))
def test_all_places_of_a_text_are_met(said: list[str]) -> None:
    met = PLACES.places(" , ".join(said))

    assert (DISTRICT in met) == ("Huyện Lục Ngạn" in said)
    assert (WARD in met) == ("phường Chũ" in said)


LONG = "Mở đầu. " * 60 + "Bà con dân tộc Sán Dìu hát soong hao. " + "Kết thúc. " * 60


def test_a_snippet_is_cut_around_what_was_asked_for() -> None:
    pieces = rules.cut(LONG, "soong hao")

    assert [text for text, is_asked in pieces if is_asked] == ["soong", "hao"]
    assert pieces[0] == pieces[-1] == ("…", False)
    assert len("".join(text for text, _ in pieces)) < 260


@given(st.text(alphabet="ab đồng,. ", max_size=600), st.sampled_from(["a", "b đ", "zz", ""]))
def test_a_snippet_is_a_stretch_of_the_text(text: str, asked: str) -> None:
    shown = "".join(piece for piece, _ in rules.cut(text, asked)).strip("…")

    assert shown in unicodedata.normalize("NFC", " ".join(text.split()))
    assert bool(shown) == bool(text.split())


def test_what_was_meant_is_said_in_words_of_a_title() -> None:
    titles = ["Thôn mẫu 1 sửa đường vào thôn", "Hội hát soong hao"]

    assert rules.nearest("song hoa", titles) == ["soong hao"]
    assert rules.nearest("xyzt", titles) == []
    assert rules.nearest("soong hao", titles) == []


def test_words_that_are_being_typed_go_on_in_a_title() -> None:
    assert rules.begun("Lục Ng") == "'luc':B & 'ng':*B"
    assert rules.begun(" / ") == ""
    assert rules.is_met("Xã Lục Ngạn", "luc nga")
    assert not rules.is_met("Xã Lục Ngạn", "huyen luc ngan")
