"""The picture of a reform: bands from the units before to those after, as wide as they count."""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH, GAP, LEAST = 760, 10, 6
LEFT, RIGHT = 220, 540
MOST = 16  # with more bands nobody follows one with the eye: the table says it better


@dataclass
class Block:
    """A unit at one side: where its label stands and how much it counts."""

    name: str
    value: int = 0
    top: float = 0
    height: float = 0
    filled: float = 0

    @property
    def middle(self) -> int:
        return round(self.top + self.height / 2 + 5)


@dataclass(frozen=True)
class Band:
    path: str
    shade: int


@dataclass
class Picture:
    """What the template draws; `words` is said to who cannot see it."""

    height: int
    bands: list[Band] = field(default_factory=list)
    sources: list[Block] = field(default_factory=list)
    targets: list[Block] = field(default_factory=list)
    moves: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def words(self) -> str:
        return "; ".join(f"{source} → {target}: {value}" for source, target, value in self.moves)


def draw(moves: Sequence[tuple[str, str, int]]) -> Picture | None:
    """The picture of (source, target, value), or None when there is nothing or too much to draw."""
    total = sum(value for _source, _target, value in moves)
    if not 0 < len(moves) <= MOST or total == 0:
        return None
    scale = max(120, 26 * len(moves)) / total
    sources = _stack([(source, value) for source, _target, value in moves], scale)
    targets = _stack([(target, value) for _source, target, value in moves], scale)
    height = max(_end(sources), _end(targets))
    _center(sources, height)
    _center(targets, height)
    picture = Picture(round(height), [], list(sources.values()), list(targets.values()), [*moves])
    shades = {name: 2 + at % 3 for at, name in enumerate(sources)}
    for source, target, value in moves:
        width = max(value * scale, LEAST)
        path = _path(_take(sources[source], width), _take(targets[target], width), width)
        picture.bands.append(Band(path, shades[source]))
    return picture


def _stack(parts: Sequence[tuple[str, int]], scale: float) -> dict[str, Block]:
    blocks: dict[str, Block] = {}
    for name, value in parts:
        block = blocks.setdefault(name, Block(name))
        block.value += value
        block.height += max(value * scale, LEAST)
    top = 0.0
    for block in blocks.values():
        block.height = max(block.height, 20)
        block.top = top
        top += block.height + GAP
    return blocks


def _end(blocks: dict[str, Block]) -> float:
    return max(block.top + block.height for block in blocks.values())


def _center(blocks: dict[str, Block], height: float) -> None:
    shift = (height - _end(blocks)) / 2
    for block in blocks.values():
        block.top += shift


def _take(block: Block, width: float) -> float:
    top = block.top + block.filled
    block.filled += width
    return top


def _path(begin: float, end: float, width: float) -> str:
    middle = (LEFT + RIGHT) // 2
    return (
        f"M{LEFT} {begin:.0f}C{middle} {begin:.0f} {middle} {end:.0f} {RIGHT} {end:.0f}"
        f"V{end + width:.0f}C{middle} {end + width:.0f} {middle} {begin + width:.0f}"
        f" {LEFT} {begin + width:.0f}z"
    )
