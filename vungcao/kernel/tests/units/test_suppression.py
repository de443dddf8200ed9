"""What is hidden of a table cannot be computed from the rest; a solver that tries all says so."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.kernel.units.suppression import (
    REST,
    Tree,
    dark_cells,
    dark_units,
    without_crumbs,
)

FLAT = {0: None, 1: 0, 2: 0, 3: 0}
DEEP = {0: None, 10: 0, 20: 0, 1: 10, 2: 10, 3: 20, 4: 20}
LOPSIDED = {0: None, 10: 0, 20: 0, 1: 10, 2: 20, 3: 20}
CODES = ("m", "f"), ("x", "y", "z")
Cells = dict[tuple[int, str], int]


class Solver:
    """Every table of whole numbers that fits what is shown; knows nothing of the rules.

    It knows that nobody is shown as 0, so that what is hidden in a unit whose total is shown is at
    least one, and that a column stands there because somebody is in it.
    """

    def __init__(self, above: Mapping[int, int | None], shown: dict[tuple[int, str], int | None]):
        self.above, self.shown = above, shown
        self.leaves = [node for node in above if node not in above.values()]

    def over(self, leaf: int) -> Iterator[int]:
        at: int | None = leaf
        while at is not None:
            yield at
            at = self.above[at]

    def sums(self, at_leaves: tuple[int, ...]) -> dict[int, int]:
        found: dict[int, int] = defaultdict(int)
        for leaf, value in zip(self.leaves, at_leaves, strict=True):
            for node in self.over(leaf):
                found[node] += value
        return found

    def totals(self, most: int) -> Iterator[tuple[int, ...]]:
        choices = []
        for leaf in self.leaves:
            value = self.shown[leaf, ""]
            choices.append(range(1, most + 1) if value is None else [value])
        for guess in product(*choices):
            sums = self.sums(guess)
            if all(self.shown[node, ""] in (None, sums[node]) for node in self.above):
                yield guess

    def columns(self, totals: tuple[int, ...], codes: tuple[str, ...]) -> Iterator[Cells]:
        rows = [
            [row for row in product(range(total + 1), repeat=len(codes)) if sum(row) == total]
            for total in totals
        ]
        rows = [
            [row for row in there if self.fits_row(leaf, row, codes)]
            for leaf, there in zip(self.leaves, rows, strict=True)
        ]
        for guess in product(*rows):
            table: Cells = {}
            for nth, code in enumerate(codes):
                sums = self.sums(tuple(row[nth] for row in guess))
                table |= {(node, code): sums[node] for node in self.above}
            if all(self.fits(cell, value) for cell, value in table.items()):
                yield table

    def fits_row(self, leaf: int, row: tuple[int, ...], codes: tuple[str, ...]) -> bool:
        return all(self.fits((leaf, code), value) for code, value in zip(codes, row, strict=True))

    def fits(self, cell: tuple[int, str], value: int) -> bool:
        said = self.shown[cell]
        if said is not None:
            return said == value
        is_whole_row_hidden = self.shown[cell[0], ""] is None
        return value >= 1 or (is_whole_row_hidden and self.above[cell[0]] is not None)

    def possible(self, groups: list[tuple[str, ...]], most: int) -> dict[tuple[int, str], set[int]]:
        found: dict[tuple[int, str], set[int]] = defaultdict(set)
        for totals in self.totals(most):
            tables = [list(self.columns(totals, codes)) for codes in groups]
            if all(tables):
                for node, value in self.sums(totals).items():
                    found[node, ""].add(value)
                for table in (one for group in tables for one in group):
                    for cell, value in table.items():
                        found[cell].add(value)
        return found


@st.composite
def provinces(draw: st.DrawFn) -> tuple[dict[int, int | None], dict[int, list[tuple[str, str]]]]:
    """A tree with a few persons at each leaf, each with one code of either group."""
    above = draw(st.sampled_from([FLAT, DEEP, LOPSIDED]))
    person = st.tuples(*(st.sampled_from(codes) for codes in CODES))
    leaves = [node for node in above if node not in above.values()]
    return above, {leaf: draw(st.lists(person, max_size=3)) for leaf in leaves}


def table(above: Mapping[int, int | None], lived: Mapping[int, list[str]]) -> Cells:
    """Every cell of a group, in which only columns stand that somebody is in."""
    codes = sorted({code for found in lived.values() for code in found})
    tree = Tree(above)
    sums = {
        code: tree.summed({leaf: found.count(code) for leaf, found in lived.items()})
        for code in codes
    }
    return {(node, code): sums[code][node] for node in above for code in codes}


@settings(max_examples=40)
@given(provinces())
def test_no_hidden_number_follows_from_what_is_shown(
    province: tuple[dict[int, int | None], dict[int, list[tuple[str, str]]]],
) -> None:
    above, persons = province
    tree, fewest = Tree(above), 3
    totals = tree.summed({leaf: len(found) for leaf, found in persons.items()})
    dark = dark_units(tree, totals, fewest)
    if dark is None:
        return  # nothing is shown
    shown: dict[tuple[int, str], int | None] = {
        (node, ""): None if node in dark else totals[node] for node in above
    }
    groups = []
    for nth in range(2):
        cells = table(above, {leaf: [one[nth] for one in found] for leaf, found in persons.items()})
        hidden = dark_cells(tree, cells, dark, fewest)
        if hidden is not None:
            groups.append(tuple(sorted({code for _node, code in cells})))
            shown |= {cell: None if cell in hidden else value for cell, value in cells.items()}

    possible = Solver(above, shown).possible(groups, most=5)

    for cell, value in shown.items():
        assert value is not None or len(possible[cell]) > 1, f"{cell} is one of {possible[cell]}"
        assert value is None or value == 0 or value >= fewest, f"{cell} is shown: {value}"


@given(provinces())
def test_where_everything_is_large_enough_nothing_is_hidden(
    province: tuple[dict[int, int | None], dict[int, list[tuple[str, str]]]],
) -> None:
    above, persons = province
    tree = Tree(above)
    totals = tree.summed({leaf: len(found) for leaf, found in persons.items()})
    cells = table(above, {leaf: [one[0] for one in found] for leaf, found in persons.items()})

    assert dark_units(tree, totals, 1) == frozenset()
    assert dark_cells(tree, cells, frozenset(), 1) == frozenset()


def test_one_small_commune_takes_the_smallest_of_its_neighbours_along() -> None:
    assert dark_units(Tree(FLAT), {0: 26, 1: 3, 2: 8, 3: 15}, 5) == frozenset({1, 2})


def test_two_small_communes_of_one_person_each_need_a_third() -> None:
    assert dark_units(Tree(FLAT), {0: 11, 1: 1, 2: 1, 3: 9}, 5) == frozenset({1, 2, 3})


def test_a_commune_alone_in_its_district_takes_the_district_along() -> None:
    totals = {0: 19, 10: 2, 1: 2, 20: 17, 2: 8, 3: 9}

    assert dark_units(Tree(LOPSIDED), totals, 5) == frozenset({1, 10, 20, 2})


def test_nothing_is_shown_of_a_province_with_too_few() -> None:
    assert dark_units(Tree(FLAT), {0: 4, 1: 4, 2: 0, 3: 0}, 5) is None


def test_a_nought_is_shown_and_never_used_to_hide() -> None:
    cells = {
        (0, "m"): 20, (0, "f"): 11, (1, "m"): 10, (1, "f"): 0,
        (2, "m"): 4, (2, "f"): 6, (3, "m"): 6, (3, "f"): 5,
    }  # fmt: skip

    hidden = dark_cells(Tree(FLAT), cells, frozenset(), 5)

    assert hidden == frozenset({(2, "m"), (2, "f"), (3, "m"), (3, "f")})


def test_those_who_lack_a_column_may_be_few() -> None:
    cells = {(0, "11"): 18, (0, REST): 2, (1, "11"): 9, (1, REST): 1, (2, "11"): 9, (2, REST): 1}

    assert dark_cells(Tree({0: None, 1: 0, 2: 0}), cells, frozenset(), 5) == frozenset()


def test_communes_of_one_person_each_are_left_out_so_that_their_district_can_be_shown() -> None:
    totals = {0: 31, 10: 5, 20: 26, 1: 3, 2: 2, 3: 12, 4: 14}

    tree = without_crumbs(Tree(DEEP), totals | {1: 1, 2: 4}, 5)
    assert tree.above == DEEP, "one and four may also be two and three"

    narrow = {0: None, 10: 0, 20: 0, 1: 10, 3: 20, 4: 20}
    tree = without_crumbs(Tree(narrow), {0: 29, 10: 3, 20: 26, 1: 3, 3: 12, 4: 14}, 5)
    assert tree.above == {0: None, 10: 0, 20: 0, 3: 20, 4: 20}
