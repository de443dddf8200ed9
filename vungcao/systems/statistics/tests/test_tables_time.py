"""Quarters into years, formulas on every line, small numbers: each against a count by hand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.systems.statistics.rules import grammar, tables, tables_time
from vungcao.systems.statistics.rules.adding import Way
from vungcao.systems.statistics.rules.exact import Figure, State
from vungcao.systems.statistics.rules.formulas import sources
from vungcao.systems.statistics.rules.tables import (
    Column,
    Given,
    Group,
    Laid,
    Slot,
    Source,
    Worked,
)

YEAR, QUARTERS = 2025001, (2025201, 2025202, 2025203, 2025204)
UNITS, CELL, OTHER = (1, 2, 3), 7, 8
Figures = dict[tuple[int, int, int], int]  # by cell, period and unit


@dataclass
class Ground:
    """Units that stand until the quarter that is said, or for ever."""

    until: dict[int, int] = field(default_factory=dict)

    def reforms(self, period: int) -> Sequence[tables.Weights]:
        return ()

    def row(self, unit: int, period: int) -> int | None:
        return unit

    def inner(self, units: Iterable[int], period: int) -> frozenset[int]:
        return frozenset()

    def stands(self, unit: int, period: int) -> bool:
        return period < self.until.get(unit, 9999999)


def read(figures: Figures) -> Given:
    groups: dict[tuple[int, int], list[Group]] = defaultdict(list)
    for (cell, period, unit), number in figures.items():
        groups[period, cell].append(
            Group(cell, period, unit, cell, State.VALUE, 1, number, number, 3)
        )
    return Given({cell: frozenset({cell}) for cell in (CELL, OTHER)}, groups, {}, 3)


def laid(column: Column, figures: Figures, ground: Ground | None = None) -> Laid:
    mine, land = read(figures), ground or Ground()

    def found(column: Column, _period: int) -> Iterator[Source]:
        return tables_time.sources(column, QUARTERS, mine, land)

    return tables.lay([column], [YEAR], found)


def column(way: Way) -> Column:
    return Column("0107", "Vụ", "", "vụ", 0, Slot(frozenset({CELL}), Way.SUM, 0, way))


@settings(max_examples=15)
@given(
    st.dictionaries(
        st.tuples(st.just(CELL), st.sampled_from(QUARTERS), st.sampled_from(UNITS)),
        st.integers(0, 99),
    ),
    st.sampled_from([Way.SUM, Way.MEAN, Way.MAX, Way.LAST]),
)
def test_a_year_is_of_all_its_quarters_and_who_lacks_one_is_in_no_total(
    figures: Figures, way: Way
) -> None:
    found = laid(column(way), figures)

    whole = Fraction(0)
    for unit in UNITS:
        quarters = [figures.get((CELL, quarter, unit)) for quarter in QUARTERS]
        needed = quarters[3:] if way is Way.LAST else quarters
        if all(one is None for one in quarters):
            assert (unit, 0, YEAR) not in found.values
            continue
        value = found.values[unit, 0, YEAR]
        if None in needed:
            told = len([one for one in needed if one is not None])
            assert value.parts == (told, len(needed))
            assert value.added.figure.state is State.NOT_ENTERED
            assert unit in found.missing[YEAR]
            continue
        numbers = [one or 0 for one in needed]
        year = {
            Way.SUM: Fraction(sum(numbers)),
            Way.MEAN: Fraction(sum(numbers), len(numbers)),
            Way.MAX: Fraction(max(numbers)),
            Way.LAST: Fraction(numbers[-1]),
        }[way]
        assert value.parts is None
        assert value.added.figure == Figure(value=year)
        whole += year
    if found.values[0, 0, YEAR].told:
        assert found.values[0, 0, YEAR].added.figure.known == whole


def test_what_ended_in_the_year_owes_only_the_quarters_it_lived() -> None:
    figures = {(CELL, quarter, 1): 5 for quarter in QUARTERS[:2]}
    figures |= {(CELL, quarter, 2): 7 for quarter in QUARTERS}
    ground = Ground(until={1: QUARTERS[2]})

    summed, last = laid(column(Way.SUM), figures, ground), laid(column(Way.LAST), figures, ground)

    assert summed.values[0, 0, YEAR].added.figure == Figure(value=Fraction(38))
    assert last.values[0, 0, YEAR].added.figure == Figure(value=Fraction(7))
    assert (1, 0, YEAR) not in last.values


def test_who_reports_for_a_time_that_the_register_does_not_know_is_not_passed_over() -> None:
    figures = {(CELL, quarter, 1): 5 for quarter in QUARTERS[:3]}

    unknown = laid(column(Way.SUM), figures, Ground(until={1: 0}))
    later = laid(column(Way.SUM), figures, Ground(until={1: QUARTERS[1]}))

    assert unknown.values[1, 0, YEAR].parts == (3, 4)
    assert later.values[1, 0, YEAR].added.figure == Figure(value=Fraction(15))


def test_what_does_not_add_over_time_says_so() -> None:
    found = laid(column(Way.NONE), {(CELL, quarter, 1): 5 for quarter in QUARTERS})

    assert found.values[1, 0, YEAR].added.figure.state is State.NOT_APPLICABLE


def test_a_ratio_of_a_year_divides_the_sums_of_its_quarters() -> None:
    upper, lower = (Slot(frozenset({one}), Way.SUM, 0, Way.SUM) for one in (CELL, OTHER))
    ratio = Column("0105", "Tỷ lệ", "", "%", 1, upper, lower, 100)
    figures = {(CELL, quarter, 1): n for n, quarter in enumerate(QUARTERS, start=1)}
    figures |= {(OTHER, quarter, 1): 10 for quarter in QUARTERS}
    figures |= {(CELL, QUARTERS[0], 2): 90, (OTHER, QUARTERS[0], 2): 90}

    found = laid(ratio, figures)

    assert found.values[1, 0, YEAR].added.figure == Figure(value=Fraction(25))
    assert found.values[2, 0, YEAR].parts == (1, 4)
    assert found.values[0, 0, YEAR].added.figure.known == 25
    assert found.missing == {YEAR: {2}}


SHARE = grammar.read("100 * #{0401} / #{0192}")
WORKED = Column(
    "0492",
    "Tỷ lệ",
    "",
    "%",
    2,
    Slot(frozenset({CELL}), Way.SUM, 0, Way.LAST),
    worked=Worked(SHARE, tuple(sources(SHARE))),
    others=(Slot(frozenset({OTHER}), Way.SUM, 0, Way.LAST),),
)


@settings(max_examples=15)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from([CELL, OTHER]), st.just(QUARTERS[3]), st.sampled_from(UNITS)),
        st.integers(0, 9),
    )
)
def test_a_formula_is_worked_out_on_every_line_from_who_has_all_of_it(figures: Figures) -> None:
    mine, land = read(figures), Ground()

    found = tables.lay(
        [WORKED], [QUARTERS[3]], lambda one, period: tables.sources(one, period, mine, land)
    )
    year = laid(WORKED, figures)

    both = [u for u in UNITS if all((cell, QUARTERS[3], u) in figures for cell in (CELL, OTHER))]
    upper, lower = (sum(figures[cell, QUARTERS[3], u] for u in both) for cell in (CELL, OTHER))
    whole = found.values[0, 0, QUARTERS[3]].added.figure
    assert whole.known == (Fraction(100 * upper, lower) if lower else None)
    if both and not lower:
        assert whole.state is State.NOT_APPLICABLE
    for unit in both:
        one = found.values[unit, 0, QUARTERS[3]].added.figure.known
        part, of = (figures[cell, QUARTERS[3], unit] for cell in (CELL, OTHER))
        assert one == (Fraction(100 * part, of) if of else None)
    if (0, 0, YEAR) in year.values:
        assert year.values[0, 0, YEAR].added.figure.known == whole.known
