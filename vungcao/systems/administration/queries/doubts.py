"""Everything that nobody has verified, of all kinds, in one list."""

from dataclasses import dataclass

from django.utils.functional import Promise

from vungcao.kernel.offers.upkeep import Doubt, doubts
from vungcao.kernel.search.rules import folded


@dataclass(frozen=True)
class DoubtLine:
    """A doubt with the kind of row that it is about, by name and in words."""

    kind: str
    label: str
    doubt: Doubt


def unverified(text: str = "", kind: str = "") -> list[DoubtLine]:
    """By kind; a text is found in the row, its value and its basis, with or without tones."""
    found = [
        DoubtLine(name, _begun(offer.label), row)
        for name, offer in sorted(doubts.items())
        if kind in ("", name)
        for row in offer.rows()
    ]
    sought = folded(text)
    return [line for line in found if sought in folded(_words(line.doubt))] if sought else found


def kinds() -> list[tuple[str, str]]:
    """Every kind of row that can be in doubt, by name and in words."""
    return [(name, _begun(offer.label)) for name, offer in sorted(doubts.items())]


def _begun(label: Promise) -> str:
    """As the beginning of a sentence."""
    text = str(label)
    return text[:1].upper() + text[1:]


def _words(doubt: Doubt) -> str:
    return f"{doubt.title} {doubt.value} {doubt.basis}"
