"""Checks of a form as SQL over many answers at once; what fails is what `ast.evaluate` calls False.

The database holds the inputs of an answer as two arrays in the order of the form: `a` the numbers
(a whole number in units of 10^-places, null while unknown) and `s` the states. Unknown is null and
spreads as it does in `ast`. Trees that read the past, another form or the units below, and those
that divide, are left to the hand-over of the answer.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from vungcao.systems.statistics.rules.ast import Node
from vungcao.systems.statistics.rules.exact import State

MOST_LETTERS, MOST_LITERAL_PLACES = 100_000, 12
NOT_APPLICABLE = State.NOT_APPLICABLE.stored
OF_TWO = {"+": "+", "-": "-", "*": "*", **{one: one for one in ("=", "<", "<=", ">", ">=")}}
OF_TWO["!="] = "<>"


class LeftOut(ValueError):
    """A tree that is not compiled."""


class Compiler:
    """`inputs` leads from a cell to its place in the form; `formulas` are the computed cells."""

    def __init__(
        self, inputs: Mapping[str, int], formulas: Mapping[str, Node], places: int
    ) -> None:
        self.inputs, self.formulas, self.places = inputs, formulas, places
        self._cells: dict[str, str] = {}

    def compiled(self, node: Node) -> str:
        """An expression. Raises `LeftOut`."""
        found = self._ways.get(node.op)
        if found is None:
            raise LeftOut(node.op)
        text = found(self, node)
        if len(text) > MOST_LETTERS:
            raise LeftOut("long")
        return text

    def _literal(self, node: Node) -> str:
        value, places = Fraction(node.words[0]), 0
        while (value * 10**places).denominator != 1:
            places += 1
            if places > MOST_LITERAL_PLACES:
                raise LeftOut(node.words[0])
        return f"({int(value * 10**places)}::numeric * 1e-{places})"

    def _cell(self, node: Node) -> str:
        """Multiplied and never divided: a product of the database is exact."""
        name = node.words[0]
        if name in self.inputs:
            number = f"a[{self.inputs[name]}]::numeric"
            return number if not self.places else f"({number} * 1e-{self.places})"
        if name not in self.formulas:
            raise LeftOut(name)
        if name not in self._cells:
            self._cells[name] = self.compiled(self.formulas[name])
        return self._cells[name]

    def _is(self, node: Node) -> str:
        name, state = node.words
        if name not in self.inputs:
            raise LeftOut(name)
        return f"(coalesce(s[{self.inputs[name]}], 1) = {State(state).stored})"

    def _two(self, node: Node) -> str:
        one, other = map(self.compiled, node.parts)
        return f"({one} {OF_TWO[node.op]} {other})"

    def _least(self, node: Node) -> str:
        """`least` of the database passes over what is unknown, this one does not."""
        one, other = map(self.compiled, node.parts)
        word = "least" if node.op == "min" else "greatest"
        return (
            f"(case when {one} is not null and {other} is not null then {word}({one}, {other}) end)"
        )

    def _alone(self, node: Node) -> str:
        text = self.compiled(node.parts[0])
        if node.op == "round":
            return f"round({text}, {int(node.words[0])})"
        return f"(-{text})" if node.op == "neg" else f"abs({text})"

    def _both(self, node: Node) -> str:
        return "(" + f" {node.op} ".join(map(self.compiled, node.parts)) + ")"

    def _not(self, node: Node) -> str:
        return f"(not {self.compiled(node.parts[0])})"

    def _if(self, node: Node) -> str:
        truth, one, other = map(self.compiled, node.parts)
        return f"(case when {truth} then {one} when not {truth} then {other} end)"

    def _sum(self, node: Node) -> str:
        """Unknown while a part is; what does not apply counts nothing."""
        terms = [self._term(part) for part in node.parts]
        return "(" + " + ".join(terms) + ")"

    def _term(self, node: Node) -> str:
        text = self.compiled(node)
        if node.op == "c" and node.words[0] in self.inputs:
            place = self.inputs[node.words[0]]
            return f"(case when s[{place}] = {NOT_APPLICABLE} then 0 else {text} end)"
        return text

    def _tot(self, node: Node) -> str:
        """What is there; unknown when nothing is."""
        terms = ", ".join(f"({self.compiled(part)})" for part in node.parts)
        return f"(select sum(t) from (values {terms}) v(t))"

    _ways: Mapping[str, Callable[["Compiler", Node], str]] = {
        "n": _literal,
        "c": _cell,
        "is": _is,
        **dict.fromkeys(OF_TWO, _two),
        **dict.fromkeys(("min", "max"), _least),
        **dict.fromkeys(("neg", "abs", "round"), _alone),
        **dict.fromkeys(("and", "or"), _both),
        "not": _not,
        "if": _if,
        "sum": _sum,
        "tot": _tot,
    }
