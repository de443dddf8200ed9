"""AES-256-GCM and HMAC-SHA256, and nothing else. A sealed text says with which data key it opens.

Layout: version (1 byte) · data key id (8 bytes) · nonce (12 bytes) · ciphertext and tag. The label
of the field and the data key's id are authenticated, so that a sealed text moved to another row or
another field does not open.
"""

import hmac
import os
import unicodedata
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
_HEAD = 1 + 8
_NONCE = 12


class DoesNotOpen(ValueError):
    """The sealed text was changed, moved to another field, or belongs to another key."""


def new_key() -> bytes:
    return AESGCM.generate_key(256)


def encrypt(key: bytes, plain: bytes, label: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, label)


def decrypt(key: bytes, sealed: bytes, label: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], label)
    except (InvalidTag, ValueError):
        raise DoesNotOpen(label.decode()) from None


def seal(key: bytes, key_id: int, text: str, label: str) -> bytes:
    plain = unicodedata.normalize("NFC", text).encode()
    return VERSION + key_id.to_bytes(8) + encrypt(key, plain, _bound(label, key_id))


def unseal(key: bytes, sealed: bytes, label: str) -> str:
    return decrypt(key, sealed[_HEAD:], _bound(label, key_id(sealed))).decode()


def key_id(sealed: bytes) -> int:
    """Which data key opens a sealed text. Raises `DoesNotOpen` for anything else."""
    if len(sealed) < _HEAD + _NONCE or sealed[:1] != VERSION:
        raise DoesNotOpen("not a sealed text")
    return int.from_bytes(sealed[1:_HEAD])


def blind(key: bytes, text: str, purpose: str) -> str:
    """A keyed fingerprint, for finding equal values without opening them; one key per purpose."""
    derived = hmac.digest(key, f"blind index:{purpose}".encode(), sha256)
    return hmac.digest(derived, unicodedata.normalize("NFC", text).encode(), sha256).hex()


def _bound(label: str, number: int) -> bytes:
    return f"{label}#{number}".encode()
