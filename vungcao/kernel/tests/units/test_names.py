"""A name is the same however it was typed; what differs in letters or tones stays different."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.units import names
from vungcao.kernel.units.models import Form

LETTERS = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)
words = st.text(LETTERS, min_size=1, max_size=7)
called = (
    st.lists(words, min_size=1, max_size=4)
    .map(" ".join)
    .filter(lambda text: names.read(text).form is None)
)


@given(text=called)
def test_case_spaces_and_decomposed_letters_do_not_matter(text: str) -> None:
    wild = "  " + unicodedata.normalize("NFD", text.upper().replace(" ", "   ")) + " "

    assert names.fold(wild) == names.fold(text)


@given(text=called, prefix=st.sampled_from(["Xã ", "xã  ", "X. ", "PHƯỜNG ", "P.", "TT ", "TX. "]))
def test_the_word_before_a_name_does_not_matter(text: str, prefix: str) -> None:
    assert names.fold(prefix + text) == names.fold(text)
    assert names.read(prefix + text).form is not None


@given(text=called)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert names.fold(names.fold(text)) == names.fold(text)
    assert names.fold_toneless(text).isascii()


@given(one=called, other=called)
def test_names_of_different_letters_stay_different(one: str, other: str) -> None:
    def letters(text: str) -> str:
        return unicodedata.normalize("NFD", text.replace(" ", "").replace("đ", "d"))

    if sorted(letters(one)) != sorted(letters(other)):
        assert names.fold(one) != names.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa Bình", "Hoà Bình"),
        ("Thúy Sơn", "Thuý Sơn"),
        ("Quý Sơn", "Qúy Sơn"),
        ("Xã Vân Sơn", "x. VÂN  SƠN"),
        ("Thị Xã Việt Yên", "Thị xã Việt Yên"),
        ("TP Bắc Giang", "Thành phố Bắc Giang"),
        ("Tổ dân phố số 3", "TDP số 3"),
    ],
)
def test_ways_in_which_officers_write_the_same_name(one: str, other: str) -> None:
    assert names.fold(one) == names.fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tân Sơn", "Tản Sơn"), ("Đông Sơn", "Dông Sơn"), ("Phú Lâm", "Hú Lâm"), ("Tân Mỹ", "Tân My")],
)
def test_names_that_only_look_alike_are_told_apart(one: str, other: str) -> None:
    assert names.fold(one) != names.fold(other)


def test_a_form_alone_is_a_name() -> None:
    assert names.read("Bản") == names.Reading("ban\u0309", "ban", None)
    assert names.read("Thôn Bản").form == Form.HAMLET
