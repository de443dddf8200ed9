"""Links and secrets that are computed from a code with a key outside the database, never stored.

What is wrong is known before anything is asked of the database.
"""

from hmac import compare_digest

from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import CODE, LETTERS

LENGTH = 8  # letters of a secret that is typed


def token(code: str) -> str:
    """What stands in the link of a comment's letter: which one, and the proof."""
    return f"{code}-{_said(code, 'comments.confirm')[:40]}"


def code_of(text: str) -> str:
    """The code of a genuine link; nothing for any other."""
    code = text.partition("-")[0]
    if not text.isascii() or not CODE.fullmatch(code):
        return ""
    return code if compare_digest(token(code).encode(), text.encode()) else ""


def secret(code: str) -> str:
    """What is told once with the code of a remark's case."""
    number = int(_said(code, "comments.follow"), 16)
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(LENGTH)).upper()


def is_secret(code: str, typed: str) -> bool:
    """Whether these are the letters, however they are spaced and capitalised."""
    said = typed_code(typed)
    return bool(CODE.fullmatch(code)) and compare_digest(secret(code).encode(), said.encode())


def typed_code(text: str) -> str:
    """A code as it is printed, from how it was typed."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())


def _said(code: str, purpose: str) -> str:
    return vault.fingerprint(code, purpose=purpose)
