"""Dividing counts by integer weights so that nothing is lost: dithered telescoping.

Part i of a value v is (v·c_i + h) // W − (v·c_{i−1} + h) // W, where c are the running sums of the
weights, W is their total and h in [0, W) hangs on the cell alone. The parts add up to v exactly,
each differs from its exact share by less than one, and over many cells nobody is favoured.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import accumulate, pairwise


def offset(key: str, total: int) -> int:
    """The h of a cell: the same on every machine and in every run."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest()) % total


def parts(value: int, weights: Sequence[int], key: str) -> list[int]:
    """`value` divided by `weights`, in their order. Raises `ValueError` for weights below one."""
    if not weights or min(weights) < 1:
        raise ValueError("Every part needs a weight of at least one.")
    total = sum(weights)
    h = offset(key, total)
    steps = [(value * reached + h) // total for reached in accumulate(weights, initial=0)]
    return [after - before for before, after in pairwise(steps)]


def restated(
    cells: Iterable[tuple[str, int]], weights: Sequence[int]
) -> Iterator[tuple[str, list[int]]]:
    """Each cell (key, value) with its parts."""
    return ((key, parts(value, weights, key)) for key, value in cells)
