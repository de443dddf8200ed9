"""Reading a unit's name however it was typed: case, spaces, prefixes, place of the tone."""

import re
import unicodedata
from dataclasses import dataclass

from vungcao.kernel.units.models.units import Form

TONES = "\u0300\u0301\u0303\u0309\u0323"

# Longest first; an abbreviation of one letter needs its dot, or `P` would begin every name in P.
PREFIXES: tuple[tuple[str, Form], ...] = (
    ("tổ dân phố", Form.NEIGHBOURHOOD),
    ("thành phố", Form.CITY),
    ("thị trấn", Form.TOWNSHIP),
    ("phường", Form.WARD),
    ("thị xã", Form.TOWN),
    ("huyện", Form.DISTRICT),
    ("tỉnh", Form.PROVINCE),
    ("thôn", Form.HAMLET),
    ("bản", Form.UPLAND_HAMLET),
    ("xã", Form.COMMUNE),
    ("tdp", Form.NEIGHBOURHOOD),
    ("tp", Form.CITY),
    ("tt", Form.TOWNSHIP),
    ("tx", Form.TOWN),
    ("p.", Form.WARD),
    ("h.", Form.DISTRICT),
    ("x.", Form.COMMUNE),
)
_BEGINS = re.compile(
    "(?:" + "|".join(re.escape(prefix) for prefix, _form in PREFIXES) + r")(?:[\s.]+|(?<=\.))"
)


@dataclass(frozen=True)
class Reading:
    """A typed name: its key with tones, without them, and the form that stood before it."""

    key: str
    toneless: str
    form: Form | None


def tidy(text: str) -> str:
    """NFC and single spaces: how a name is stored."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def read(text: str) -> Reading:
    """Take a name apart. A prefix that is all there is counts as the name."""
    rest, form = tidy(text).lower(), None
    while (begins := _BEGINS.match(rest)) and rest[begins.end() :].strip(" ."):
        form = form or _form_of(begins.group())
        rest = rest[begins.end() :]
    key = " ".join(_tone_last(syllable) for syllable in re.split(r"[\s.\-–,]+", rest) if syllable)
    return Reading(key, _toneless(key), form)


def without_form(text: str) -> str:
    """The name as it is stored: `Thôn  Mẫu 1` is `Mẫu 1`. A lone form stays, it is the name."""
    rest = tidy(text)
    begins = _BEGINS.match(rest.lower())
    return rest[begins.end() :].strip(" .") or rest if begins else rest


def without_toneless_form(text: str) -> str:
    """`xa hoa binh` is `hoa binh`: what may be a form when no name begins like that."""
    rest = tidy(text)
    bare = _toneless(rest.lower())
    for prefix, _form in PREFIXES:
        begin = _toneless(prefix) + " "
        if bare.startswith(begin):
            return rest[len(begin) :]
    return rest


def fold(text: str) -> str:
    """The key under which `Xã Hòa Bình`, `xã  HOÀ BÌNH` and `Hoà Bình` are one."""
    return read(text).key


def fold_toneless(text: str) -> str:
    """The same without tones and accents: `hoa binh`."""
    return read(text).toneless


def _form_of(prefix: str) -> Form:
    written = prefix.strip()
    return next(form for begin, form in PREFIXES if written.rstrip(".") == begin.rstrip("."))


def _tone_last(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", syllable)
    tones = "".join(sorted(letter for letter in letters if letter in TONES))
    bare = "".join(letter for letter in letters if letter not in TONES)
    return unicodedata.normalize("NFC", bare) + tones


def _toneless(key: str) -> str:
    letters = unicodedata.normalize("NFD", key.replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
