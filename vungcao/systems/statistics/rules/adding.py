"""Figures added over units and over time: by what way, from which parts, and what is missing.

Parts are gathered into a `Sum`, which joins with one of other parts in any order; only then is it
said as a figure. So the villages of a commune may be added first, or all of a province at once.
"""

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from vungcao.systems.statistics.rules.exact import BLANK, Figure, State

ONE = Figure(value=Fraction(1))


class Way(enum.StrEnum):
    """How figures of several units, or of several periods, become one."""

    SUM = "sum"
    MEAN = "mean"
    MAX = "max"
    LAST = "last"
    NONE = "none"


WAY_NAMES = {
    Way.SUM: "cộng",
    Way.MEAN: "bình quân",
    Way.MAX: "lấy số lớn nhất",
    Way.LAST: "lấy số của kỳ cuối",
    Way.NONE: "không cộng được",
}
OVER_UNITS = (Way.SUM, Way.MEAN, Way.MAX, Way.NONE)
OVER_TIME = (Way.SUM, Way.LAST, Way.MEAN, Way.MAX, Way.NONE)


@dataclass(frozen=True, slots=True)
class Part:
    """One figure among many. `weight`: what a mean weighs it by; `at`: its period, for the last.

    `missing`: how many places it lacks when it was added from others itself.
    """

    figure: Figure
    weight: Figure = ONE
    at: int = 0
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Sum:
    """Gathered parts. `states` counts them, `gaps` what is missing by period."""

    total: Fraction = Fraction(0)
    weight: Fraction = Fraction(0)
    greatest: Fraction | None = None
    last: tuple[int, Figure] | None = None
    states: Counter[State] = field(default_factory=Counter)
    gaps: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.total + other.total,
            self.weight + other.weight,
            _greater(self.greatest, other.greatest),
            _later(self.last, other.last),
            self.states + other.states,
            self.gaps + other.gaps,
        )


@dataclass(frozen=True, slots=True)
class Added:
    """One figure from many, and how many places or periods it lacks."""

    figure: Figure
    missing: int = 0

    def mark(self, noun: str = "nơi") -> str:
        """What stands beside a figure that is not whole."""
        return f"thiếu {self.missing} {noun}" if self.missing else ""


def gather(parts: Iterable[Part], way: Way) -> Sum:
    """The parts of one figure, to be joined with others or said at once."""
    return sum((_one(part, way) for part in parts), Sum())


def said(gathered: Sum, way: Way) -> Added:
    """The figure that the parts come to."""
    missing = _missing(gathered, way)
    figure = _figure(gathered, way)
    is_partial = missing > 0 and figure.known is not None
    return Added(Figure(figure.state, figure.value, is_partial), missing)


def add(parts: Iterable[Part], way: Way) -> Added:
    return said(gather(parts, way), way)


def add_both(by_unit: Iterable[Iterable[Part]], over_units: Way, over_time: Way) -> Added:
    """Over the periods of each unit first, then over the units.

    So a gap in one period of one unit lowers nothing but that unit's own figure; it is one place.
    """
    yearly = (add(parts, over_time) for parts in by_unit)
    return add((Part(one.figure) for one in yearly), over_units)


@dataclass(frozen=True, slots=True)
class RatioSum:
    """Numerators and denominators of the same parts, each gathered by its own way."""

    numerators: Sum = field(default_factory=Sum)
    denominators: Sum = field(default_factory=Sum)

    def __add__(self, other: "RatioSum") -> "RatioSum":
        return RatioSum(self.numerators + other.numerators, self.denominators + other.denominators)


def gather_ratio(pairs: Iterable[tuple[Part, Part]], ways: tuple[Way, Way]) -> RatioSum:
    """Σ numerator and Σ denominator over the parts that have both; else the ratio would lean."""
    return sum((_pair(one, two, ways) for one, two in pairs), RatioSum())


def said_ratio(gathered: RatioSum, ways: tuple[Way, Way]) -> Added:
    """The ratio of what was gathered: exact, and nothing where there is nothing to divide by."""
    upper = said(gathered.numerators, ways[0])
    lower = said(gathered.denominators, ways[1])
    if upper.figure.known is None or lower.figure.known is None:
        return upper if upper.figure.known is None else lower
    if not lower.figure.known:
        return Added(BLANK if upper.missing else Figure(State.NOT_APPLICABLE), upper.missing)
    value = upper.figure.known / lower.figure.known
    return Added(Figure(State.VALUE, value, upper.missing > 0), upper.missing)


def _one(part: Part, way: Way) -> Sum:
    figure, weight = part.figure, part.weight if way is Way.MEAN else ONE
    if State.NOT_APPLICABLE in (figure.state, weight.state):
        return Sum(states=Counter([State.NOT_APPLICABLE]))
    value, weighs = figure.known, weight.known
    if value is None or weighs is None:
        state = figure.state if value is None else weight.state
        return Sum(states=Counter([state]), gaps=Counter({part.at: max(1, part.missing)}))
    lacks = part.missing or int(figure.is_partial)
    return Sum(
        total=value * weighs,
        weight=weighs,
        greatest=value,
        last=(part.at, figure),
        states=Counter([figure.state]),
        gaps=Counter({part.at: lacks} if lacks else {}),
    )


def _pair(upper: Part, lower: Part, ways: tuple[Way, Way]) -> RatioSum:
    """Both gathered, or neither: what one of them lacks is missing once, in the numerators."""
    one, two = _one(upper, ways[0]), _one(lower, ways[1])
    if State.NOT_APPLICABLE in (upper.figure.state, lower.figure.state):
        return RatioSum(*[Sum(states=Counter([State.NOT_APPLICABLE]))] * 2)
    if one.last and two.last:
        whole = replace(one, gaps=one.gaps | two.gaps)
        return RatioSum(whole, replace(two, gaps=Counter()))
    bad = two if one.last else one
    return RatioSum(bad, Sum(states=bad.states))


def _greater(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


def _later(
    one: tuple[int, Figure] | None, other: tuple[int, Figure] | None
) -> tuple[int, Figure] | None:
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=lambda pair: (pair[0], pair[1].state, pair[1].value))


def _missing(gathered: Sum, way: Way) -> int:
    """For the last figure only what came after it, or what it lacks itself, is missing."""
    if way is Way.LAST and gathered.last:
        return sum(count for at, count in gathered.gaps.items() if at >= gathered.last[0])
    return gathered.gaps.total()


def _figure(gathered: Sum, way: Way) -> Figure:
    states = gathered.states
    applicable = states.total() - states[State.NOT_APPLICABLE]
    if (way is Way.NONE and applicable > 1) or (states and not applicable):
        return Figure(State.NOT_APPLICABLE)
    if gathered.last is None:
        is_awaited = states[State.NOT_ENTERED] or not states
        return BLANK if is_awaited else Figure(State.NOT_COLLECTED)
    if way in (Way.LAST, Way.NONE):
        return gathered.last[1]
    if not states[State.VALUE]:
        return Figure(State.NONE_OCCURRED)
    return _value(gathered, way)


def _value(gathered: Sum, way: Way) -> Figure:
    if way is Way.SUM:
        return Figure(value=gathered.total)
    if way is Way.MAX:
        return Figure(value=gathered.greatest or Fraction(0))
    if not gathered.weight:
        return Figure(State.NOT_APPLICABLE)
    return Figure(value=gathered.total / gathered.weight)
