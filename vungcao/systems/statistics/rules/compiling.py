"""Makes SQL of a formula over observations; user text never reaches it, only numbers do.

Divisions are carried to 40 decimals and the answer is cut to 20, so that it is rounded as the exact
one: a third times three is one. A missing part is unknown, and so is what is divided by nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.formulas import (
    Call,
    Chain,
    Formula,
    Number,
    Read,
    Source,
    sources,
)

CARRIED = 40
TOLD_FROM_NOTHING = 30
KEPT = 20


@dataclass(frozen=True)
class Cells:
    """The cells that make up a source, and their decimals."""

    cells: Sequence[int]
    places: int = 0


Resolve = Callable[[Source], Cells]


@dataclass(frozen=True)
class Dialect:
    """What engines say differently. A plain `/` of whole numbers, and `least` over NULL, differ."""

    number: str
    over: str
    whole: str
    least: str
    greatest: str


_ALL_KNOWN = "(select case when bool_and(v is not null) then {0}(v) end from unnest(array[{1}]) v)"
POSTGRES = Dialect(
    number="cast({0} as numeric)",
    over=f"(round({{0}}, {CARRIED}) / nullif(round({{1}}, {TOLD_FROM_NOTHING}), 0))",
    whole=f"div(round({{0}}, {KEPT}), nullif(round({{1}}, {KEPT}), 0))",
    least=_ALL_KNOWN.format("min", "{0}"),
    greatest=_ALL_KNOWN.format("max", "{0}"),
)


@dataclass(frozen=True)
class Compiled:
    """Columns to add up over observations `o`, and each formula over what these columns give."""

    columns: tuple[str, ...]
    expressions: tuple[str, ...]
    parameters: dict[str, Decimal | list[int]]


def compiled(
    formulas: Sequence[Formula], resolve: Resolve, dialect: Dialect = POSTGRES
) -> Compiled:
    """Several formulas for one query: select the columns, grouped as one likes, then from that."""
    every = dict.fromkeys(source for formula in formulas for source in sources(formula))
    writer = _Writer(tuple(every), dialect)
    columns = [writer.column(number, resolve(source)) for number, source in enumerate(every)]
    expressions = [f"round({writer.said(formula)}, {KEPT})" for formula in formulas]
    return Compiled(tuple(columns), tuple(expressions), writer.parameters)


class _Writer:
    """Writes one formula, and keeps the parameters that its text names."""

    def __init__(self, sources: tuple[Source, ...], dialect: Dialect) -> None:
        self.sources = sources
        self.dialect = dialect
        self.parameters: dict[str, Decimal | list[int]] = {}

    def column(self, number: int, cells: Cells) -> str:
        """What was entered for the cells, as one number: nothing occurred counts 0."""
        self.parameters[f"cells_{number}"] = list(cells.cells)
        known = f"case o.state when {State.VALUE.stored} then o.value"
        known += f" when {State.NONE_OCCURRED.stored} then 0 end"
        units = f"sum({known}) filter (where o.cell = any(%(cells_{number})s))"
        scale = f" * {Decimal(1).scaleb(-cells.places):f}" if cells.places else ""
        return f"{units}{scale} as s{number}"

    def said(self, formula: Formula) -> str:
        if isinstance(formula, Number):
            return self.number(formula)
        if isinstance(formula, Read):
            return f"s{self.sources.index(formula.source)}"
        if isinstance(formula, Chain):
            return self.chain(formula)
        return self.call(formula)

    def number(self, formula: Number) -> str:
        name = f"number_{len(self.parameters)}"
        self.parameters[name] = Decimal(formula.value.numerator) / formula.value.denominator
        return self.dialect.number.format(f"%({name})s")

    def chain(self, formula: Chain) -> str:
        first, *rest = map(self.said, formula.parts)
        for sign, part in zip(formula.signs, rest, strict=True):
            if sign == "/":
                first = self.dialect.over.format(first, part)
            else:
                first = f"{first} {sign} {part}"
        return f"({first})"

    def call(self, formula: Call) -> str:
        parts = list(map(self.said, formula.parts))
        if formula.name == "round":
            places = formula.parts[1]
            assert isinstance(places, Number)
            return f"round(round({parts[0]}, {KEPT}), {int(places.value)})"
        if formula.name == "div":
            return self.dialect.whole.format(*parts)
        if formula.name == "nullif":
            parts = [f"round({part}, {KEPT})" for part in parts]
        return self.template(formula.name).format(", ".join(parts))

    def template(self, name: str) -> str:
        special = {
            "neg": "(-({0}))",
            "min": self.dialect.least,
            "max": self.dialect.greatest,
        }
        return special.get(name, name + "({0})")
