"""Formulas (công thức) of indicators: `100 * #{0301|sex=2} / #{0102}`, read and worked out exactly.

Numbers are written 0.5; `#{code|list=item,…}` is an indicator, narrowed to items of its lists. What
is not known spreads, and so does a division by nothing. `compiling.py` makes SQL of the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from vungcao.systems.statistics.rules import circles
from vungcao.systems.statistics.rules.exact import MOST_PLACES, half_away

LONGEST = 4000
DEEPEST = 50
LARGEST = 500


Items = tuple[tuple[str, str], ...]


class Wrong(ValueError):
    """A formula that cannot be read: at which character, counted from 1, and why."""

    def __init__(self, at: int, says: str) -> None:
        self.at, self.says = at, says
        super().__init__(f"ký tự {at}: {says}")


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction
    at: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """An indicator, narrowed to items of code lists. Where it stands makes no other source."""

    code: str
    items: Items = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A source where it stands in the text."""

    source: Source
    at: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Terms or factors from left to right; `signs` stand between them."""

    parts: tuple["Formula", ...]
    signs: tuple[str, ...]
    at: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """A function, or the sign `neg`."""

    name: str
    parts: tuple["Formula", ...]
    at: int = 0


Formula = Number | Read | Chain | Call


@dataclass(frozen=True, slots=True)
class Function:
    """How many parts it takes, and what an officer is told about it."""

    least: int
    most: int
    says: str


FUNCTIONS = {
    "min": Function(2, 9, "số nhỏ nhất"),
    "max": Function(2, 9, "số lớn nhất"),
    "abs": Function(1, 1, "giá trị tuyệt đối"),
    "round": Function(2, 2, "làm tròn đến chừng ấy chữ số lẻ"),
    "div": Function(2, 2, "phần nguyên của phép chia"),
    "coalesce": Function(2, 2, "số thứ hai khi chưa biết số thứ nhất"),
    "nullif": Function(2, 2, "coi như chưa biết khi hai số bằng nhau"),
}


def parts(formula: Formula) -> tuple[Formula, ...]:
    return formula.parts if isinstance(formula, Chain | Call) else ()


def every(formula: Formula) -> Iterator[Formula]:
    """The formula and all that it is made of."""
    yield formula
    for part in parts(formula):
        yield from every(part)


def sources(formula: Formula) -> dict[Source, int]:
    """Each figure that the formula reads, and where it stands first."""
    found: dict[Source, int] = {}
    for one in every(formula):
        if isinstance(one, Read):
            found.setdefault(one.source, one.at)
    return found


def dependencies(formula: Formula) -> frozenset[str]:
    """The codes of the indicators that the formula reads."""
    return frozenset(source.code for source in sources(formula))


def in_order(formulas: Mapping[str, Formula]) -> tuple[str, ...]:
    """Codes so that each stands after those it reads; a circle is refused with its codes."""
    return circles.order({code: dependencies(one) for code, one in formulas.items()})


def expanded(formulas: Mapping[str, Formula]) -> dict[str, Formula]:
    """Each formula down to indicators that are counted: what it reads of others is put in."""
    done: dict[str, Formula] = {}
    for code in in_order(formulas):
        done[code] = checked(_put_in(formulas[code], done, ()))
    return done


def _put_in(formula: Formula, done: Mapping[str, Formula], items: Items) -> Formula:
    """`items` narrow all that is read: half of a ratio divides half by half."""
    if isinstance(formula, Number):
        return formula
    if isinstance(formula, Read):
        both = tuple(sorted({*formula.source.items, *items}))
        if len({name for name, _ in both}) < len(both):
            raise Wrong(formula.at, f"“{formula.source.code}” đã chia theo phân tổ ấy rồi")
        if (inner := done.get(formula.source.code)) is not None:
            return _put_in(inner, {}, both)
        return replace(formula, source=Source(formula.source.code, both))
    return replace(formula, parts=tuple(_put_in(part, done, items) for part in formula.parts))


def checked(formula: Formula) -> Formula:
    """The formula, if it is neither too deep nor too large and calls each function rightly."""
    if _depth(formula) > DEEPEST:
        raise Wrong(formula.at, f"lồng nhau quá {DEEPEST} tầng")
    found = list(every(formula))
    if len(found) > LARGEST:
        raise Wrong(formula.at, f"dài quá {LARGEST} thành phần")
    for one in found:
        if isinstance(one, Call) and one.name != "neg":
            _check_call(one)
    return formula


def _depth(formula: Formula) -> int:
    """Without recursion, since it guards against what is too deep for that."""
    level, depth = [formula], 0
    while level and depth <= DEEPEST:
        level, depth = [part for one in level for part in parts(one)], depth + 1
    return depth


def _check_call(call: Call) -> None:
    if (function := FUNCTIONS.get(call.name)) is None:
        raise Wrong(call.at, f"không có hàm “{call.name}”, chỉ có {', '.join(FUNCTIONS)}")
    if not function.least <= len(call.parts) <= function.most:
        raise Wrong(call.at, f"hàm “{call.name}” không nhận {len(call.parts)} thành phần")
    if call.name == "round" and not _is_places(call.parts[1]):
        raise Wrong(call.parts[1].at, f"số chữ số lẻ phải là số từ 0 đến {MOST_PLACES}")


def _is_places(formula: Formula) -> bool:
    return isinstance(formula, Number) and formula.value in range(MOST_PLACES + 1)


Value = Fraction | None
Values = Callable[[Source], Value]


def evaluate(formula: Formula, values: Values) -> Value:
    """What the formula comes to, exactly."""
    if isinstance(formula, Number):
        return formula.value
    if isinstance(formula, Read):
        return values(formula.source)
    found = [evaluate(part, values) for part in formula.parts]
    if isinstance(formula, Call) and formula.name in _FORGIVING:
        return _FORGIVING[formula.name](*found)
    known = [one for one in found if one is not None]
    if len(known) < len(found):
        return None
    if isinstance(formula, Call):
        return _CALLS[formula.name](*known)
    return _folded(known, formula.signs)


def _folded(values: list[Fraction], signs: tuple[str, ...]) -> Value:
    so_far: Value = values[0]
    for sign, value in zip(signs, values[1:], strict=True):
        so_far = None if so_far is None else _SIGNS[sign](so_far, value)
    return so_far


def _whole(one: Fraction, other: Fraction) -> Value:
    return Fraction(int(one / other)) if other else None


_SIGNS: Mapping[str, Callable[[Fraction, Fraction], Value]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other if other else None,
}
_CALLS: Mapping[str, Callable[..., Value]] = {
    "neg": lambda one: -one,
    "min": min,
    "max": max,
    "abs": abs,
    "round": lambda one, places: half_away(one, int(places)),
    "div": _whole,
}
_FORGIVING: Mapping[str, Callable[..., Value]] = {
    "coalesce": lambda one, other: other if one is None else one,
    "nullif": lambda one, other: None if one == other else one,
}
