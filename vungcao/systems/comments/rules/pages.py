"""Which page a remark is about: its path, without anything that opens something."""

import re
import unicodedata
from urllib.parse import unquote

LONGEST = 200
CUT = "…"
# A token has letters and digits without an end; a slug has hyphens between short words, a code ten.
PLAIN = re.compile(r"[\w.-]{1,80}")
RUN = re.compile(r"[^\W_]{12,}")


def named(path: str) -> str:
    """The path as it may be kept and shown; the front page for what is no path of ours."""
    said = unicodedata.normalize("NFC", unquote(path)).partition("?")[0].partition("#")[0]
    if not said.startswith("/") or said.startswith("//") or "\\" in said:
        return "/"
    parts = [_part(part) for part in said.split("/")]
    kept = "/".join(parts)
    return kept if len(kept) <= LONGEST else "/".join(parts[:2]) + "/" + CUT


def _part(part: str) -> str:
    if part == "":
        return part
    if part in (".", "..") or not PLAIN.fullmatch(part):
        return CUT
    return CUT if any(_is_token(run) for run in RUN.findall(part)) else part


def _is_token(run: str) -> bool:
    """No word mixes digits or capitals into so many letters."""
    return any(sign.isdigit() for sign in run) or run not in (run.lower(), run.upper())
