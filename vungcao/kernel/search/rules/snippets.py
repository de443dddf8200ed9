"""The part of a text that is shown where it was found, with the words that were asked for."""

from vungcao.kernel.search.rules.words import WORD, marked, pieces, plain, tidy

LONGEST, BEFORE = 240, 60
CUT = "…"


def cut(text: str, asked: str, most: int = LONGEST) -> list[tuple[str, bool]]:
    """The stretch that holds the most of the asked words, in pieces; its beginning without any."""
    text = " ".join(text.split())
    wanted = [plain(word) for piece in pieces(asked) for word in WORD.findall(piece)]
    begin = max(0, _best(text, wanted, most) - BEFORE)
    if begin:
        begin = text.find(" ", begin) + 1
    end = len(text) if begin + most >= len(text) else text.rfind(" ", begin, begin + most)
    end = end if end > begin else begin + most
    shown = marked(text[begin:end], asked)
    before, after = [(CUT, False)] if begin else [], [(CUT, False)] if end < len(text) else []
    return [*before, *shown, *after] if shown else []


def is_met(text: str, asked: str) -> bool:
    """Whether every asked word stands in the text itself."""
    there = {plain(word) for word in WORD.findall(tidy(text))}
    wanted = [plain(word) for piece in pieces(asked) for word in WORD.findall(piece)]
    return all(any(one.startswith(word) for one in there) for word in wanted)


def _best(text: str, wanted: list[str], most: int) -> int:
    """Where the window begins in which the most different asked words stand."""
    met = [
        (found.start(), word)
        for found in WORD.finditer(text)
        if (word := plain(found.group().casefold())) in wanted
        or (wanted and word.startswith(wanted[-1]))
    ]
    best, most_met = 0, 0
    for at, (start, _word) in enumerate(met):
        inside = {word for place, word in met[at : at + 50] if place < start + most - BEFORE}
        if len(inside) > most_met:
            best, most_met = start, len(inside)
    return best
