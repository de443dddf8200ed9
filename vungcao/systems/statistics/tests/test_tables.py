"""Figures laid out as a table: recorded or restated, nothing is lost and what lacks is said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.kernel.units.restatement import parts
from vungcao.systems.statistics.rules.adding import Way
from vungcao.systems.statistics.rules.exact import Figure, State
from vungcao.systems.statistics.rules.tables import (
    Column,
    Given,
    Group,
    Laid,
    Slot,
    Weights,
    lay,
    sources,
)

PERIODS = [year * 1000 + 1 for year in range(2016, 2026)]  # the last one lies after the reform
REFORM = 2025
OLD, NEW = (1, 2, 3), (11, 12)
PEOPLE, MINORITY = 7, 8
SUM = Slot(frozenset({PEOPLE}), Way.SUM, 0)
COUNT = Column("0191", "Dân số", "", "người", 0, SUM)
SHARE = Column("0103", "Tỷ lệ", "", "%", 2, Slot(frozenset({MINORITY}), Way.SUM, 0), SUM, 100)
HIGHEST = Column("0701", "Lớn nhất", "", "m", 0, Slot(frozenset({PEOPLE}), Way.MAX, 0))


@dataclass
class Ground:
    """Each unit is a row of its own; before 2025 the old ones stand."""

    weights: Weights = field(default_factory=dict)
    above: dict[int, int] = field(default_factory=dict)

    def reforms(self, period: int) -> Sequence[Weights]:
        return [self.weights] if self.weights and period // 1000 < REFORM else []

    def row(self, unit: int, period: int) -> int | None:
        return unit

    def inner(self, units: Iterable[int], period: int) -> frozenset[int]:
        known = set(units)
        return frozenset(one for one in known if self.above.get(one) in known)

    def stands(self, unit: int, period: int) -> bool:
        return True


Figures = dict[tuple[int, int, int], int]  # by cell, period and unit


def read(figures: Figures, owed: Any = None, **changed: Any) -> Given:
    """As the database gives them: the figures of a unit, each cell by itself."""
    groups: dict[tuple[int, int], list[Group]] = defaultdict(list)
    for (cell, period, unit), number in figures.items():
        said = {"state": State.VALUE, "stage": 3, **changed}
        groups[period, cell].append(
            Group(cell, period, unit, cell, said["state"], 1, number, number, said["stage"])
        )
    atoms = {cell: frozenset({cell}) for cell in (PEOPLE, MINORITY)}
    return Given(atoms, groups, owed or {}, 3)


def table(columns: Sequence[Column], periods: Iterable[int], given: Given, ground: Ground) -> Laid:
    return lay(columns, periods, lambda column, period: sources(column, period, given, ground))


def number(laid: Laid, row: int, nth: int, period: int) -> Fraction | None:
    return laid.values[row, nth, period].added.figure.known


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Weights, Figures]:
    """Ten years of three communes, of which a reform makes two."""
    weights = {
        unit: [(to, draw(st.integers(1, 5))) for to in draw(st.sampled_from([NEW, NEW[:1]]))]
        for unit in OLD
    }
    chance = draw(st.randoms(use_true_random=False))
    figures: Figures = {}
    for period in PERIODS:
        for unit in NEW if period // 1000 >= REFORM else OLD:
            people = chance.randint(0, 3000)
            figures[PEOPLE, period, unit] = people
            figures[MINORITY, period, unit] = chance.randint(0, people)
    return weights, figures


def oracle(weights: Weights, figures: Figures, cell: int, period: int, goal: int) -> int:
    """What has come to a unit, part by part."""
    found = figures.get((cell, period, goal), 0)
    for unit, targets in weights.items():
        if (cell, period, unit) in figures:
            key = f"{cell}:{unit}:{period}:{unit}"
            shares = parts(figures[cell, period, unit], [size for _to, size in targets], key)
            found += sum(
                share for (to, _w), share in zip(targets, shares, strict=True) if to == goal
            )
    return found


@settings(max_examples=15)
@given(worlds())
def test_ten_years_across_a_reform_add_up_to_the_unit_and_ratios_are_worked_out_again(
    world: tuple[Weights, Figures],
) -> None:
    weights, figures = world
    columns = [COUNT, SHARE]

    recorded = table(columns, PERIODS, read(figures), Ground())
    restated = table(columns, PERIODS, read(figures), Ground(weights))

    for period in PERIODS:
        whole = sum(n for (cell, at, _u), n in figures.items() if (cell, at) == (PEOPLE, period))
        assert number(recorded, 0, 0, period) == number(restated, 0, 0, period) == whole
        assert number(recorded, 0, 1, period) == number(restated, 0, 1, period)
        for goal in set(restated.rows) & {row for row, _n, at in restated.values if at == period}:
            if (goal, 0, period) not in restated.values:
                continue
            people, minority = (
                oracle(weights, figures, cell, period, goal) for cell in (PEOPLE, MINORITY)
            )
            assert number(restated, goal, 0, period) == people
            share = Fraction(100 * minority, people) if people else None
            assert number(restated, goal, 1, period) == share


def test_what_cannot_be_divided_is_missing_in_its_parts_and_said() -> None:
    period = PERIODS[0]
    ground = Ground({1: [(11, 1), (12, 1)], 2: [(11, 1)]})

    laid = table(
        [HIGHEST], [period], read({(PEOPLE, period, 1): 9, (PEOPLE, period, 2): 4}), ground
    )

    assert laid.undivided == {(0, 1)}
    assert laid.values[11, 0, period].added.figure == Figure(value=Fraction(4), is_partial=True)
    assert laid.values[12, 0, period].added.figure == Figure(State.NOT_ENTERED)


def test_who_owes_a_figure_and_has_not_given_it_is_counted_and_named() -> None:
    period = PERIODS[0]
    cells = frozenset({PEOPLE})
    owed = {period: {1: cells, 2: cells, 3: cells}}

    laid = table([COUNT], [period], read({(PEOPLE, period, 1): 5}, owed, stage=2), Ground())

    whole = laid.values[0, 0, period]
    assert (whole.told, whole.asked, whole.is_open) == (1, 3, True)
    assert whole.added.figure == Figure(value=Fraction(5), is_partial=True)
    assert laid.missing == {period: {2, 3}}
    assert laid.values[2, 0, period].added.figure == Figure(State.NOT_ENTERED)


def test_each_kind_of_empty_stays_what_it_is() -> None:
    period = PERIODS[0]

    for state in (State.NONE_OCCURRED, State.NOT_COLLECTED, State.NOT_APPLICABLE):
        laid = table([COUNT], [period], read({(PEOPLE, period, 1): 0}, state=state), Ground())

        assert laid.values[1, 0, period].added.figure.state is state


def test_villages_count_only_where_their_commune_has_not_given_the_figure_itself() -> None:
    period = PERIODS[0]
    villages = {(PEOPLE, period, 21): 3, (PEOPLE, period, 31): 4}

    laid = table(
        [COUNT], [period], read({(PEOPLE, period, 2): 10, **villages}), Ground(above={21: 2, 31: 3})
    )

    assert number(laid, 0, 0, period) == 14
    assert laid.rows == [2, 31]
