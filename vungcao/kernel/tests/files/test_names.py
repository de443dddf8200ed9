"""What a file is called after somebody sent it."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.files.rules import name_of_type, plain_name, size_in_words


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("D:\\tài liệu\\Đơn xin.docx", "Đơn xin.docx"),
        ("Đo\u031bn.pdf", "Đơn.pdf"),
        ("hoá\u202egpj.exe", "hoágpj.exe"),
        ("a\nb\x00c.txt", "abc.txt"),
        ("  .. ", "tep"),
        ('say "hi"?.txt', "say hi.txt"),
    ],
)
def test_a_name_is_plain(given_name: str, name: str) -> None:
    assert plain_name(given_name) == name


@given(st.text(max_size=400))
def test_any_name_is_short_composed_and_without_a_path(given_name: str) -> None:
    name = plain_name(given_name)

    assert 0 < len(name.encode()) <= 200
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set("/\\\0\r\n\u202e")
    assert plain_name(name) == name


def test_the_ending_says_what_the_content_is() -> None:
    assert name_of_type("don.exe", "application/pdf") == "don.exe.pdf"
    assert name_of_type("ẢNH.JPEG", "image/jpeg") == "ẢNH.JPEG"


@pytest.mark.parametrize(
    ("size", "said"),
    [(3, "3 byte"), (1024, "1 KB"), (20 * 1024**2, "20 MB"), (1_600_000, "1,5 MB")],
)
def test_a_size_is_said_as_officers_say_it(size: int, said: str) -> None:
    assert size_in_words(size) == said
