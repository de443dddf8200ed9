"""A second way to work a tree out, which shares no function with the rules.

It knows no None: what is not known raises, and whoever asked decides what that means.
"""

import operator
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

EMPTY = {"s": "n", "v": ""}
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    **{"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv},
    **{"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le},
    **{">": operator.gt, ">=": operator.ge, "min": min, "max": max},
}


class Unknown(Exception):
    """Something is not known yet."""


def answer(tree: Any, case: dict[str, Any]) -> Any:
    return _or_none(lambda: _Case(case).ask(tree))


def _or_none(ask: Callable[[], Any]) -> Any:
    try:
        return ask()
    except (Unknown, ZeroDivisionError):
        return None


def _worth(shape: dict[str, Any] | None) -> Fraction:
    if (shape or EMPTY)["s"] not in "vp":
        raise Unknown
    return Fraction((shape or EMPTY)["v"] or 0)


class _Case:
    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case

    def ask(self, tree: Any) -> Any:
        op, *rest = tree
        if op in OPERATORS:
            return OPERATORS[op](self.ask(rest[0]), self.ask(rest[1]))
        return getattr(self, f"_{op}")(*rest)

    def cell(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.case["cells"].get(name) or EMPTY
        return found

    def _n(self, text: str) -> Fraction:
        return Fraction(text)

    def _c(self, name: str) -> Fraction:
        return _worth(self.cell(name))

    def _h(self, name: str, series: str) -> Fraction:
        return _worth(self.case["past"].get(f"{name}/{series}"))

    def _is(self, name: str, state: str) -> bool:
        return bool(self.cell(name)["s"] == state)

    def _neg(self, part: Any) -> Any:
        return -self.ask(part)

    def _abs(self, part: Any) -> Any:
        return abs(self.ask(part))

    def _round(self, part: Any, places: str) -> Fraction:
        value, scale = self.ask(part), 10 ** int(places)
        return Fraction((-1 if value < 0 else 1) * int(abs(value) * scale + Fraction(1, 2)), scale)

    def _not(self, part: Any) -> bool:
        return not self.ask(part)

    def _if(self, condition: Any, then: Any, other: Any) -> Any:
        return self.ask(then if self.ask(condition) else other)

    def _and(self, *parts: Any) -> bool:
        return self._ended(parts, end=False)

    def _or(self, *parts: Any) -> bool:
        return self._ended(parts, end=True)

    def _ended(self, parts: tuple[Any, ...], *, end: bool) -> bool:
        found = {_or_none(partial(self.ask, part)) for part in parts}
        if end in found:
            return end
        if None in found:
            raise Unknown
        return not end

    def _sum(self, *parts: Any) -> Fraction:
        return sum((ask() for part in parts for ask in self.terms(part)), Fraction(0))

    def _tot(self, *parts: Any) -> Fraction:
        found = [_or_none(ask) for part in parts for ask in self.terms(part)]
        if not [one for one in found if one is not None]:
            raise Unknown
        return sum((one for one in found if one is not None), Fraction(0))

    def terms(self, part: Any) -> Iterator[Callable[[], Any]]:
        """One question for each thing that a part adds."""
        if part[0] not in ("c", "k"):
            yield partial(self.ask, part)
            return
        below = [one or EMPTY for one in self.case["below"].get(part[1], [])] or [EMPTY]
        for shape in [self.cell(part[1])] if part[0] == "c" else below:
            if shape["s"] != "x":
                yield partial(_worth, shape)
