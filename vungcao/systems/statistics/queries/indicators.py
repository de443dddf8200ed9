"""The catalogue of indicators: as of a day, one with its history, and what the search finds."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from vungcao.kernel.offers.search import Entry
from vungcao.systems.statistics.models import (
    CodeList,
    Dimension,
    FormVersion,
    Indicator,
    IndicatorVersion,
)


def catalogue(day: date) -> QuerySet[IndicatorVersion]:
    """What each indicator means on a day."""
    found = IndicatorVersion.objects.in_force(day)
    return found.select_related("indicator__owner", "basis")


def groups() -> list[str]:
    rows = Indicator.objects.order_by("group").values_list("group", flat=True)
    return list(dict.fromkeys(rows))


def versions(indicator: Indicator) -> Sequence[IndicatorVersion]:
    """Every definition, the newest first."""
    rows = indicator.versions.select_related("numerator", "denominator", "basis")
    return list(rows.order_by("-valid_from"))


def lists_of(version: IndicatorVersion) -> list[CodeList]:
    """By which lists a version is divided, in their order."""
    rows = Dimension.objects.filter(version=version).select_related("list").order_by("position")
    return [row.list for row in rows]


def forms_with(indicator: Indicator) -> QuerySet[FormVersion]:
    """Published forms that ask for it."""
    found = FormVersion.objects.published().filter(form_cells__cell__indicator=indicator)
    return found.distinct().select_related("form").order_by("name", "-valid_from")


def entries(keys: frozenset[str] | None, day: date) -> Iterator[Entry]:
    """What the office's search finds: an indicator by its name or one of its codes."""
    rows = catalogue(day)
    if keys is not None:
        numbers = [int(key) for key in keys if key.isdecimal()]
        rows = rows.filter(indicator__in=numbers)
    for row in rows.order_by("indicator__code"):
        one = row.indicator
        codes = tuple(filter(None, (one.code, one.official_code)))
        yield Entry(str(one.pk), row.name, f"{one.code}, {one.group}", also=codes)


def matching(rows: QuerySet[IndicatorVersion], text: str) -> QuerySet[IndicatorVersion]:
    """By a part of the name, or a code."""
    return rows.filter(
        Q(name__icontains=text)
        | Q(indicator__code__startswith=text)
        | Q(indicator__official_code__startswith=text)
    )
