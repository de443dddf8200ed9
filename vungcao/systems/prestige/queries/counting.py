"""Counts of the register in which nobody is named: for tiles, figures and public pages."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from vungcao.kernel.units.models import Kind
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries.places import Chart


def in_force(scopes: tuple[str, ...], day: date) -> int:
    """Persons recognised on a day in the villages under these scopes."""
    return Recognition.objects.under(scopes).in_force(day).count()


def course(scopes: tuple[str, ...], days: Iterable[date]) -> list[int]:
    """Persons recognised on each of these days; one query for all of them."""
    rows = Recognition.objects.under(scopes).standing().order_by("pk")
    spans = list(rows.values_list("valid_from", "valid_until"))
    return [sum(begin <= day < end for begin, end in spans) for day in days]


def by_commune(scopes: tuple[str, ...], day: date) -> Counter[int]:
    """Persons recognised on a day by the commune of that day."""
    chart = Chart(day)
    rows = Recognition.objects.under(scopes).in_force(day).order_by("pk")
    found = (chart.above(unit, Kind.COMMUNE) for unit in rows.values_list("unit", flat=True))
    return Counter(unit for unit in found if unit is not None)
