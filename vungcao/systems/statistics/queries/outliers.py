"""Figures of a form that are unlike the others of their unit: each with its whole series."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from vungcao.kernel.scopes.models import Reader
from vungcao.systems.statistics.models import FormCell, FormVersion, Observation, ValueState
from vungcao.systems.statistics.queries.recalled import Asked
from vungcao.systems.statistics.rules import outliers
from vungcao.systems.statistics.rules.outliers import Strange

COUNTED = (ValueState.VALUE, ValueState.NONE_OCCURRED)


@dataclass(frozen=True)
class Place:
    """A cell of the form, with the decimals of its figures."""

    code: str
    version: int
    decimals: int


@dataclass(frozen=True)
class Outlier:
    """A figure, and its unit's figures of all periods in units of 10^-decimals."""

    place: Place
    cell: int
    unit: int
    period: int
    value: int
    stage: int
    found: Strange
    series: tuple[tuple[int, int], ...]


def places(form: str) -> dict[int, Place]:
    """The cells of a form by figure, as its last version with them names them."""
    rows = FormCell.objects.filter(version__form__code=form).order_by("version__number", "position")
    told = rows.values_list("cell", "code", "version", "cell__indicator__decimals")
    return {cell: Place(code, version, decimals) for cell, code, version, decimals in told}


def find(asked: Asked, times: Fraction, reader: Reader, scopes: Iterable[str]) -> Iterator[Outlier]:
    """All of them, in three statements. What is usual is read of every year, not of these alone."""
    cells = places(asked.form)
    kinds = FormVersion.objects.filter(form__code=asked.form).values_list("period_kind", flat=True)
    kept = set(kinds)
    rows = Observation.objects.visible_to(reader).under(tuple(scopes))
    rows = rows.filter(cell__in=list(cells), state__in=COUNTED).order_by("cell", "unit", "period")
    told = rows.values_list("cell", "unit", "period", "value", "stage")
    mine = (row for row in told.iterator(chunk_size=10_000) if row[2] // 100 % 10 in kept)
    for (cell, unit), found in groupby(mine, key=lambda row: (row[0], row[1])):
        series = list(found)
        place = cells[cell]
        values = [row[3] or 0 for row in series]
        for one in outliers.strange(values, times, 10**place.decimals):
            period, stage = series[one.nth][2], series[one.nth][4]
            if asked.since <= period // 1000 <= asked.until:
                shown = tuple((row[2], row[3] or 0) for row in series)
                value = values[one.nth]
                yield Outlier(place, cell, unit, period, value, stage, one, shown)
