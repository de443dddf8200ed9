"""Figures of a form that are unlike the others of their unit: each with its whole series."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from vungcao.kernel.scopes.models import Reader
from vungcao.systems.statistics.models import (
    FormCell,
    FormVersion,
    Observation,
    Submission,
    ValueState,
)
from vungcao.systems.statistics.queries import lineage as brought
from vungcao.systems.statistics.queries.lineage import Earlier, Lineage
from vungcao.systems.statistics.queries.lineages import Lineages, Ways
from vungcao.systems.statistics.queries.recalled import Asked
from vungcao.systems.statistics.rules import outliers
from vungcao.systems.statistics.rules.adding import Way
from vungcao.systems.statistics.rules.outliers import Strange

Given = Mapping[tuple[int, int, int], brought.Stored]
COUNTED = (ValueState.VALUE, ValueState.NONE_OCCURRED)


@dataclass(frozen=True)
class Place:
    """A cell of the form, with the decimals of its figures."""

    code: str
    version: int
    decimals: int


@dataclass(frozen=True)
class Outlier:
    """A figure, and its unit's figures of all periods in units of 10^-decimals.

    `restated`: the periods whose figures a reform has brought to the unit, the last on `day`.
    """

    place: Place
    cell: int
    unit: int
    period: int
    value: int
    stage: int
    found: Strange
    series: tuple[tuple[int, int], ...]
    restated: frozenset[int] = frozenset()
    day: date | None = None


@dataclass(frozen=True)
class Row:
    """A figure as it stands in the table."""

    cell: int
    unit: int
    period: int
    value: int
    stage: int
    is_asked: bool  # it lies in the place that is looked at


@dataclass(frozen=True)
class Series:
    """What a unit says in each period, in order, and which of it was brought to it."""

    values: Mapping[int, int]
    restated: frozenset[int] = frozenset()
    day: date | None = None


@dataclass
class Past:
    """What a unit was before: worked out once for all cells of a form."""

    lineage: Lineage
    _stood: dict[int, Earlier] = field(default_factory=dict)

    @cached_property
    def origins(self) -> Sequence[int]:
        return sorted(self.lineage.origins())

    @cached_property
    def day(self) -> date:
        return self.lineage.day

    def at(self, period: int) -> Earlier:
        if period not in self._stood:
            self._stood[period] = self.lineage.at(period)
        return self._stood[period]


def places(form: str) -> dict[int, Place]:
    """The cells of a form by figure, as its last version with them names them."""
    rows = FormCell.objects.filter(version__form__code=form).order_by("version__number", "position")
    told = rows.values_list("cell", "code", "version", "cell__indicator__decimals")
    return {cell: Place(code, version, decimals) for cell, code, version, decimals in told}


def find(asked: Asked, times: Fraction, reader: Reader, scopes: Iterable[str]) -> Iterator[Outlier]:
    """All of them, in a fixed number of statements.

    What is usual is read of every year, not of these alone; of years before a reform it is what
    the units said from which the unit has come.
    """
    cells, lineages = places(asked.form), Lineages()
    ways, pasts = Ways(tuple(cells)), dict[int, Past]()
    for cell, rows in groupby(_rows(asked, cells, lineages, reader, tuple(scopes)), _cell_of):
        whole, place = list(rows), cells[cell]
        given = {(cell, row.period, row.unit): (0, row.value) for row in whole}
        told = defaultdict[int, list[int]](list)
        for row in whole:
            told[row.unit].append(row.period)
        mine = [row for row in whole if row.is_asked]
        for unit, found in groupby(mine, key=lambda row: row.unit):
            own = {row.period: row for row in found}
            lineage = lineages.of(unit, max(own))
            series = Series({one: row.value for one, row in own.items()})
            if lineage.flows:
                way = ways.at(max(own))[1].get(cell, Way.NONE)
                past = pasts.setdefault(id(lineage), Past(lineage))
                figure = brought.Place(cell, way, place.decimals)
                series = _brought(past, figure, series, given, told)
            yield from _strange(asked, times, place, own, series)


def _rows(
    asked: Asked,
    cells: Iterable[int],
    lineages: Lineages,
    reader: Reader,
    scopes: tuple[str, ...],
) -> Iterator[Row]:
    """By cell, unit and period: those of the place, and of the units from which its units came."""
    kinds = FormVersion.objects.filter(form__code=asked.form).values_list("period_kind", flat=True)
    kept = set(kinds)
    every = Observation.objects.filter(cell__in=list(cells), state__in=COUNTED)
    asked_for = every.visible_to(reader).under(scopes)
    answers = Submission.objects.visible_to(reader).under(scopes)
    heirs = answers.filter(unit__in=lineages.heirs).values_list("unit", flat=True).distinct()
    origins = {unit for one in heirs for unit in lineages.latest(one).origins()}
    rows = (asked_for | every.filter(unit__in=origins)).order_by("cell", "unit", "period")
    told = rows.values_list("cell", "unit", "period", "value", "stage", "scope")
    for cell, unit, period, value, stage, scope in told.iterator(chunk_size=10_000):
        if period // 100 % 10 in kept:
            yield Row(cell, unit, period, value or 0, stage, scope.startswith(scopes))


def _cell_of(row: Row) -> int:
    return row.cell


def _brought(
    past: Past, place: brought.Place, own: Series, given: Given, told: Mapping[int, Sequence[int]]
) -> Series:
    """The series with what came to the unit; a period that cannot be brought whole is left out.

    `told`: the periods of which each unit says anything.
    """
    values, restated = {}, set()
    for period in sorted({one for unit in past.origins for one in told.get(unit, ())}):
        stood = past.at(period)
        figure = stood.figure(place, given)
        known = None if figure is None else figure.known
        if known is not None:
            values[period] = int(known * 10**place.decimals)
            if period not in own.values or past.lineage.unit in stood.divided:
                restated.add(period)
    return Series(values, frozenset(restated), past.day)


def _strange(
    asked: Asked, times: Fraction, place: Place, own: Mapping[int, Row], series: Series
) -> Iterator[Outlier]:
    """Those which the unit has said itself."""
    shown = tuple(series.values.items())
    for one in outliers.strange([value for _at, value in shown], times, 10**place.decimals):
        period, value = shown[one.nth]
        row = own.get(period)
        if row is not None and asked.since <= period // 1000 <= asked.until:
            yield Outlier(
                place,
                row.cell,
                row.unit,
                period,
                value,
                row.stage,
                one,
                shown,
                series.restated,
                series.day,
            )
