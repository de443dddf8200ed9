"""Codes that stand in addresses and on papers instead of primary keys."""

import re
import secrets

LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base32: no 0, 1, 8, 9 to be mistaken for letters
LENGTH = 10
# Printed and told codes are in capitals.
CODE = re.compile(rf"[{LETTERS}]{{{LENGTH}}}|[{LETTERS.upper()}]{{{LENGTH}}}")


def new_code() -> str:
    """Ten letters of base32 (50 bits) that say nothing and cannot be guessed from another."""
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def new_printed_code() -> str:
    """The same in capitals, for what people read from paper and type."""
    return new_code().upper()
