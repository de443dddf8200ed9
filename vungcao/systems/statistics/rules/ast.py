"""Checks and computed cells as one tree of plain JSON; the twin of `web/static/js/entry/ast.js`.

    ["n", "1.5"]  ["c", cell]  ["h", cell, series]  ["k", cell]  ["is", cell, state]
    + - * / min max neg abs  ["round", x, "2"]  sum tot  = != < <= > >=  and or not  if

A cell is `row.column` of this form, or `form:row.column` of another one; both of this unit and
period. `h` is a figure of the unit's own history, `k` the cell in each unit below this one and
stands only in `sum` and `tot`. What is not known yet is None and spreads (Kleene). `sum` is unknown
while a part is, `tot` adds what is there; what does not apply is left out of both.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, Protocol

from vungcao.systems.statistics.rules.exact import (
    BLANK,
    Figure,
    State,
    bounded,
    half_away,
)

Value = Fraction | bool | None

SERIES = {
    "p": "kỳ trước",
    "y": "cùng kỳ năm trước",
    "med": "trung vị các kỳ trước",
    "mad": "độ lệch tuyệt đối trung vị các kỳ trước",
}


@dataclass(frozen=True, slots=True)
class Node:
    """An operation, the trees it works on, and the plain words it needs (a cell, a series…)."""

    op: str
    parts: tuple["Node", ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A figure that a tree reads: `of` is "" for now, a series of its history, or "k"."""

    name: str
    of: str = ""

    @property
    def form(self) -> str:
        """The other form, or "" for this one."""
        return self.name.rpartition(":")[0]

    @property
    def cell(self) -> str:
        return self.name.rpartition(":")[2]


class Lookup(Protocol):
    """Where the figures come from; a cell that nobody entered is None."""

    def cell(self, name: str) -> Figure | None: ...

    def past(self, name: str, series: str) -> Figure | None: ...

    def below(self, name: str) -> Sequence[Figure | None]:
        """The cell in each unit below this one that has to report it."""


COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda one, other: one == other,
    "!=": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
}
ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction | None]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other if other else None,
    "min": min,
    "max": max,
}
ADDING = frozenset({"sum", "tot"})
TRUTHS = frozenset({*COMPARE, "is", "and", "or", "not"})


def evaluate(node: Node, lookup: Lookup) -> Value:
    """What a tree comes to, or None while it is not known."""
    return _WAYS[node.op](node, lookup)


def figure(node: Node, lookup: Lookup) -> Figure:
    """What a computed cell shows; marked when something counted in it is still missing."""
    value = number(node, lookup)
    if value is None:
        return BLANK
    return Figure(value=value, is_partial=lacks(node, lookup))


def number(node: Node, lookup: Lookup) -> Fraction | None:
    """What a tree of numbers comes to."""
    value = evaluate(node, lookup)
    return value if isinstance(value, Fraction) else None


def lacks(node: Node, lookup: Lookup) -> bool:
    """Whether a total in the tree leaves out something missing, or reads one that does."""
    if node.op == "tot" and None in _terms(node, lookup):
        return True
    if any(one.is_partial for one in _figures(node, lookup)):
        return True
    return any(lacks(part, lookup) for part in node.parts)


def references(node: Node) -> Iterator[Reference]:
    """Every figure that the tree reads."""
    if node.op in {"c", "is"}:
        yield Reference(node.words[0])
    elif node.op == "h":
        yield Reference(node.words[0], node.words[1])
    elif node.op == "k":
        yield Reference(node.words[0], "k")
    for part in node.parts:
        yield from references(part)


def here(node: Node) -> frozenset[str]:
    """The cells of this form, unit and period that the tree reads."""
    return frozenset(one.name for one in references(node) if not (one.of or one.form))


def written(node: Node) -> list[Any]:
    """The tree as JSON, as the page gets it."""
    parts = [written(part) for part in node.parts]
    return [node.op, *parts, *node.words] if node.op == "round" else [node.op, *node.words, *parts]


def filled(node: Node, key: str) -> Node:
    """The tree for one row or column: `*` in its cells stands for the key."""
    words = node.words
    if node.op in {"c", "is", "h", "k"}:
        words = (fill(words[0], key), *words[1:])
    return replace(node, words=words, parts=tuple(filled(part, key) for part in node.parts))


def fill(name: str, key: str) -> str:
    """`*.column` or `row.*` for one row or column."""
    form, mark, cell = name.rpartition(":")
    row, _, column = cell.partition(".")
    return f"{form}{mark}{key if row == '*' else row}.{key if column == '*' else column}"


def _figures(node: Node, lookup: Lookup) -> tuple[Figure, ...]:
    """The figures that a leaf reads. A unit with none below it has nothing to compare with."""
    if node.op == "c":
        return (lookup.cell(node.words[0]) or BLANK,)
    if node.op == "h":
        return (lookup.past(*node.words) or BLANK,)
    if node.op == "k":
        return tuple(one or BLANK for one in lookup.below(node.words[0])) or (BLANK,)
    return ()


def _terms(node: Node, lookup: Lookup) -> list[Fraction | None]:
    """What a total adds, without what does not apply."""
    found: list[Fraction | None] = []
    for part in node.parts:
        if part.op in {"c", "k"}:
            figures = _figures(part, lookup)
            found += [one.known for one in figures if one.state is not State.NOT_APPLICABLE]
        else:
            found.append(number(part, lookup))
    return found


def _literal(node: Node, lookup: Lookup) -> Value:
    return _constant(node.words[0])


@lru_cache(maxsize=1024)
def _constant(text: str) -> Fraction:
    """A check over many answers says the same number each time."""
    return Fraction(text)


def _read(node: Node, lookup: Lookup) -> Value:
    return _figures(node, lookup)[0].known


def _is(node: Node, lookup: Lookup) -> Value:
    return (lookup.cell(node.words[0]) or BLANK).state == node.words[1]


def _sum(node: Node, lookup: Lookup) -> Value:
    terms = _terms(node, lookup)
    known = [one for one in terms if one is not None]
    return bounded(sum(known, Fraction(0))) if len(known) == len(terms) else None


def _tot(node: Node, lookup: Lookup) -> Value:
    known = [one for one in _terms(node, lookup) if one is not None]
    return bounded(sum(known, Fraction(0))) if known else None


def _numbers(node: Node, lookup: Lookup) -> list[Fraction] | None:
    """The numbers an operation works on, or None when one of them is unknown."""
    values = [number(part, lookup) for part in node.parts]
    known = [one for one in values if one is not None]
    return known if len(known) == len(values) else None


def _arithmetic(node: Node, lookup: Lookup) -> Value:
    if (values := _numbers(node, lookup)) is None:
        return None
    result = ARITHMETIC[node.op](*values)
    return None if result is None else bounded(result)


def _compare(node: Node, lookup: Lookup) -> Value:
    values = _numbers(node, lookup)
    return None if values is None else COMPARE[node.op](*values)


def _alone(node: Node, lookup: Lookup) -> Value:
    if (value := number(node.parts[0], lookup)) is None:
        return None
    if node.op == "round":
        return half_away(value, int(node.words[0]))
    return -value if node.op == "neg" else abs(value)


def _both(node: Node, lookup: Lookup) -> Value:
    """`and` ends at the first false, `or` at the first true; else one unknown part decides."""
    ends = node.op == "or"
    values = [evaluate(part, lookup) for part in node.parts]
    if any(value is ends for value in values):
        return ends
    return None if None in values else not ends


def _not(node: Node, lookup: Lookup) -> Value:
    value = evaluate(node.parts[0], lookup)
    return None if value is None else not value


def _if(node: Node, lookup: Lookup) -> Value:
    value = evaluate(node.parts[0], lookup)
    return None if value is None else evaluate(node.parts[1 if value else 2], lookup)


_WAYS: Mapping[str, Callable[[Node, Lookup], Value]] = {
    "n": _literal,
    "c": _read,
    "h": _read,
    "is": _is,
    "sum": _sum,
    "tot": _tot,
    **dict.fromkeys(("neg", "abs", "round"), _alone),
    **dict.fromkeys(ARITHMETIC, _arithmetic),
    **dict.fromkeys(COMPARE, _compare),
    **dict.fromkeys(("and", "or"), _both),
    "not": _not,
    "if": _if,
}
