"""Which numbers of a table a reader from outside is not shown, so that none can be worked out.

Small numbers of persons, households and the like are hidden, and with each what would give it
away: in its column, in its row, and in every list by which the indicator is divided, always over
all units that can be read at once (`kernel/units/suppression.py`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from vungcao.kernel.units import suppression
from vungcao.kernel.units.suppression import Cell, Node, Tree

# What is counted in these is, or lives with, somebody who can be recognised.
PERSONAL = frozenset({"người", "hộ", "cặp", "học sinh"})


@dataclass(frozen=True)
class Counted:
    """An indicator in a period: the number of each unit, and of each item of its lists there."""

    totals: Mapping[Node, int]
    lists: Mapping[str, Mapping[Cell, int]]


@dataclass(frozen=True)
class Hidden:
    """What is not shown. `dark` units lose their whole row; None: nothing can be shown at all."""

    tree: Tree
    dark: frozenset[Node] | None
    lists: Mapping[str, frozenset[Cell] | None]

    def hides_total(self, node: Node) -> bool:
        return self.dark is None or node not in self.tree.above or node in self.dark

    def hides(self, of: str, node: Node, item: str) -> bool:
        """Whether the number of an item is not shown; of a list that cannot be kept none is."""
        cells = self.lists.get(of)
        return self.hides_total(node) or cells is None or (node, item) in cells


def hide(above: Mapping[Node, Node | None], counted: Counted, fewest: int) -> Hidden:
    """What is not shown of an indicator, by units under those above them."""
    whole = Tree(above)
    tree = suppression.without_crumbs(whole, whole.summed(counted.totals), fewest)
    kept = {
        leaf: next(one for one in whole.line(leaf) if one in tree.above) for leaf in whole.leaves
    }
    totals = tree.summed(_gathered(counted.totals, kept))
    dark = suppression.dark_units(tree, totals, fewest) if any(totals.values()) else frozenset()
    if dark is None:
        return Hidden(tree, None, {})
    lists = {of: _hidden(tree, cells, kept, dark, fewest) for of, cells in counted.lists.items()}
    return Hidden(tree, dark, lists)


def _gathered(numbers: Mapping[Node, int], kept: Mapping[Node, Node]) -> dict[Node, int]:
    found: Counter[Node] = Counter()
    for leaf, number in numbers.items():
        found[kept[leaf]] += number
    return dict(found)


def _hidden(
    tree: Tree,
    given: Mapping[Cell, int],
    kept: Mapping[Node, Node],
    dark: frozenset[Node],
    fewest: int,
) -> frozenset[Cell] | None:
    """Of one list. Where the lowest units cannot be shown without telling too much, none is."""
    cells: dict[Cell, int] = {}
    for item in {item for _leaf, item in given}:
        mine = {leaf: number for (leaf, other), number in given.items() if other == item}
        cells |= {
            (node, item): number for node, number in tree.summed(_gathered(mine, kept)).items()
        }
    hidden = suppression.dark_cells(tree, cells, dark, fewest)
    if hidden is not None or tree.coarser.above == tree.above:
        return hidden
    known = {cell: number for cell, number in cells.items() if cell[0] in tree.coarser.above}
    hidden = suppression.dark_cells(tree.coarser, known, dark, fewest)
    return None if hidden is None else hidden | (cells.keys() - known.keys())
