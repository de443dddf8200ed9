"""Figures of many units laid out as a table: units down, measures and periods across.

As recorded every figure stays with the unit of its time. Restated it goes to the units of another
day through the reforms in between: a count is divided by their weights into whole numbers that add
up to it exactly, a ratio is worked out again from what it divides, and what cannot be divided is
missing there, and said to be.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from vungcao.kernel.units import restatement
from vungcao.systems.statistics.rules import adding, formulas
from vungcao.systems.statistics.rules.adding import Added, Part, Sum, Way
from vungcao.systems.statistics.rules.exact import Figure, State
from vungcao.systems.statistics.rules.formulas import Formula

Weights = Mapping[int, Sequence[tuple[int, int]]]  # of one reform: each source's targets
BLANK = Added(Figure(State.NOT_ENTERED), 1)


@dataclass(frozen=True)
class Slot:
    """What one number is made of: figures of one indicator, and how they are added."""

    cells: frozenset[int]
    way: Way
    places: int
    over_time: Way = Way.NONE


@dataclass(frozen=True)
class Worked:
    """A formula down to what is counted, and the figures it reads in the order of its slots."""

    formula: Formula
    operands: tuple[formulas.Source, ...]


@dataclass(frozen=True)
class Column:
    """A measure: an indicator, or some items of it. With `lower` it is a ratio of the two.

    With `worked` it is worked out by a formula from `upper` and `others`, on every line anew.
    """

    indicator: str
    name: str
    items: str
    unit: str
    places: int
    upper: Slot
    lower: Slot | None = None
    factor: int = 1
    worked: Worked | None = None
    others: tuple[Slot, ...] = ()

    @property
    def slots(self) -> tuple[Slot, ...]:
        return (self.upper, *([self.lower] if self.lower else []), *self.others)

    @property
    def cells(self) -> frozenset[int]:
        return frozenset[int]().union(*(slot.cells for slot in self.slots))


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of one unit, period and kind, added by the database.

    `atom` are the cells that the table never tells apart; of a unit that is divided each `cell`
    comes alone, else it is 0.
    """

    atom: int
    period: int
    unit: int
    cell: int
    state: State
    count: int
    total: int | None
    most: int | None
    stage: int


class Ground(Protocol):
    """The units: which reforms lie between a period and the map, and where a unit is shown."""

    def reforms(self, period: int) -> Sequence[Weights]: ...

    def row(self, unit: int, period: int) -> int | None:
        """The row of what lies in `unit`, a unit of the map of the period; none is not shown."""

    def inner(self, units: Iterable[int], period: int) -> frozenset[int]:
        """Those of these units that lie in another of them."""

    def stands(self, unit: int, period: int) -> bool:
        """Whether a unit is there at the end of a period, on the map by which it is shown."""


@dataclass(frozen=True)
class Value:
    """A number of the table. `asked` places owe it, `told` have given it.

    `is_open`: some of it is not accepted yet; `is_divided`: some of it was divided by weights;
    `is_brought`: some of it was published for a unit that has become another. `parts`: of how
    many shorter periods it is, and of how many it should be, where one unit lacks some;
    `is_hidden`: it is too small to be shown, or would tell one that is.
    """

    added: Added
    asked: int = 0
    told: int = 0
    is_open: bool = False
    is_divided: bool = False
    is_brought: bool = False
    parts: tuple[int, int] | None = None
    is_hidden: bool = False

    @property
    def lacks(self) -> int:
        return self.asked - self.told


@dataclass(frozen=True)
class Source:
    """What one unit gives to a row: its part of each slot.

    `goal` is the unit of the map that gets it; `parts` of how many shorter periods it is.
    """

    unit: int
    goal: int
    row: int
    slots: tuple[Added, ...]
    is_told: bool
    is_open: bool
    is_divided: bool
    parts: tuple[int, int] | None = None
    is_brought: bool = False


@dataclass
class Laid:
    """The table. Values stand by row, column and period; those of row 0 are of all rows."""

    rows: list[int] = field(default_factory=list)
    values: dict[tuple[int, int, int], Value] = field(default_factory=dict)
    missing: dict[int, set[int]] = field(default_factory=dict)  # units, by period
    undivided: set[tuple[int, int]] = field(default_factory=set)  # column and unit


@dataclass(frozen=True)
class Given:
    """What was read: the cells behind each atom, the figures, and who owes which of them.

    `published`: the cells that nobody reported, by unit and period; read where units are restated.
    """

    atoms: Mapping[int, frozenset[int]]
    groups: Mapping[tuple[int, int], Sequence[Group]]  # by period and atom
    owed: Mapping[int, Mapping[int, frozenset[int]]]  # the cells, by period and unit
    accepted: int  # the stage from which a figure is no longer open
    published: Mapping[tuple[int, int], frozenset[int]] = field(default_factory=dict)

    def of(self, cells: frozenset[int], period: int) -> dict[int, list[Group]]:
        """The figures of these cells, by unit."""
        found: dict[int, list[Group]] = defaultdict(list)
        for atom, those in self.atoms.items():
            if those <= cells:
                for group in self.groups.get((period, atom), ()):
                    found[group.unit].append(group)
        return found

    def owing(self, cells: frozenset[int], period: int) -> set[int]:
        return {unit for unit, those in self.owed.get(period, {}).items() if those & cells}


Sources = Callable[[Column, int], Iterable[Source]]  # what the units give in a period


def lay(columns: Sequence[Column], periods: Iterable[int], sources: Sources) -> Laid:
    """The whole table."""
    laid = Laid()
    rows: set[int] = set()
    for period in periods:
        for nth, column in enumerate(columns):
            by_row: dict[int, list[Source]] = defaultdict(list)
            for source in sources(column, period):
                by_row[source.row].append(source)
                if not source.is_told:
                    laid.missing.setdefault(period, set()).add(source.unit)
                if source.is_divided and any(slot.way is not Way.SUM for slot in column.slots):
                    laid.undivided.add((nth, source.unit))
            rows |= by_row.keys()
            for row, found in by_row.items():
                laid.values[row, nth, period] = value(column, found)
            every = [one for found in by_row.values() for one in found]
            laid.values[0, nth, period] = value(column, every)
    laid.rows = sorted(rows)
    return laid


def value(column: Column, found: Sequence[Source]) -> Value:
    """What the parts of a row come to."""
    lacking = [one.parts for one in found if one.parts and not one.is_told]
    return Value(
        added=_added(column, found),
        asked=len({one.unit for one in found}),
        told=len({one.unit for one in found if one.is_told}),
        is_open=any(one.is_open for one in found),
        is_divided=any(one.is_divided for one in found),
        is_brought=any(one.is_brought for one in found),
        parts=lacking[0] if len(found) == 1 and lacking else None,
    )


def _added(column: Column, found: Sequence[Source]) -> Added:
    ways = tuple(slot.way for slot in column.slots)
    if column.worked is not None:
        return _worked_out(column, column.worked, found)
    if column.lower is None:
        return adding.add((_part(one.slots[0]) for one in found), ways[0])
    pairs = ((_part(one.slots[0]), _part(one.slots[1])) for one in found)
    added = adding.said_ratio(adding.gather_ratio(pairs, (ways[0], ways[1])), (ways[0], ways[1]))
    figure = added.figure
    if figure.state is not State.VALUE:
        return added
    times = Figure(figure.state, figure.value * column.factor, figure.is_partial)
    return Added(times, added.missing)


def _worked_out(column: Column, worked: Worked, found: Sequence[Source]) -> Added:
    """The formula over what each operand comes to in the places from which it can be worked out."""
    given = [one for one in found if _can(worked, one)]
    others = [one for one in found if not _can(worked, one)]
    lacking = [one for one in others if not _is_excused(one)]
    if not given:
        known = (slot.figure for one in lacking or others for slot in one.slots)
        said = adding.add((Part(one) for one in known if one.known is None), Way.SUM).figure
        return Added(said, len(lacking))
    added = [
        adding.add((_part(one.slots[nth]) for one in given), slot.way)
        for nth, slot in enumerate(column.slots)
    ]
    missing = len(lacking) + max(one.missing for one in added)
    figures = dict(zip(worked.operands, (one.figure.known for one in added), strict=True))
    value = formulas.evaluate(worked.formula, figures.get)
    if value is None:
        return Added(Figure(State.NOT_APPLICABLE), missing)
    return Added(Figure(State.VALUE, value, missing > 0), missing)


def _can(worked: Worked, one: Source) -> bool:
    """Whether nothing that the formula needs is unknown here; a division by nothing may be."""
    known = [slot.figure.known for slot in one.slots]
    figures = dict(zip(worked.operands, known, strict=True))
    return None not in known or formulas.evaluate(worked.formula, figures.get) is not None


def _is_excused(one: Source) -> bool:
    return any(slot.figure.state is State.NOT_APPLICABLE for slot in one.slots)


def _part(added: Added) -> Part:
    """A place is missing once, however many of its figures are."""
    return Part(added.figure, missing=min(1, added.missing))


def sources(column: Column, period: int, given: Given, ground: Ground) -> Iterator[Source]:
    """What each unit gives to this column, and to which row.

    Where the unit above gives the same figure for all of its own, these give nothing.
    """
    at = _At(column, period, given, ground.reforms(period))
    groups = given.of(column.cells, period)
    units = groups.keys() | given.owing(column.cells, period)
    for unit in sorted(units - ground.inner(units, period)):
        goals = list(carried(1, unit, "", at.reforms))
        mine = groups.get(unit, [])
        by_slot = [at.by_goal(slot, unit, mine, goals) for slot in column.slots]
        is_open = any(group.stage < given.accepted for group in mine)
        published = given.published.get((unit, period), frozenset()) & column.cells
        for goal in goals:
            row = ground.row(goal, period)
            if row is not None:
                slots = tuple(found[goal] for found in by_slot)
                yield Source(
                    unit,
                    goal,
                    row,
                    slots,
                    bool(mine),
                    is_open,
                    len(goals) > 1,
                    is_brought=bool(published and mine and goal != unit),
                )


@dataclass(frozen=True)
class _At:
    """A column and a period, and the reforms between that and the map."""

    column: Column
    period: int
    given: Given
    reforms: Sequence[Weights]

    def by_goal(
        self, slot: Slot, unit: int, groups: Iterable[Group], goals: Sequence[int]
    ) -> dict[int, Added]:
        """What each unit to which this one has come gets of its figures."""
        mine = [group for group in groups if self.given.atoms[group.atom] <= slot.cells]
        owed = self.given.owed.get(self.period, {}).get(unit, frozenset())
        untold = len(owed & slot.cells) - sum(group.count for group in mine)
        gaps = [_blank(untold)] if untold > 0 or not mine else []
        if len(goals) == 1:
            sums = [_sum(group, slot.places) for group in mine]
            return {goals[0]: adding.said(sum([*sums, *gaps], Sum()), slot.way)}
        if slot.way is not Way.SUM:
            return dict.fromkeys(goals, BLANK)
        parted: dict[int, list[Sum]] = {goal: list(gaps) for goal in goals}
        for group in mine:
            key = f"{group.cell}:{unit}:{self.period}"
            shares = carried(group.total or 0, unit, key, self.reforms)
            for goal in goals:
                parted[goal].append(_sum(group, slot.places, shares.get(goal, 0)))
        return {goal: adding.said(sum(sums, Sum()), slot.way) for goal, sums in parted.items()}


def carried(value: int, unit: int, key: str, reforms: Sequence[Weights]) -> dict[int, int]:
    """A whole number through reforms, divided where they divide its unit; nothing is lost."""
    held = {unit: value}
    for weights in reforms:
        for source in [one for one in held if one in weights]:
            whole, targets = held.pop(source), weights[source]
            sizes = [weight for _to, weight in targets]
            shares = restatement.parts(whole, sizes, f"{key}:{source}")
            for (target, _weight), share in zip(targets, shares, strict=True):
                held[target] = held.get(target, 0) + share
    return held


def _sum(group: Group, places: int, share: int | None = None) -> Sum:
    """Figures that the database has added, or what one unit gets of them."""
    count, state = group.count, group.state
    if state is State.NOT_APPLICABLE:
        return Sum(states=Counter({state: count}))
    if state in (State.NOT_ENTERED, State.NOT_COLLECTED):
        return Sum(states=Counter({state: count}), gaps=Counter({0: count}))
    whole, most = (group.total, group.most) if share is None else (share, share)
    total = Fraction(whole or 0, 10**places)
    greatest = Fraction(most or 0, 10**places)
    figure = Figure(state, greatest if state is State.VALUE else Fraction(0))
    return Sum(total, Fraction(count), greatest, (0, figure), Counter({state: count}))


def _blank(count: int) -> Sum:
    count = max(1, count)
    return Sum(states=Counter({State.NOT_ENTERED: count}), gaps=Counter({0: count}))
