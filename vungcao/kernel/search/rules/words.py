"""How Vietnamese words are folded, numbers taken apart and questions asked, in plain Python.

A word has two forms: exact (`=` and the letters, the tone moved behind them, so that Hoà and Hòa
are one) and plain (without tones and accents, đ as d). Who types accents finds those hits first.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

TONES = "\u0300\u0301\u0303\u0309\u0323"
WORD = re.compile(r"[^\W_]+")
# The number of a document or a month: letters and digits held together by strokes, with a digit.
NUMBER = re.compile(r"(?=[^\s]*\d)[^\W_]+(?:[/.\-–][^\W_]+)+")
MOST_WORDS = 12
EXACT = "="
APART = 50


@dataclass(frozen=True)
class Question:
    """What was typed, as PostgreSQL asks it: `loose` must hold, the others put hits further up."""

    loose: str
    whole: str
    exact: str
    phrase: str
    folded: str

    @property
    def is_empty(self) -> bool:
        return not self.loose


def tidy(text: str) -> str:
    """NFC, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def exact(word: str) -> str:
    """The letters of a word with its tone behind them: hoà and hòa both give `hoa` and a grave."""
    apart = unicodedata.normalize("NFD", word)
    tones = "".join(sorted(letter for letter in apart if letter in TONES))
    letters = "".join(letter for letter in apart if letter not in TONES)
    return unicodedata.normalize("NFC", letters) + tones


@lru_cache(maxsize=20_000)
def plain(word: str) -> str:
    """A word without tones and accents; đ is d. Most words of a text were folded before."""
    apart = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text in their order, a number as one word and by its parts."""
    found = []
    for piece in tidy(text).split():
        found += [number.group().replace("–", "-") for number in NUMBER.finditer(piece)]
        found += WORD.findall(piece)
    return found


def folded(text: str) -> str:
    """A text as a whole, to be compared: plain words between single spaces."""
    return " ".join(plain(word) for word in WORD.findall(tidy(text)))


def vector(title: str, also: Iterable[str]) -> str:
    """A `tsvector` in PostgreSQL's own notation; the title weighs more than the other words."""
    places: dict[str, list[str]] = {}
    at = 0
    for texts, strong, weak in (([title], "A", "B"), (also, "C", "D")):
        for text in texts:
            at += APART  # words of one name count for more than words of several
            for word in words(text):
                at = min(at + 1, 16_000)  # PostgreSQL counts no further than 16383
                places.setdefault(EXACT + exact(word), []).append(f"{at}{strong}")
                places.setdefault(plain(word), []).append(f"{at}{weak}")
    return " ".join(f"{quoted(word)}:{','.join(at[:200])}" for word, at in places.items())


def ask(text: str) -> Question:
    """What somebody typed: every word must be met, the last one and numbers also in part."""
    typed = pieces(text)[:MOST_WORDS]
    last = len(typed) - 1
    return Question(
        loose=_all(_loose(piece, at == last) for at, piece in enumerate(typed)),
        whole=_all(_whole(piece) for piece in typed),
        exact=_all(_exact(piece) for piece in typed),
        phrase=" <-> ".join(quoted(plain(part)) for part in WORD.findall(" ".join(typed))),
        folded=folded(text),
    )


def begun(text: str) -> str:
    """What somebody is still typing, to be met in a title; empty when there is nothing yet."""
    typed = [word for piece in pieces(text)[:MOST_WORDS] for word in WORD.findall(piece)]
    last = len(typed) - 1
    return " & ".join(
        f"{quoted(plain(word))}:{'*' if at == last else ''}B" for at, word in enumerate(typed)
    )


def marked(text: str, asked: str) -> list[tuple[str, bool]]:
    """The text in pieces, and which of them are words that were asked for."""
    typed = [plain(word) for piece in pieces(asked) for word in WORD.findall(piece)]
    shown: list[tuple[str, bool]] = []
    end = 0
    text = unicodedata.normalize("NFC", text)
    for found in WORD.finditer(text):
        word = plain(found.group().casefold())
        if any(word == one for one in typed) or (typed and word.startswith(typed[-1])):
            shown += [(text[end : found.start()], False), (found.group(), True)]
            end = found.end()
    return [piece for piece in [*shown, (text[end:], False)] if piece[0]]


def quoted(word: str) -> str:
    """A lexeme as PostgreSQL reads it; words hold letters, digits, strokes and tones only."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def pieces(text: str) -> list[str]:
    """The words of a question, a number in one piece."""
    found: list[str] = []
    for piece in tidy(text).split():
        number = NUMBER.search(piece)
        found += [number.group().replace("–", "-")] if number else WORD.findall(piece)
    return found


def _all(parts: Iterable[str]) -> str:
    return " & ".join(f"({part})" for part in parts)


def _loose(piece: str, is_last: bool) -> str:
    parts = WORD.findall(piece)
    asked = _each(parts, is_last)
    return asked if len(parts) == 1 else f"{quoted(plain(piece))}:* | ({asked})"


def _each(parts: Sequence[str], is_last: bool) -> str:
    last = len(parts) - 1
    return " & ".join(
        quoted(plain(part)) + (":*" if part.isdigit() or (is_last and at == last) else "")
        for at, part in enumerate(parts)
    )


def _whole(piece: str) -> str:
    return quoted(plain(piece))


def _exact(piece: str) -> str:
    return quoted(EXACT + exact(piece))
