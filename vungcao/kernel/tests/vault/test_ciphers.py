"""What is sealed opens only as it was, where it was, with the key it had."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.vault import ciphers

KEY, OTHER = bytes(range(32)), bytes(32)


@given(text=st.text(), number=st.integers(1, 2**62))
def test_what_is_sealed_opens_as_it_was_in_nfc(text: str, number: int) -> None:
    sealed = ciphers.seal(KEY, number, text, "people.Person.phone")

    assert ciphers.key_id(sealed) == number
    assert ciphers.unseal(KEY, sealed, "people.Person.phone") == unicodedata.normalize("NFC", text)


@given(text=st.text(min_size=1), place=st.integers(0), bit=st.integers(0, 7))
def test_one_changed_bit_anywhere_keeps_it_shut(text: str, place: int, bit: int) -> None:
    sealed = bytearray(ciphers.seal(KEY, 7, text, "people.Person.phone"))
    sealed[place % len(sealed)] ^= 1 << bit

    with pytest.raises(ciphers.DoesNotOpen):
        ciphers.unseal(KEY, bytes(sealed), "people.Person.phone")


def test_another_key_or_another_field_keeps_it_shut() -> None:
    sealed = ciphers.seal(KEY, 7, "0900 000 123", "people.Person.phone")

    with pytest.raises(ciphers.DoesNotOpen):
        ciphers.unseal(OTHER, sealed, "people.Person.phone")
    with pytest.raises(ciphers.DoesNotOpen):
        ciphers.unseal(KEY, sealed, "people.Person.identifier")


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert ciphers.seal(KEY, 7, "Nùng", "x") != ciphers.seal(KEY, 7, "Nùng", "x")


def test_equal_values_have_equal_fingerprints_within_one_purpose_only() -> None:
    one = ciphers.blind(KEY, "0900 000 123", "phone")

    assert ciphers.blind(KEY, "0900 000 123", "phone") == one
    assert ciphers.blind(KEY, "0900 000 123", "identifier") != one
    assert ciphers.blind(OTHER, "0900 000 123", "phone") != one
    assert "0900" not in one
