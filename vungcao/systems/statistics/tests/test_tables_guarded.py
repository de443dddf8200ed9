"""What a reader from outside is shown: nothing small, and nothing from which it follows."""

from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.statistics.rules.tables_guarded import Counted, Hidden, hide

ABOVE = {0: None, 10: 0, 20: 0, 1: 10, 2: 10, 3: 20, 4: 20, 5: 20}
LEAVES = (1, 2, 3, 4, 5)
ITEMS = ("m", "f")
FEWEST = 5
Rows = list[dict[tuple[int, str], int]]
numbers = st.one_of(st.integers(0, 8), st.integers(20, 90))
counts = st.dictionaries(
    st.sampled_from(list(product(LEAVES, ITEMS))), numbers, min_size=10, max_size=10
)


def below(node: int) -> list[int]:
    return [leaf for leaf in LEAVES if node in (leaf, ABOVE[leaf], 0)]


def sizes(cells: dict[tuple[int, str], int]) -> dict[tuple[int, str], int]:
    """Every number of the table; the item "" is the total of a unit."""
    return {
        (node, item): sum(
            cells[leaf, one] for leaf in below(node) for one in ITEMS if item in ("", one)
        )
        for node in ABOVE
        for item in (*ITEMS, "")
    }


def shown(hidden: Hidden, node: int, item: str) -> bool:
    return not (hidden.hides("sex", node, item) if item else hidden.hides_total(node))


def follows(known: set[tuple[int, str]], wanted: tuple[int, str]) -> bool:
    """Whether a number is a sum and difference of known ones: by elimination over the leaves."""
    unknowns = list(product(LEAVES, ITEMS))

    def row(cell: tuple[int, str]) -> list[Fraction]:
        node, item = cell
        return [Fraction(leaf in below(node) and item in ("", one)) for leaf, one in unknowns]

    rows = [row(cell) for cell in known]
    return rank([*rows, row(wanted)]) == rank(rows)


def rank(rows: list[list[Fraction]]) -> int:
    found, rows = 0, [row.copy() for row in rows]
    for column in range(len(LEAVES) * len(ITEMS)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        found += 1
        for row in rows:
            times = row[column] / pivot[column]
            row[:] = [one - times * other for one, other in zip(row, pivot, strict=True)]
    return found


@settings(max_examples=12, deadline=None)
@given(counts)
def test_no_small_number_is_shown_or_follows_from_what_is(
    cells: dict[tuple[int, str], int],
) -> None:
    totals = {leaf: sum(cells[leaf, item] for item in ITEMS) for leaf in LEAVES}

    hidden = hide(ABOVE, Counted(totals, {"sex": cells}), FEWEST)

    every = sizes(cells)
    known = {cell for cell in every if shown(hidden, *cell)}
    small = {cell for cell, number in every.items() if 0 < number < FEWEST}
    assert not known & small
    assert not [cell for cell in small if follows(known, cell)]


def test_large_numbers_and_noughts_stay() -> None:
    cells = {(leaf, item): 0 if item == "f" else 30 for leaf, item in product(LEAVES, ITEMS)}

    hidden = hide(ABOVE, Counted(dict.fromkeys(LEAVES, 30), {"sex": cells}), FEWEST)

    assert all(shown(hidden, node, item) for node in ABOVE for item in ("", *ITEMS))


def test_a_small_whole_shows_nothing() -> None:
    cells = dict.fromkeys(product(LEAVES, ITEMS), 0) | {(1, "m"): 3}

    hidden = hide(ABOVE, Counted({1: 3}, {"sex": cells}), FEWEST)

    assert not any(shown(hidden, node, item) for node in ABOVE for item in ("", *ITEMS))
