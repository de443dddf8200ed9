"""What a table of figures reads: its columns, who owes them, and the figures in one statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, Sum, Value, When

from vungcao.kernel.accounts.models import User
from vungcao.systems.statistics.models import (
    Cell,
    CellItem,
    CodeList,
    Dimension,
    FormCell,
    Indicator,
    IndicatorKind,
    IndicatorVersion,
    Obligation,
    Observation,
)
from vungcao.systems.statistics.rules import formulas, grammar
from vungcao.systems.statistics.rules.adding import Way
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.formulas import Chain, Formula, Items, Number, Read, Source
from vungcao.systems.statistics.rules.tables import Column, Given, Group, Slot, Worked

STATES = tuple(State)
Ways = Mapping[int, tuple[str, str]]  # of each indicator: over units, over time
Item = tuple[str, str]  # the codes of a list and of one of its items


@dataclass(frozen=True)
class Reach:
    """Whose table it is, and which part of what they reach."""

    user: User
    scopes: tuple[str, ...]


@dataclass(frozen=True)
class _Known:
    """The cells of some indicators, with the items of each by list, and the items' names."""

    cells: Mapping[int, Mapping[int, Mapping[str, str]]]
    names: Mapping[Item, tuple[int, str]]


def indicators(day: date) -> list[IndicatorVersion]:
    """What can be asked for: all but ratios and formulas of which nobody has said how they go."""
    rows = IndicatorVersion.objects.in_force(day)
    rows = rows.exclude(Q(kind=IndicatorKind.RATIO, numerator=None))
    rows = rows.exclude(Q(kind=IndicatorKind.FORMULA, formula=""))
    found = rows.select_related("indicator", "numerator", "denominator")
    return list(found.order_by("indicator__group", "indicator__code"))


def lists(day: date) -> list[tuple[str, str]]:
    """The lists by which anything of a day is divided: code and name."""
    used = Dimension.objects.filter(version__in=IndicatorVersion.objects.in_force(day))
    found = CodeList.objects.filter(pk__in=used.values("list")).order_by("name", "pk")
    return list(found.values_list("code", "name"))


def columns(chosen: Sequence[IndicatorVersion], by: Sequence[str], day: date) -> list[Column]:
    """The columns of a table: each indicator, by the items of these lists where it has them all."""
    worked = _worked(chosen, day)
    read = [one for row in chosen for one in _with_parts(row) if one]
    codes = {source.code for one in worked.values() for source in one.operands}
    rows = IndicatorVersion.objects.in_force(day)
    rows = rows.filter(Q(indicator__in=read) | Q(indicator__code__in=codes))
    versions = list(rows.select_related("indicator"))
    known = _known([*read, *(one.indicator_id for one in versions)])
    ways = {one.indicator_id: (one.over_units, one.over_time) for one in versions}
    by_code = {one.indicator.code: one.indicator for one in versions}
    found: list[Column] = []
    for row in chosen:
        formula = worked.get(row.indicator.code)
        if formula is None:
            found += _columns(row, by, known, ways)
        else:
            slots = [_narrowed(one, by_code, known, ways) for one in formula.operands]
            found.append(_worked_column(row, formula, slots))
    return found


def read(
    wanted: Sequence[Column],
    periods: Iterable[int],
    reach: Reach,
    least: int,
    accepted: int,
    divided: frozenset[int],
) -> Given:
    """The figures from a stage on, added as far as no column tells them apart."""
    atoms = _atoms(wanted)
    groups: dict[tuple[int, int], list[Group]] = defaultdict(list)
    asked = list(periods)
    for group in _groups(atoms, asked, reach, least, divided):
        groups[group.period, group.atom].append(group)
    return Given(atoms, groups, owed(wanted, asked, reach), accepted)


def owed(
    wanted: Sequence[Column], periods: Sequence[int], reach: Reach
) -> dict[int, dict[int, frozenset[int]]]:
    """Which of the cells each unit owes, by period; two statements."""
    cells = frozenset[int]().union(*(column.cells for column in wanted))
    asked: dict[int, set[int]] = defaultdict(set)
    for version, cell in FormCell.objects.filter(cell__in=cells).values_list("version", "cell"):
        asked[version].add(cell)
    rows = Obligation.objects.visible_to(reach.user).under(reach.scopes)
    rows = rows.filter(campaign__version__in=asked, campaign__period__in=periods)
    found: dict[int, dict[int, frozenset[int]]] = defaultdict(dict)
    for unit, version, period in rows.values_list("unit", "campaign__version", "campaign__period"):
        before = found[period].get(unit, frozenset())
        found[period][unit] = before | asked[version]
    return found


def figures(cells: Iterable[int], period: int, unit: int, reach: Reach) -> list[Observation]:
    """The single figures of one unit, in the order of their items."""
    rows = Observation.objects.visible_to(reach.user).filter(cell__in=cells, period=period)
    rows = rows.filter(unit=unit).select_related("cell__indicator", "submission")
    return list(rows.order_by("cell__indicator__code", "cell__key"))


def item_names(cells: Iterable[int]) -> dict[int, str]:
    """The items of each cell in words."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = CellItem.objects.filter(cell__in=list(cells)).order_by("cell", "position")
    for cell, name in rows.values_list("cell", "item__name"):
        found[cell].append(name)
    return {cell: ", ".join(names) for cell, names in found.items()}


def _with_parts(row: IndicatorVersion) -> tuple[int | None, ...]:
    return row.indicator_id, row.numerator_id, row.denominator_id


def _known(indicators: Iterable[int]) -> _Known:
    """The cells of indicators with their items, with two statements."""
    cells: dict[int, dict[int, dict[str, str]]] = defaultdict(dict)
    rows = Cell.objects.filter(indicator__in=set(indicators))
    for pk, indicator in rows.values_list("pk", "indicator"):
        cells[indicator][pk] = {}
    names: dict[Item, tuple[int, str]] = {}
    items = CellItem.objects.filter(cell__indicator__in=set(indicators))
    told = ("cell__indicator", "cell", "item__list__code", "item__code")
    for indicator, cell, code, item, at, name in items.order_by("item__valid_from").values_list(
        *told, "item__position", "item__name"
    ):
        cells[indicator][cell][code] = item
        names[code, item] = (at, name)
    return _Known(cells, names)


def _columns(row: IndicatorVersion, by: Sequence[str], known: _Known, ways: Ways) -> list[Column]:
    indicator = row.indicator
    head = (indicator.code, row.name)
    places = indicator.decimals
    if row.kind == IndicatorKind.RATIO:
        upper, lower = (
            _slot(one, known, ways) for one in (row.numerator, row.denominator) if one is not None
        )
        unit = row.unit_of_measure
        return [Column(*head, "", unit, max(1, places), upper, lower, row.factor)]
    over = (Way(row.over_units), places, Way(row.over_time))
    return [
        Column(*head, items, row.unit_of_measure, places, Slot(cells, *over))
        for items, cells in _divisions(known.cells.get(indicator.pk, {}), by, known.names)
    ]


def _slot(indicator: Indicator, known: _Known, ways: Ways, items: Items = ()) -> Slot:
    """All of an indicator that a ratio or a formula reads, or what has these items."""
    over_units, over_time = ways.get(indicator.pk, (Way.NONE, Way.NONE))
    cells = known.cells.get(indicator.pk, {})
    mine = frozenset(one for one, said in cells.items() if set(items) <= set(said.items()))
    return Slot(mine, Way(over_units), indicator.decimals, Way(over_time))


def _worked(chosen: Iterable[IndicatorVersion], day: date) -> dict[str, Worked]:
    """The formulas that were asked for, down to what is counted; a ratio in them is one as well."""
    mine = [row.indicator.code for row in chosen if row.kind == IndicatorKind.FORMULA]
    if not mine:
        return {}
    rows = IndicatorVersion.objects.in_force(day).exclude(kind=IndicatorKind.COUNTED)
    trees: dict[str, Formula] = {}
    for row in rows.select_related("indicator", "numerator", "denominator"):
        if row.formula:
            trees[row.indicator.code] = grammar.read(row.formula)
        elif row.numerator is not None and row.denominator is not None:
            upper, lower = (Read(Source(one.code)) for one in (row.numerator, row.denominator))
            parts = (Number(Fraction(row.factor)), upper, lower)
            trees[row.indicator.code] = Chain(parts, ("*", "/"))
    whole = formulas.expanded(trees)
    return {code: Worked(whole[code], tuple(formulas.sources(whole[code]))) for code in mine}


def _narrowed(source: Source, by_code: Mapping[str, Indicator], known: _Known, ways: Ways) -> Slot:
    """What a formula reads; of an indicator that is not in force nothing."""
    indicator = by_code.get(source.code)
    if indicator is None:
        return Slot(frozenset(), Way.SUM, 0, Way.SUM)
    return _slot(indicator, known, ways, source.items)


def _worked_column(row: IndicatorVersion, worked: Worked, slots: Sequence[Slot]) -> Column:
    """A formula is worked out for every line; it has no items of its own."""
    places = max(1, row.indicator.decimals)
    return Column(
        row.indicator.code,
        row.name,
        "",
        row.unit_of_measure,
        places,
        slots[0],
        worked=worked,
        others=tuple(slots[1:]),
    )


def _divisions(
    cells: Mapping[int, Mapping[str, str]], by: Sequence[str], names: Mapping[Item, tuple[int, str]]
) -> list[tuple[str, frozenset[int]]]:
    """The cells by the items of these lists, in the lists' order; all together without any."""
    lists = [code for code in by if any(code in items for items in cells.values())]
    parts: dict[tuple[Item, ...], set[int]] = defaultdict(set)
    for cell, items in cells.items():
        parts[tuple((code, items[code]) for code in lists if code in items)].add(cell)
    ordered = sorted(parts, key=lambda key: [names[one] for one in key])
    return [(", ".join(names[one][1] for one in key), frozenset(parts[key])) for key in ordered]


def _atoms(wanted: Sequence[Column]) -> dict[int, frozenset[int]]:
    """Cells that stand in exactly the same numbers are one atom: the database adds them."""
    slots = [slot.cells for column in wanted for slot in column.slots]
    stands: dict[int, list[int]] = defaultdict(list)
    for nth, cells in enumerate(slots):
        for cell in cells:
            stands[cell].append(nth)
    atoms: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for cell, found in stands.items():
        atoms[tuple(found)].add(cell)
    return {nth: frozenset(cells) for nth, cells in enumerate(atoms.values(), start=1)}


def _groups(
    atoms: Mapping[int, frozenset[int]],
    periods: Sequence[int],
    reach: Reach,
    least: int,
    divided: frozenset[int],
) -> Iterable[Group]:
    """One statement over the index by cell, period and unit."""
    cells = [cell for found in atoms.values() for cell in found]
    rows = Observation.objects.visible_to(reach.user).under(reach.scopes)
    rows = rows.filter(cell__in=cells, period__in=periods, stage__gte=least)
    whens = [When(cell__in=sorted(found), then=Value(atom)) for atom, found in atoms.items()]
    alone = When(unit__in=sorted(divided), then=F("cell"))
    rows = rows.annotate(
        atom=Case(*whens, default=Value(0), output_field=IntegerField()),
        alone=Case(alone, default=Value(0), output_field=IntegerField()),
    )
    keys = ("atom", "period", "unit", "alone", "state")
    added = (
        rows.order_by()
        .values(*keys)
        .annotate(count=Count("*"), total=Sum("value"), most=Max("value"), lowest=Min("stage"))
    )
    for atom, period, unit, cell, state, count, total, most, stage in added.values_list(
        *keys, "count", "total", "most", "lowest"
    ):
        whole = None if total is None else int(total)
        yield Group(atom, period, unit, cell, STATES[state], count, whole, most, stage)
