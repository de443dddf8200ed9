"""Figures unlike the unit's own others (bất thường): by median and median absolute deviation.

Each figure is held against all others of its series, so that the first wild one is found too and
one wild figure does not hide another. Figures are whole numbers in units of 10^-decimals, and stay
whole: medians are kept doubled, deviations four times as large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 4  # others: of fewer nobody can say what is usual
SCALE = 40_000  # in which everything below is a whole number
NORMAL = 14_826  # of a normal spread the deviation lies 1.4826 times below sigma
SHARE = 1_000  # what moves by less than a twentieth of what is usual is never strange


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
        four = _doubled_median(sorted(abs(2 * other - middle) for other in others))
        spread = max(NORMAL * four, SHARE * abs(middle), SCALE * one)
        off = abs(2 * value - middle) * (SCALE // 2)
        if off * times.denominator > spread * times.numerator:
            usual, apart = Fraction(middle, 2), Fraction(four, 4)
            found.append(Strange(nth, usual, apart, Fraction(off, spread)))
    return found


def _doubled_median(ordered: Sequence[int]) -> int:
    half = len(ordered) // 2
    return ordered[half] + ordered[-half - 1]
