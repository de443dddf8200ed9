"""Indicators and code lists as they are on a day: for proving forms, and for choosing from."""

from collections import defaultdict
from datetime import date

from vungcao.systems.statistics.models import CodeItem, Dimension, IndicatorKind, IndicatorVersion
from vungcao.systems.statistics.rules.proofs import Catalogue, Known


def catalogue(day: date) -> Catalogue:
    """What a form of this day may ask for, with three statements."""
    lists: dict[int, list[str]] = defaultdict(list)
    laid = Dimension.objects.filter(version__in=IndicatorVersion.objects.in_force(day))
    for version, code in laid.order_by("position").values_list("version", "list__code"):
        lists[version].append(code)
    indicators = {
        row.indicator.code: Known(
            name=row.name,
            is_counted=row.kind == IndicatorKind.COUNTED,
            decimals=row.indicator.decimals,
            dimensions=tuple(lists[row.pk]),
        )
        for row in IndicatorVersion.objects.in_force(day).select_related("indicator")
    }
    items: dict[str, set[str]] = defaultdict(set)
    for code, item in CodeItem.objects.in_force(day).values_list("list__code", "code"):
        items[code].add(item)
    return Catalogue(indicators, {code: frozenset(found) for code, found in items.items()})


def item_ids(day: date) -> dict[tuple[str, str], int]:
    """The id of each item of a day, by its list and code."""
    found = CodeItem.objects.in_force(day).values_list("list__code", "code", "pk")
    return {(code, item): pk for code, item, pk in found}
