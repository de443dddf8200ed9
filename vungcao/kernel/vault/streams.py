"""Sealing whole contents: AES-256-GCM by pieces, so that a part can be opened without the rest.

Layout: version (1 byte) · data key id (8) · salt (16) · pieces of 64 KiB, each with its tag. Every
content has a key of its own, derived from the data key by the salt; the nonce is the number of the
piece and whether it is the last, so that none can be left out, moved or cut off.
"""

import os
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vungcao.kernel.vault.ciphers import DoesNotOpen

VERSION = b"\x02"
PIECE = 64 * 1024
_SALT = 16
_HEAD = 1 + 8 + _SALT
_TAG = 16


def seal(key: bytes, key_id: int, content: bytes, label: str) -> bytes:
    salt = os.urandom(_SALT)
    cipher = _cipher(key, salt, label)
    last = _pieces(len(content)) - 1
    sealed = [VERSION + key_id.to_bytes(8) + salt]
    for number in range(last + 1):
        piece = content[number * PIECE : (number + 1) * PIECE]
        sealed.append(cipher.encrypt(_nonce(number, number == last), piece, _bound(label, key_id)))
    return b"".join(sealed)


def unseal(
    key: bytes, key_id: int, sealed: BinaryIO, label: str, start: int = 0
) -> Iterator[bytes]:
    """The content from `start` on, by pieces. Raises `DoesNotOpen` for anything that was changed.

    A changed piece is found when it is reached: what came before it has already been given out.
    """
    sealed.seek(0, os.SEEK_END)
    body = sealed.tell() - _HEAD
    last = (body - 1) // (PIECE + _TAG)
    sealed.seek(0)
    head = sealed.read(_HEAD)
    if body < _TAG or head[:1] != VERSION or head[1:9] != key_id.to_bytes(8):
        raise DoesNotOpen(label)
    cipher = _cipher(key, head[9:], label)
    first = min(start // PIECE, last)
    sealed.seek(_HEAD + first * (PIECE + _TAG))
    for number in range(first, last + 1):
        skipped = start - first * PIECE if number == first else 0
        try:
            nonce = _nonce(number, number == last)
            piece = cipher.decrypt(nonce, sealed.read(PIECE + _TAG), _bound(label, key_id))
        except (InvalidTag, ValueError):
            raise DoesNotOpen(label) from None
        yield piece[skipped:]


def _pieces(size: int) -> int:
    return max(1, -(-size // PIECE))  # an empty content has one empty piece


def _cipher(key: bytes, salt: bytes, label: str) -> AESGCM:
    derived = HKDF(SHA256(), 32, salt, f"content:{label}".encode()).derive(key)
    return AESGCM(derived)


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def _bound(label: str, key_id: int) -> bytes:
    return f"{label}#{key_id}".encode()
