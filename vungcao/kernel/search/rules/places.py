"""Places in a text: by their full name anywhere, by the bare name only as names are written."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vungcao.kernel.search.rules.words import WORD, exact, tidy

Tokens = tuple[str, ...]


@dataclass(frozen=True)
class Called:
    """A name that a place bears or bore: the word before it ("Huyện") and the name itself."""

    place: int
    form: str
    text: str


class Gazetteer:
    """All names of places, and for each place the names of what it came from or became."""

    def __init__(self, names: Iterable[Called], also: Mapping[int, frozenset[str]]) -> None:
        self._whole: dict[Tokens, set[int]] = defaultdict(set)
        self._bare: dict[Tokens, set[int]] = defaultdict(set)
        self._also = also
        for name in names:
            bare, whole = _tokens(name.text), _tokens(f"{name.form} {name.text}")
            self._whole[whole].add(name.place)
            if len(bare) > 1:  # a name of one syllable is a word of any text
                self._bare[bare].add(name.place)
        self._longest = max(map(len, self._whole), default=0)

    def places(self, text: str) -> set[int]:
        """Which places a text names; "huyện Lục Ngạn" is the district alone, "Lục Ngạn" is all."""
        written = WORD.findall(unicodedata.normalize("NFC", text))
        keys = [exact(word) for word in map(tidy, written)]
        met: set[int] = set()
        at = 0
        while at < len(keys):
            length, found = self._longest_at(written, keys, at)
            met |= found
            at += length
        return met

    def names(self, text: str) -> list[str]:
        """The other names of the places that a text names, for whoever asks by those."""
        found = {name for place in self.places(text) for name in self._also.get(place, ())}
        return sorted(found)

    def _longest_at(self, written: list[str], keys: list[str], at: int) -> tuple[int, set[int]]:
        for length in range(min(self._longest, len(keys) - at), 0, -1):
            tokens = tuple(keys[at : at + length])
            if found := self._whole.get(tokens):
                return length, found
            is_name = all(word[0].isupper() for word in written[at : at + length])
            if is_name and (found := self._bare.get(tokens)):
                return length, found
        return 1, set()


def _tokens(name: str) -> Tokens:
    return tuple(exact(word) for word in WORD.findall(tidy(name)))
