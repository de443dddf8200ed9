"""Counting the register: who keeps it counts by their own right and sees every number.

Everybody else gets figures that the product counted for them, in its own name and for statistics
alone: persons are opened in here, only numbers leave, and small ones do not (docs/adr/0080).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit import services as audit
from vungcao.kernel.people.models import Purpose
from vungcao.kernel.people.services import read
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units import suppression
from vungcao.kernel.units.models import NATION_SCOPE, Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.kernel.units.suppression import REST, Tree
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import published
from vungcao.systems.prestige.queries import statistics as reads
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.queries.reached import reached
from vungcao.systems.prestige.queries.statistics import Asked, Compared, Figures, Row
from vungcao.systems.prestige.rules import statistics as rules
from vungcao.systems.prestige.rules.naming import in_order
from vungcao.systems.prestige.rules.statistics import TOTAL, Column, Facts, Table
from vungcao.systems.prestige.services import profiles

ACCOUNT = "prestige"
Numbers = dict[int, dict[Column, int | None]]


@transaction.atomic
def tabulate(
    *, asked: Asked, own: Sequence[str], reach: Sequence[str], by: AbstractBaseUser
) -> Figures:
    """The figures that an account may have; `own` is where it may read the register itself.

    `reach` is where it may read figures. Raises `PermissionDenied` for a unit outside of both.
    """
    if _covers(own, asked.unit):
        return _exact(asked, own, by)
    if not _covers(reach, asked.unit):
        raise PermissionDenied
    return _guarded(asked, reach, by)


def _covers(scopes: Sequence[str], unit: Unit | None) -> bool:
    if unit is None:
        return bool(scopes)
    return any(unit.scope.startswith(path) for path in scopes)


def _exact(asked: Asked, own: Sequence[str], by: AbstractBaseUser) -> Figures:
    chart = Chart(asked.map_day)
    held = Recognition.objects.under(own).in_force(asked.day)
    rows = reads.in_unit(held.order_by("pk"), asked.unit, chart)
    places = {row.unit_id: reads.at_level(chart, row.unit_id, asked.level) for row in rows}
    table = rules.counted(_facts(rows, places, asked.day, by))
    codes = _codes(table, asked.day)
    numbers: Numbers = defaultdict(dict)
    for (unit, column), count in table.counts.items():
        numbers[unit][column] = count
    total = Row(0, "", "", dict(table.totals))
    return Figures(
        asked=asked,
        groups=reads.head_groups(codes, asked.day),
        rows=_rows(numbers, chart, asked),
        total=total,
        compared=() if asked.unit else _beside_the_press(rows, asked.day, own),
        where=Counter(row.unit_id for row in rows),
    )


def _facts(
    rows: Sequence[Recognition], places: Mapping[int, int], day: date, by: AbstractBaseUser
) -> list[Facts]:
    """What figures need of each person; nothing else leaves this function.

    Who has moved out of reach counts as a person of whom sex, age and group are not known.
    """
    people = reached(rows).values()
    records = {one.id: one for one in read(persons=people, purpose=_PURPOSE, by=by)}
    return [
        Facts(
            places[row.unit_id],
            record.sex if record else rules.UNKNOWN,
            rules.band(record.birth, day) if record else rules.UNKNOWN,
            record.ethnic_group if record else rules.UNKNOWN,
            frozenset(profile.components),
        )
        for row, profile in zip(rows, profiles.opened(rows), strict=True)
        for record in [records.get(row.person_id)]
    ]


_PURPOSE = Purpose.STATISTICS


def _codes(table: Table, day: date) -> dict[str, tuple[str, ...]]:
    return {group: table.codes(group, order) for group, order in reads.order(day).items()}


def _rows(
    numbers: Mapping[int, Mapping[Column, int | None]], chart: Chart, asked: Asked
) -> tuple[Row, ...]:
    """By the unit above and by name, as on the map's day."""
    units = {unit.id: unit for unit in on_day(numbers, asked.map_day)}
    higher = {Kind.VILLAGE: Kind.COMMUNE, Kind.COMMUNE: Kind.DISTRICT}.get(asked.level)
    over = {unit: (chart.above(unit, higher) if higher else None) or 0 for unit in units}
    names = {unit.id: unit.name for unit in on_day({pk for pk in over.values() if pk}, chart.day)}
    if len(names) < 2:
        names = {}  # all of them lie in the one that is looked at
    found = [
        Row(unit.id, unit.name, names.get(over[unit.id], ""), numbers[unit.id])
        for unit in units.values()
    ]
    return tuple(sorted(found, key=lambda row: (in_order(row.above), in_order(row.name))))


def _guarded(asked: Asked, reach: Sequence[str], by: AbstractBaseUser) -> Figures:
    """Of the whole register at the end of a quarter, by the map of that day, hidden as a whole.

    Two readers cannot add up what each was shown, nor one reader what two days or maps tell.
    """
    day = rules.quarter_end(asked.day)
    asked = replace(asked, day=day, map_day=day)
    chart, fewest = Chart(asked.day), reads.fewest(asked.day)
    with scoped((NATION_SCOPE,)):
        table, tree = _whole(asked.day, chart, fewest)
    audit.record(
        by=by,
        action="prestige.counted",
        subject=asked.unit or Recognition._meta.label,
        day=asked.day.isoformat(),
        level=str(asked.level),
    )
    numbers, left_out = _numbers(table, tree, fewest)
    every = reads.head_groups(_codes(table, asked.day), asked.day)
    there = _reached(tree, reach, asked.unit, chart)
    listed = {pk: numbers.get(pk, {}) for pk in there if chart.kind(pk) == asked.level}
    top = asked.unit.pk if asked.unit else _only(there, chart)
    return Figures(
        asked=asked,
        groups=reads.without(every, left_out) if numbers else (),
        rows=_rows(listed, chart, asked) if numbers else (),
        total=Row(0, "", "", numbers[top]) if top in numbers else None,
        is_guarded=True,
        fewest=fewest,
        left_out=reads.named(every, left_out),
        compared=_guarded_beside(numbers, asked.day, reach),
    )


def _whole(day: date, chart: Chart, fewest: int) -> tuple[Table, Tree]:
    """Everybody, by the smallest units that can be told apart, and these units."""
    held = Recognition.objects.under((NATION_SCOPE,)).in_force(day)
    rows = list(held.order_by("pk"))
    communes = {row.unit_id: reads.at_level(chart, row.unit_id, Kind.COMMUNE) for row in rows}
    tree = tree_of(Counter(communes[row.unit_id] for row in rows), chart, fewest)
    places = {village: _kept(commune, tree, chart) for village, commune in communes.items()}
    return rules.counted(_facts(rows, places, day, system_account(ACCOUNT))), tree


def _kept(commune: int, tree: Tree, chart: Chart) -> int:
    """The commune, or the smallest unit above it that is in the tree."""
    return next(pk for pk in reversed(chart.chain(commune)) if pk in tree.above)


def summed(communes: Mapping[int, int], tree: Tree, chart: Chart) -> dict[int, int]:
    """The persons of communes for every unit of the tree."""
    counts: Counter[int] = Counter()
    for commune, persons in communes.items():
        counts[_kept(commune, tree, chart)] += persons
    return tree.summed(counts)


def tree_of(communes: Mapping[int, int], chart: Chart, fewest: int) -> Tree:
    """Communes with their persons below districts, where there are any, below provinces, below
    everything (0); communes that would hide their own district are left out."""
    above: dict[int, int | None] = {0: None}
    for commune in communes:
        line = [pk for pk in chart.chain(commune) if chart.kind(pk) != Kind.NATION]
        for higher, lower in zip([0, *line], line, strict=False):
            above[lower] = higher
    tree = Tree(above)
    return suppression.without_crumbs(tree, tree.summed(communes), fewest)


def _numbers(table: Table, tree: Tree, fewest: int) -> tuple[Numbers, set[Column]]:
    """What may be shown of every unit of the tree, and columns of which nothing may be.

    Nothing at all when even the whole is too small.
    """
    totals = tree.summed({unit: table.of(unit, TOTAL) for unit in table.units})
    dark = suppression.dark_units(tree, totals, fewest) if table.units else None
    if dark is None:
        return {}, set()
    numbers: Numbers = {
        unit: {TOTAL: None if unit in dark else totals[unit]} for unit in tree.above
    }
    left_out: set[Column] = set()
    for part in _parts(table):
        cells = _cells(part, table, tree, totals)
        hidden = _hidden(tree, cells, dark, fewest)
        if hidden is None:
            left_out |= set(part)
            continue
        for unit in tree.above:
            for column in part:
                cell = (unit, column[1])
                numbers[unit][column] = None if cell in hidden else cells[cell]
    return numbers, left_out


def _parts(table: Table) -> list[list[Column]]:
    """Columns that part the persons; a component does, with those who lack it."""
    parts = [
        [(group, code) for code in table.codes(group, ())]
        for group in (rules.SEX, rules.AGE, rules.ETHNIC)
    ]
    return [*parts, *([(rules.COMPONENT, code)] for code in table.codes(rules.COMPONENT, ()))]


def _cells(
    part: list[Column], table: Table, tree: Tree, totals: Mapping[int, int]
) -> dict[suppression.Cell, int]:
    """The numbers of a part for every unit of the tree."""
    cells: dict[suppression.Cell, int] = {}
    for column in part:
        sums = tree.summed({unit: table.of(unit, column) for unit in table.units})
        cells |= {(unit, column[1]): number for unit, number in sums.items()}
        if column[0] == rules.COMPONENT:
            cells |= {(unit, REST): totals[unit] - number for unit, number in sums.items()}
    return cells


def _hidden(
    tree: Tree, cells: dict[suppression.Cell, int], dark: frozenset[int], fewest: int
) -> frozenset[suppression.Cell] | None:
    """Where communes cannot be shown without telling too much, none of them is."""
    hidden = suppression.dark_cells(tree, cells, dark, fewest)
    if hidden is not None or tree.coarser.above == tree.above:
        return hidden
    known = {cell: number for cell, number in cells.items() if cell[0] in tree.coarser.above}
    hidden = suppression.dark_cells(tree.coarser, known, dark, fewest)
    return None if hidden is None else hidden | (cells.keys() - known.keys())


def _reached(tree: Tree, reach: Sequence[str], unit: Unit | None, chart: Chart) -> list[int]:
    """The units of the tree that a reader reaches, below the one that was asked for."""
    scopes = dict(Unit.objects.filter(pk__in=tree.above).order_by("pk").values_list("pk", "scope"))
    return [
        pk
        for pk, scope in scopes.items()
        if any(scope.startswith(path) for path in reach)
        and (unit is None or unit.pk in chart.chain(pk))
    ]


def _only(there: Iterable[int], chart: Chart) -> int:
    """The one province among them, whose numbers are those of the whole; none is -1."""
    provinces = [pk for pk in there if chart.kind(pk) == Kind.PROVINCE]
    return provinces[0] if len(provinces) == 1 else -1


def _beside_the_press(
    rows: Sequence[Recognition], day: date, own: Sequence[str]
) -> tuple[Compared, ...]:
    """For who reaches all of the units that were published."""
    press = published.of_the_press(day)
    if press is None or not all(_covers(own, one.unit) for one in press.figures):
        return ()
    chart = Chart(press.day)
    counts: Counter[int] = Counter(unit for row in rows for unit in chart.chain(row.unit_id))
    return _compared(press, counts)


def _guarded_beside(numbers: Numbers, day: date, reach: Sequence[str]) -> tuple[Compared, ...]:
    """Only by the map of the day itself: two maps of one day would tell more than each."""
    press = published.of_the_press(day)
    if press is None or press.day != day or not numbers:
        return ()
    if not all(_covers(reach, one.unit) for one in press.figures):
        return ()
    return _compared(press, {unit: said[TOTAL] for unit, said in numbers.items()})


def _compared(
    press: published.PressFigures, counts: Mapping[int, int | None]
) -> tuple[Compared, ...]:
    told = published.beside(press, counts)
    return tuple(Compared(one.name, one.persons, count) for one, count in told)
