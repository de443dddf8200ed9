"""What a unit's own earlier figures say of a new one: their middle, and how far from it."""

from collections.abc import Sequence
from fractions import Fraction


def median(values: Sequence[Fraction]) -> Fraction | None:
    """The middle one, or halfway between the two in the middle."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return (ordered[half] + ordered[-half - 1]) / 2


def deviation(values: Sequence[Fraction]) -> Fraction | None:
    """The median of the distances from the median: one wild figure does not move it."""
    middle = median(values)
    return None if middle is None else median([abs(value - middle) for value in values])
