"""What cells are called: the name of their indicator, and its decimals."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vungcao.systems.statistics.models import Cell, IndicatorVersion


@dataclass(frozen=True)
class Told:
    """An indicator's name on a day, its code where it had none."""

    name: str
    places: int


def told(cells: Collection[int], day: date) -> dict[int, Told]:
    """By cell, in two statements."""
    rows = Cell.objects.filter(pk__in=cells)
    found = rows.values_list("pk", "indicator", "indicator__code", "indicator__decimals")
    named = IndicatorVersion.objects.in_force(day).filter(indicator__cells__in=cells)
    names = dict(named.values_list("indicator", "name"))
    return {pk: Told(names.get(own, code), places) for pk, own, code, places in found}
