"""Proving by code and secret that something is one's own. A wrong pair is told like any other."""

import re

from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.codes import CODE
from vungcao.systems.onestop.queries import strangers
from vungcao.systems.onestop.queries.strangers import Found
from vungcao.systems.onestop.services.submitting import SECRET

GAPS = re.compile(r"[\s.\-–]")
LONGEST = 20


def typed_code(text: str) -> str:
    """A code or secret as it was meant: capitals, without the gaps in which it is printed."""
    return GAPS.sub("", text).upper()


def dossier(code: str, secret: str) -> Found | None:
    """The dossier that code and secret open."""
    return strangers.dossier(*_asked(code, secret))


def draft(code: str, secret: str) -> Found | None:
    """The draft that code and secret open."""
    return strangers.draft(*_asked(code, secret))


def _asked(code: str, secret: str) -> tuple[str, str]:
    """An impossible code is looked for like any other: no answer comes quicker than another."""
    asked = typed_code(code)
    mark = vault.fingerprint(typed_code(secret)[:LONGEST], purpose=SECRET)
    return (asked if CODE.fullmatch(asked) else "", mark)
