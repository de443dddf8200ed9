"""Formulas and checks of a form in words, as its readers know the cells: by their headings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from vungcao.systems.statistics.rules.ast import SERIES, Node
from vungcao.systems.statistics.rules.exact import MOST_PLACES, STATE_NAMES, State, write
from vungcao.systems.statistics.rules.layout import Layout

SIGNS = {
    "+": "+",
    "-": "−",
    "*": "×",
    "/": ":",
    "=": "bằng",
    "!=": "khác",
    "<": "nhỏ hơn",
    "<=": "không lớn hơn",
    ">": "lớn hơn",
    ">=": "không nhỏ hơn",
    "and": "và",
    "or": "hoặc",
}
CALLS = {
    "min": "số nhỏ nhất của",
    "max": "số lớn nhất của",
    "abs": "trị tuyệt đối của",
    "neg": "số đối của",
    "sum": "tổng của",
    "tot": "tổng của",
    "not": "không phải",
}


@dataclass(frozen=True)
class Names:
    """What rows and columns are called."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]

    @classmethod
    def of(cls, layout: Layout) -> "Names":
        rows = {row.code: row.label for part in layout.sections for row in part.rows}
        columns = {one.code: one.name for part in layout.sections for one in part.columns}
        return cls(rows, columns)

    def cell(self, name: str) -> str:
        """`*` stands for each row or column, one by one: then only the other is named."""
        form, _colon, code = name.rpartition(":")
        if form:
            return f"ô {code} của biểu {form}"
        row, _dot, column = code.partition(".")
        said = [self.rows.get(row, row), self.columns.get(column, column)]
        return "“" + ", ".join(one for one in said if one != "*") + "”"


def words(node: Node, names: Names) -> str:
    """A tree as a sentence would say it."""
    if node.op in SIGNS:
        return f" {SIGNS[node.op]} ".join(_inner(part, names) for part in node.parts)
    if node.op in CALLS:
        return f"{CALLS[node.op]} " + "; ".join(_inner(part, names) for part in node.parts)
    return _WAYS[node.op](node, names)


def _inner(node: Node, names: Names) -> str:
    said = words(node, names)
    return f"({said})" if node.op in SIGNS or node.op in CALLS or node.op == "if" else said


def _number(node: Node, names: Names) -> str:
    return write(Fraction(node.words[0]), MOST_PLACES)


def _cell(node: Node, names: Names) -> str:
    return names.cell(node.words[0])


def _past(node: Node, names: Names) -> str:
    return f"{names.cell(node.words[0])} ({SERIES[node.words[1]]})"


def _below(node: Node, names: Names) -> str:
    return f"{names.cell(node.words[0])} của các đơn vị bên dưới"


def _state(node: Node, names: Names) -> str:
    return f"{names.cell(node.words[0])} là “{STATE_NAMES[State(node.words[1])]}”"


def _rounded(node: Node, names: Names) -> str:
    return f"{_inner(node.parts[0], names)} làm tròn đến {node.words[0]} chữ số lẻ"


def _either(node: Node, names: Names) -> str:
    condition, one, other = (_inner(part, names) for part in node.parts)
    return f"nếu {condition} thì {one}, nếu không thì {other}"


_WAYS: Mapping[str, Callable[[Node, Names], str]] = {
    "n": _number,
    "c": _cell,
    "h": _past,
    "k": _below,
    "is": _state,
    "round": _rounded,
    "if": _either,
}
