"""Figures unlike the unit's own others (bất thường): by median and median absolute deviation.

Each figure is held against all others of its series, so that the first wild one is found too and
one wild figure does not hide another. Figures are whole numbers in units of 10^-decimals, and stay
whole: medians are kept doubled, deviations four times as large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 4  # others: of fewer nobody can say what is usual
NORMAL = Fraction(14826, 10000)  # of a normal spread the deviation lies so many times below sigma
SHARE = Fraction(1, 20)  # what moves by less than this part of what is usual is never strange


@dataclass(frozen=True, slots=True)
class Strange:
    """The place of a figure in its series, what is usual there, and how many times it is off."""

    nth: int
    usual: Fraction
    spread: Fraction
    times: Fraction


def strange(series: Sequence[int], times: Fraction, one: int = 1) -> list[Strange]:
    """The figures of a series that lie further than so many usual distances from the others.

    `one` is one whole thing in the units of the series: nothing is strange for less.
    """
    if len(series) <= FEWEST:
        return []
    ordered = sorted(series)
    found = []
    for nth, value in enumerate(series):
        others = ordered.copy()
        others.remove(value)
        middle = _doubled_median(others)
        deviations = sorted(abs(2 * other - middle) for other in others)
        four = _doubled_median(deviations)
        spread = max(NORMAL * Fraction(four, 4), SHARE * abs(Fraction(middle, 2)), Fraction(one))
        off = abs(Fraction(2 * value - middle, 2)) / spread
        if off > times:
            found.append(Strange(nth, Fraction(middle, 2), Fraction(four, 4), off))
    return found


def _doubled_median(ordered: Sequence[int]) -> int:
    half = len(ordered) // 2
    return ordered[half] + ordered[-half - 1]
