"""Contents sealed by pieces: any part opens, nothing may be changed, moved or cut off."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.kernel.vault import ciphers, streams
from vungcao.kernel.vault.ciphers import DoesNotOpen
from vungcao.kernel.vault.streams import PIECE

KEY = ciphers.new_key()
SIZES = st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 17])


def opened(sealed: bytes, start: int = 0, label: str = "a", key_id: int = 7) -> bytes:
    return b"".join(streams.unseal(KEY, key_id, BytesIO(sealed), label, start))


@settings(max_examples=30)
@given(SIZES, st.floats(0, 1))
def test_any_part_of_a_content_opens(size: int, where: float) -> None:
    content = bytes(number % 251 for number in range(size))
    start = int(where * size)

    assert opened(streams.seal(KEY, 7, content, "a"), start) == content[start:]


@pytest.mark.parametrize("cut", [1, 16, PIECE, PIECE + 16, PIECE + 17])
def test_a_content_that_was_cut_does_not_open(cut: int) -> None:
    sealed = streams.seal(KEY, 7, bytes(2 * PIECE), "a")

    with pytest.raises(DoesNotOpen):
        opened(sealed[:-cut])


def test_pieces_that_changed_places_do_not_open() -> None:
    sealed = streams.seal(KEY, 7, bytes(3 * PIECE), "a")
    size, head = PIECE + 16, 25
    first, second = sealed[head : head + size], sealed[head + size : head + 2 * size]

    with pytest.raises(DoesNotOpen):
        opened(sealed[:head] + second + first + sealed[head + 2 * size :])


@settings(max_examples=40)
@given(st.integers(0, 200), st.integers(1, 255))
def test_one_changed_byte_is_found(place: int, change: int) -> None:
    sealed = bytearray(streams.seal(KEY, 7, bytes(160), "a"))
    sealed[place] ^= change

    with pytest.raises(DoesNotOpen):
        opened(bytes(sealed))


def test_a_content_opens_under_its_own_label_and_key_only() -> None:
    sealed = streams.seal(KEY, 7, b"abc", "a")

    for label, key_id in (("b", 7), ("a", 8)):
        with pytest.raises(DoesNotOpen):
            opened(sealed, 0, label, key_id)
