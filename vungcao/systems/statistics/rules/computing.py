"""Works out the computed cells of a form, each after those it is made of."""

from collections.abc import Mapping, Sequence

from vungcao.systems.statistics.rules.ast import Lookup, Node, figure, here
from vungcao.systems.statistics.rules.circles import order
from vungcao.systems.statistics.rules.exact import Figure


class Sheet:
    """The figures of a form: those entered, with the computed cells over them."""

    def __init__(
        self, formulas: Mapping[str, Node], entered: Lookup, order: Sequence[str] | None = None
    ) -> None:
        """`order` is that of the formulas, where it is known already."""
        self.entered = entered
        self.computed: dict[str, Figure] = {}
        for name in in_order(formulas) if order is None else order:
            self.computed[name] = figure(formulas[name], self)

    def cell(self, name: str) -> Figure | None:
        return self.computed.get(name) or self.entered.cell(name)

    def past(self, name: str, series: str) -> Figure | None:
        return self.entered.past(name, series)

    def below(self, name: str) -> Sequence[Figure | None]:
        return self.entered.below(name)


def in_order(formulas: Mapping[str, Node]) -> tuple[str, ...]:
    """The computed cells so that each comes after those it reads; a circle is refused by name."""
    return order({name: here(node) for name, node in formulas.items()})
