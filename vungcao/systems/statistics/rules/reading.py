"""Reads a tree of `rules/ast.py` from JSON; whatever is wrong is said by its place, all at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from vungcao.systems.statistics.rules.ast import (
    ADDING,
    ARITHMETIC,
    COMPARE,
    SERIES,
    TRUTHS,
    Node,
)
from vungcao.systems.statistics.rules.exact import MOST_PLACES, State, from_canonical

DEEPEST = 50
LARGEST = 2000

Knows = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake: where in the JSON (`checks[2].e[1][2]`), and in words."""

    place: str
    says: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What follows an operation: words, then trees. `most` None: as many as one likes."""

    words: tuple[str, ...] = ()
    least: int = 0
    most: int | None = 0


SHAPES: dict[str, Shape] = {
    "n": Shape(words=("literal",)),
    "c": Shape(words=("cell",)),
    "h": Shape(words=("cell", "series")),
    "k": Shape(words=("cell",)),
    "is": Shape(words=("cell", "state")),
    "round": Shape(words=("places",), least=1, most=1),
    **dict.fromkeys(("neg", "abs", "not"), Shape(least=1, most=1)),
    **dict.fromkeys((*ARITHMETIC, *COMPARE), Shape(least=2, most=2)),
    **dict.fromkeys((*sorted(ADDING), "and", "or"), Shape(least=1, most=None)),
    "if": Shape(least=3, most=3),
}
_OF_TRUTHS = frozenset({"and", "or", "not"})


class Reader:
    """Reads trees of one form; `knows` says whether a cell exists. Mistakes gather in `faults`."""

    def __init__(self, knows: Knows) -> None:
        self.knows = knows
        self.faults: list[Fault] = []
        self.size = 0

    def truth(self, raw: Any, place: str) -> Node | None:
        """A tree that a check may be: true, false or not known yet."""
        return self._typed(raw, place, is_truth=True)

    def number(self, raw: Any, place: str) -> Node | None:
        """A tree that a computed cell may be."""
        return self._typed(raw, place, is_truth=False)

    def _typed(self, raw: Any, place: str, *, is_truth: bool) -> Node | None:
        before, self.size = len(self.faults), 0
        node = self._node(raw, place, 1)
        if node is None or len(self.faults) > before:
            return None
        self._expect(node, place, is_truth=is_truth)
        return node if len(self.faults) == before else None

    def wrong(self, place: str, says: str) -> None:
        self.faults.append(Fault(place, says))

    def _node(self, raw: Any, place: str, depth: int) -> Node | None:
        self.size += 1
        if depth > DEEPEST or self.size > LARGEST:
            if self.size <= LARGEST + 1:
                self.wrong(place, f"quá dài: nhiều nhất {DEEPEST} tầng, {LARGEST} phép")
            self.size = max(self.size, LARGEST + 1)
            return None
        if says := _unshaped(raw):
            self.wrong(place, says)
            return None
        return self._whole(raw, SHAPES[raw[0]], place, depth)

    def _whole(self, raw: list[Any], shape: Shape, place: str, depth: int) -> Node:
        op, *rest = raw
        # What a rounding is told stands last, all other words first.
        count = len(shape.words)
        start = len(rest) - count if op == "round" else 0
        words = rest[start : start + count]
        for kind, word, number in zip(shape.words, words, range(start + 1, len(raw)), strict=False):
            self._word(kind, word, f"{place}[{number}]")
        first = 0 if op == "round" else count
        trees = rest[:start] if op == "round" else rest[count:]
        parts = [
            self._node(tree, f"{place}[{number}]", depth + 1)
            for number, tree in enumerate(trees, first + 1)
        ]
        return Node(op, tuple(part for part in parts if part), tuple(map(str, words)))

    def _word(self, kind: str, word: Any, place: str) -> None:
        if not isinstance(word, str):
            return self.wrong(place, "phải là chữ trong ngoặc kép")
        if says := _WORDS[kind](word, self.knows):
            self.wrong(place, says)
        return None

    def _expect(self, node: Node, place: str, *, is_truth: bool) -> None:
        """Numbers where numbers belong, truths where truths do."""
        if node.op == "k":
            return self.wrong(place, "“k” chỉ đứng trong “sum” hoặc “tot”")
        if node.op != "if" and (node.op in TRUTHS) != is_truth:
            wanted = "điều kiện đúng hoặc sai" if is_truth else "số"
            return self.wrong(place, f"ở đây phải là {wanted}, không phải “{node.op}”")
        for number, part in enumerate(node.parts, 1):
            if node.op in ADDING and part.op == "k":
                continue
            of_truth = node.op in _OF_TRUTHS
            if node.op == "if":
                of_truth = number == 1 or is_truth
            self._expect(part, f"{place}[{number}]", is_truth=of_truth)
        return None


def _unshaped(raw: Any) -> str:
    """Why this is no operation with what belongs to it, or nothing."""
    if not isinstance(raw, list) or not raw or not isinstance(raw[0], str):
        return "phải là một danh sách bắt đầu bằng tên phép tính"
    if (shape := SHAPES.get(raw[0])) is None:
        return f"không có phép tính “{raw[0]}”"
    given = len(raw) - 1 - len(shape.words)
    if given < shape.least or (shape.most is not None and given > shape.most):
        return f"phép “{raw[0]}” không nhận {len(raw) - 1} thành phần"
    return ""


def _literal(word: str, knows: Knows) -> str:
    try:
        from_canonical(word, min(MOST_PLACES, len(word.partition(".")[2])))
    except ValueError:
        return f"“{word}” không phải là số viết như 1234.5"
    return ""


def _cell(word: str, knows: Knows) -> str:
    return "" if knows(word) else f"không có ô “{word}”"


def _series(word: str, knows: Knows) -> str:
    return "" if word in SERIES else f"không có dãy “{word}”, chỉ có {', '.join(SERIES)}"


def _state(word: str, knows: Knows) -> str:
    states = tuple(State)
    return "" if word in states else f"không có trạng thái “{word}”, chỉ có {', '.join(states)}"


def _places(word: str, knows: Knows) -> str:
    is_fine = len(word) == 1 and "0" <= word <= str(MOST_PLACES)
    return "" if is_fine else f"số chữ số lẻ phải từ 0 đến {MOST_PLACES}"


_WORDS: dict[str, Callable[[str, Knows], str]] = {
    "literal": _literal,
    "cell": _cell,
    "series": _series,
    "state": _state,
    "places": _places,
}
