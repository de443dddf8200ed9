"""Hiding small numbers so that nobody can compute them from what is shown.

A table of units (a tree: province, districts, communes) and columns is a flow: persons come in at
a commune, pass through a column and are collected upwards. A hidden number is safe exactly when it
lies on a cycle of hidden numbers along which one person can be pushed round: then another table
fits everything that is shown. So for each small number the cheapest such cycle is hidden as well.

A reader is taken to know all this, and that a hidden number is at least one, because nobody is
shown as 0. Where the total of a unit is hidden its whole row is, noughts and all, but for those
that follow from a nought above.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush

Node = int
Code = str
Cell = tuple[Node, Code]
Place = tuple[str, Node, Code]  # where persons are collected
ALL: Code = ""  # the column of all persons
REST: Code = "…"  # those who lack what the other column counts; never shown by itself
OUTSIDE: Place = ("outside", 0, "")


@dataclass(frozen=True)
class Tree:
    """Units by the unit above them; the top has none. Sums go up."""

    above: Mapping[Node, Node | None]

    @cached_property
    def leaves(self) -> set[Node]:
        return self.above.keys() - set(self.above.values())

    @cached_property
    def coarser(self) -> "Tree":
        """Without the leaves, but for those that stand right below the top."""
        kept = {node: above for node, above in self.above.items() if node not in self.leaves}
        right = {node: above for node, above in self.above.items() if self._is_high(above)}
        return Tree(kept | right)

    def _is_high(self, above: Node | None) -> bool:
        return above is None or self.above[above] is None

    def line(self, node: Node) -> list[Node]:
        """From a unit up to the top."""
        found: list[Node] = []
        at: Node | None = node
        while at is not None:
            found.append(at)
            at = self.above[at]
        return found

    def summed(self, counts: Mapping[Node, int]) -> dict[Node, int]:
        """What the leaves hold, for every unit."""
        sums = dict.fromkeys(self.above, 0)
        for leaf, count in counts.items():
            for node in self.line(leaf):
                sums[node] += count
        return sums


@dataclass(frozen=True)
class _Arc:
    """A number on its way from `tail` to `head`; it can fall as far as `floor`."""

    tail: Place
    head: Place
    value: int
    floor: int

    @property
    def price(self) -> int:
        """What hiding it costs: the number itself, and of the whole province nearly anything."""
        return self.value + 1 + (10**9 if self.head == OUTSIDE else 0)

    @property
    def can_fall(self) -> bool:
        return self.value > self.floor


@dataclass
class _Flow:
    """Numbers that can be hidden, and those that are."""

    arcs: Mapping[Cell, _Arc]
    hidden: set[Cell] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.around: dict[Place, list[tuple[Place, Cell]]] = defaultdict(list)
        for cell, arc in self.arcs.items():
            self.around[arc.tail].append((arc.head, cell))
            if arc.can_fall:
                self.around[arc.head].append((arc.tail, cell))

    def protect(self, wanted: Iterable[Cell]) -> bool:
        """Hide these and what keeps them safe; False where nothing can."""
        for cell in sorted(wanted, key=lambda cell: (self.arcs[cell].value, cell)):
            self.hidden.add(cell)
            cycle = self._cycle(cell)
            if cycle is None:
                return False
            self.hidden |= cycle
        return True

    def _cycle(self, cell: Cell) -> set[Cell] | None:
        """The cells of the cheapest cycle through this one, which may rise or fall on it."""
        arc = self.arcs[cell]
        ways = [self._way(arc.head, arc.tail, cell)]
        if arc.can_fall:
            ways.append(self._way(arc.tail, arc.head, cell))
        found = [way for way in ways if way is not None]
        return min(found, key=lambda way: way[0])[1] if found else None

    def _way(self, start: Place, goal: Place, without: Cell) -> tuple[int, set[Cell]] | None:
        """Dijkstra's way; what is hidden already costs nothing."""
        best = {start: 0}
        came: dict[Place, tuple[Place, Cell]] = {}
        waiting = [(0, start)]
        while waiting:
            cost, at = heappop(waiting)
            if at == goal:
                return cost, _walked(came, start, goal)
            for there, cell in self.around[at] if cost == best[at] else ():
                price = cost + (0 if cell in self.hidden else self.arcs[cell].price)
                if cell != without and (there not in best or price < best[there]):
                    best[there], came[there] = price, (at, cell)
                    heappush(waiting, (price, there))
        return None


def _walked(came: Mapping[Place, tuple[Place, Cell]], start: Place, goal: Place) -> set[Cell]:
    cells, at = set(), goal
    while at != start:
        at, cell = came[at]
        cells.add(cell)
    return cells


def dark_units(tree: Tree, totals: Mapping[Node, int], fewest: int) -> frozenset[Node] | None:
    """The units whose number of persons is not shown; None where no number can be shown at all.

    The number of the top never needs to fall: a larger one is always possible.
    """
    flow = _Flow(
        {
            (node, ALL): _Arc(tail, head, totals[node], totals[node] if above is None else 1)
            for node, above in tree.above.items()
            if totals[node]
            for tail, head in [_ends(tree, node, ALL, OUTSIDE)]
        }
    )
    small = {cell for cell in flow.arcs if totals[cell[0]] < fewest}
    tops = {node for node, above in tree.above.items() if above is None}
    if any(node in tops for node, _all in small) or not flow.protect(small):
        return None
    return frozenset(node for node, _all in flow.hidden)


def without_crumbs(tree: Tree, totals: Mapping[Node, int], fewest: int) -> Tree:
    """The tree without the leaves of units whose own number could not be shown beside them.

    Where five communes hold one person each, their district is worth more than their names.
    """
    kept = dict(tree.above)
    for node in set(tree.above.values()) - {None}:
        parts = [leaf for leaf in tree.leaves if tree.above[leaf] == node]
        branch = Tree({**dict.fromkeys(parts, node), node: None})  # type: ignore[dict-item]
        dark = dark_units(branch, totals, fewest) if parts else frozenset()
        if dark is None or node in dark:
            for leaf in parts:
                del kept[leaf]
    return Tree(kept)


def dark_cells(
    tree: Tree, cells: Mapping[Cell, int], dark: frozenset[Node], fewest: int
) -> frozenset[Cell] | None:
    """The numbers of one group of columns that are not shown; None where the group cannot be.

    The columns part the persons: those of a unit add up to its total. `dark` are the units whose
    total is hidden; of them only noughts are shown that follow from a nought above them.
    """
    hidden = {cell for cell in cells if cell[0] in dark and not _is_nought(tree, cells, dark, cell)}
    if len({code for _node, code in cells}) < 2:
        return frozenset(hidden)  # everybody is in the one column: its numbers are the totals
    arcs = {
        cell: _Arc(*_ends(tree, cell[0], cell[1], ("row", cell[0], "")), value, floor)
        for cell, value in cells.items()
        for floor in [0 if cell in hidden and tree.above[cell[0]] is not None else 1]
        if value or not floor
    }
    small = {
        cell for cell in arcs if (0 < cells[cell] < fewest and cell[1] != REST) or cell in hidden
    }
    flow = _Flow(arcs, hidden)
    return frozenset(flow.hidden) if flow.protect(small) else None


def _is_nought(tree: Tree, cells: Mapping[Cell, int], dark: frozenset[Node], cell: Cell) -> bool:
    """Whether a unit above, of which numbers are shown, has nobody in the column."""
    node, code = cell
    return any(over not in dark and not cells[over, code] for over in tree.line(node))


def _ends(tree: Tree, node: Node, code: Code, source: Place) -> tuple[Place, Place]:
    """A unit's number goes into that of the unit above; a leaf's comes from `source`."""
    above = tree.above[node]
    head = OUTSIDE if above is None else ("units", above, code)
    return (source if node in tree.leaves else ("units", node, code)), head
