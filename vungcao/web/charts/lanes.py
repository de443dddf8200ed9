"""A way through several hands, drawn: a column for each hand, a stop in it for each stage.

Stages stand below one another, each with its words beside it, so that the drawing is as readable
on a phone as on a desk. Nobody has to see it: the page says the same in a list.
"""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from vungcao.web.charts.drawing import Drawing, described
from vungcao.web.charts.look import escaped

WIDTHS = {"narrow": 300, "wide": 520}
LEFT, TOP, LANE, GAP = 30, 34, 40, 16  # of the drawing; a column is at most LANE wide
LANES = 130  # all columns together, at most, where the drawing is narrow
LINE, LETTER, STRONG = 18, 7.6, 8.6  # height of a line, and how wide a letter is, generously
DOT = 10
BOW = 22  # how far a way back leans out


@dataclass(frozen=True)
class Stop:
    """One stage: in which lane it is, its words, and whether it waits or ends there."""

    lane: int
    title: str
    lines: Sequence[str] = ()
    look: str = ""  # "", pause or end


@dataclass(frozen=True)
class Lanes:
    """`ways` lead from one stop to another by their places in `stops`."""

    title: str
    description: str
    heads: Sequence[str]
    stops: Sequence[Stop]
    ways: Sequence[tuple[int, int]]

    @property
    def letters(self) -> list[tuple[str, str]]:
        """Which letter above a column is whose."""
        return [(_letter(nth), head) for nth, head in enumerate(self.heads)]


@dataclass(frozen=True)
class ShownLanes:
    """A drawing of lanes as its component wants it."""

    key: str
    lanes: Lanes
    narrow: SafeString
    wide: SafeString


@dataclass(frozen=True)
class _Place:
    x: float
    y: float
    words: list[tuple[str, str]]


def show_lanes(key: str, lanes: Lanes) -> ShownLanes:
    """Both widths; `key` is unlike any other of the page."""
    drawn = {name: _svg(f"{key}-{name}", lanes, width) for name, width in WIDTHS.items()}
    return ShownLanes(key, lanes, drawn["narrow"], drawn["wide"])


def _svg(key: str, lanes: Lanes, width: int) -> SafeString:
    told = {"title": lanes.title, "description": lanes.description}
    made = described(draw(lanes, width), key=key, **told)
    # Every text in it is escaped, everything else is made here.
    return mark_safe(made.replace('class="vl"', 'class="lanes"', 1))


def draw(lanes: Lanes, width: int) -> Drawing:
    """The inside of the drawing at a width."""
    column = min(LANE, width / 11, LANES / max(1, len(lanes.heads)))
    text = LEFT + column * len(lanes.heads) + GAP / 2
    places, height = _placed(lanes, column, width - text)
    body = [
        *_columns(lanes, column, height),
        *(_way(places[start], places[end], abs(end - start)) for start, end in lanes.ways),
        *(_stop(nth, one, places[nth], text) for nth, one in enumerate(lanes.stops)),
    ]
    return Drawing(f"0 0 {width} {height}", "".join(body))


def _placed(lanes: Lanes, column: float, room: float) -> tuple[list[_Place], int]:
    places, y = [], float(TOP)
    for nth, stop in enumerate(lanes.stops, start=1):
        words = [("b", part) for part in _wrapped(f"{nth}. {stop.title}", room / STRONG)]
        for line in stop.lines:
            words += [("ax", part) for part in _wrapped(line, room / LETTER)]
        places.append(_Place(_middle(stop.lane, column), y + LINE / 2, words))
        y += max(len(words) * LINE, 2 * DOT) + GAP
    return places, int(y)


def _wrapped(words: str, letters: float) -> list[str]:
    return textwrap.wrap(words, max(8, int(letters)))


def _middle(lane: int, column: float) -> float:
    return round(LEFT + column * (lane + 0.5), 1)


def _columns(lanes: Lanes, column: float, height: int) -> Iterator[str]:
    for nth in range(len(lanes.heads)):
        x = _middle(nth, column)
        yield f'<line class="gl" x1="{x}" x2="{x}" y1="{TOP - 10}" y2="{height - GAP}"/>'
        yield _text(x, 16, "b", _letter(nth), "middle")


def _stop(nth: int, stop: Stop, place: _Place, text: float) -> str:
    look = f"stop {stop.look}".strip()
    made = [
        f'<circle class="{look}" cx="{place.x}" cy="{place.y}" r="{DOT}"/>',
        _text(place.x, place.y + 4, "no", str(nth + 1), "middle"),
    ]
    for line, (kind, words) in enumerate(place.words):
        made.append(_text(text, place.y + 4 + line * LINE, kind, words))
    return "".join(made)


def _way(start: _Place, end: _Place, apart: int) -> str:
    """Down to a later stage, past those between; or leaning out and back up to an earlier one."""
    if end.y > start.y:
        low, high = start.y + DOT, end.y - DOT - 2
        out = BOW if apart > 1 and start.x == end.x else 0
        lean = (high - low) / (4 if out else 2)
        first, last = f"{start.x + out} {low + lean}", f"{end.x + out} {high - lean}"
        curve = f"M{start.x} {low}C{first} {last} {end.x} {high - 4}"
        return _drawn("way", curve, f"M{end.x - 5} {high - 7}h10l-5 8z")
    left, low, high = min(start.x, end.x) - DOT - BOW, start.y, end.y
    to = end.x - DOT - 2
    curve = f"M{start.x - DOT} {low}C{left} {low} {left} {high} {to - 4} {high}"
    return _drawn("way back", curve, f"M{to - 7} {high - 5}v10l8 -5z")


def _drawn(look: str, curve: str, head: str) -> str:
    return f'<path class="{look}" d="{curve}"/><path class="tip {look[4:]}" d="{head}"/>'


def _text(x: float, y: float, look: str, words: str, anchor: str = "") -> str:
    at = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{look}" x="{x:g}" y="{y:g}"{at}>{escaped(words)}</text>'


def _letter(nth: int) -> str:
    return chr(ord("A") + nth)
