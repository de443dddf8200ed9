"""Codes and links that are derived from a row's seed and never stored.

Whoever reads the database alone cannot compute them: the key lies in the keys file of the vault.
"""

import secrets
from hmac import compare_digest

from vungcao.kernel.accounts.models import Invitation, OneTimeCode
from vungcao.kernel.vault import services as vault


def new_seed() -> str:
    return secrets.token_hex(16)


def digits(row: OneTimeCode) -> str:
    """The six digits of a code."""
    said = vault.fingerprint(f"{row.pk}:{row.seed}", purpose="accounts.code")
    return f"{int(said, 16) % 1_000_000:06d}"


def is_code(row: OneTimeCode, typed: str) -> bool:
    return compare_digest(digits(row).encode(), typed.encode())


def token(row: Invitation) -> str:
    """What stands in the link of an invitation: which one, and the proof."""
    said = vault.fingerprint(f"{row.pk}:{row.seed}", purpose="accounts.invitation")
    return f"{row.pk}-{said[:40]}"


def number(text: str) -> int:
    """Which invitation a link is about; it proves nothing yet."""
    first = text.partition("-")[0]
    return int(first) if first.isascii() and first.isdigit() and len(first) < 16 else 0


def is_token(row: Invitation, text: str) -> bool:
    return compare_digest(token(row).encode(), text.encode())
