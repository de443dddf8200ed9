"""What was probably meant, when nothing was found: words of titles that look like those typed."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from vungcao.kernel.search.rules.words import WORD, folded, plain, tidy

ALIKE, SLIP = 0.65, 0.2


def nearest(asked: str, titles: Iterable[str], most: int = 3) -> list[str]:
    """The question again for each title, every word replaced by the title's word most like it.

    Titles that have no word like one that was asked for give nothing, nor do they the same twice.
    """
    said: dict[str, str] = {}
    for title in titles:
        again = _again(WORD.findall(tidy(asked)), WORD.findall(tidy(title)))
        if again and folded(again) != folded(asked):
            said.setdefault(folded(again), again)
    return list(said.values())[:most]


def _again(asked: list[str], there: list[str]) -> str:
    chosen = []
    for word in asked:
        likeness, best = max(((_alike(word, one), one) for one in there), default=(0.0, ""))
        if likeness < ALIKE:
            return ""
        chosen.append(best)
    return " ".join(chosen)


def _alike(one: str, other: str) -> float:
    """Letters in another order are a slip of the hand, more so than other letters."""
    first, second = plain(one), plain(other)
    bonus = SLIP if sorted(first) == sorted(second) else 0.0
    return SequenceMatcher(None, first, second).ratio() + bonus
