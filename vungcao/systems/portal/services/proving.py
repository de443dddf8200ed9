"""The secret by which a letter is followed: computed from its code, never stored."""

from hmac import compare_digest

from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import CODE, LETTERS

LENGTH = 8  # letters that are typed


def secret(code: str) -> str:
    """What is told once with the code of a letter's case."""
    number = int(vault.fingerprint(code, purpose="portal.follow"), 16)
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(LENGTH)).upper()


def is_secret(code: str, typed: str) -> bool:
    """Whether these are the letters, however they are spaced and capitalised."""
    said = typed_code(typed)
    return bool(CODE.fullmatch(code)) and compare_digest(secret(code).encode(), said.encode())


def typed_code(text: str) -> str:
    """A code as it is printed, from how it was typed."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
