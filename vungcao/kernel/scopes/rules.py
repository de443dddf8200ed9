"""Which ranges of paths a reach covers, in plain Python (design.md 5)."""

import re
from collections.abc import Iterable

PATH = re.compile(r"/(?:[0-9]+/)+")
SLOTS = 4


class NotAPath(ValueError):
    """A scope is a path of unit ids that begins and ends with a slash."""


def end_of(path: str) -> str:
    """The first text after every text that begins with `path`: '0' follows '/' in ASCII."""
    return path[:-1] + "0"


def bounds(paths: Iterable[str]) -> list[str]:
    """Disjoint half-open ranges in byte order, as lower and upper ends in turn.

    `/1/3/` gives `/1/3/` and `/1/30`, which lies before `/1/30/`: a neighbour whose number merely
    begins alike stays outside.
    """
    ends: list[str] = []
    for path in sorted(set(paths)):
        if not PATH.fullmatch(path):
            raise NotAPath(path)
        if ends and path.startswith(ends[-2]):
            continue
        ends += [path, end_of(path)]
    return ends


def cover(ends: list[str], slots: int = SLOTS) -> list[str]:
    """The same or more in at most `slots` ranges: neighbours that share most are joined first."""
    ends = list(ends)
    while len(ends) > 2 * slots:
        shared = [_shared(*ends[gap : gap + 2]) for gap in range(1, len(ends) - 1, 2)]
        widest = 1 + 2 * shared.index(max(shared))
        del ends[widest : widest + 2]
    return ends


def _shared(one: str, other: str) -> int:
    """With how many letters both begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
