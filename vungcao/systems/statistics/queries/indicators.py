"""The catalogue of indicators: as of a day, one with its history, and what the search finds."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import State
from vungcao.kernel.offers.search import Entry
from vungcao.kernel.offers.upkeep import Doubt
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
    return found.select_related("indicator__owner", "indicator__official_basis", "basis")


def names(day: date) -> dict[int, str]:
    """What each indicator is called on a day."""
    return dict(IndicatorVersion.objects.in_force(day).values_list("indicator", "name"))


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


COLUMNS = (
    "code",
    "official_code",
    "group",
    "name",
    "unit_of_measure",
    "kind",
    "state",
    "source",
    "valid_from",
)


def rows(day: date) -> Iterator[tuple[object, ...]]:
    """The open dataset: what each indicator means on a day, and whether that was verified."""
    for row in catalogue(day).order_by("indicator__code"):
        one = row.indicator
        yield (
            one.code,
            one.official_code,
            one.group,
            row.name,
            row.unit_of_measure,
            row.kind,
            row.state,
            row.source,
            row.valid_from.isoformat(),
        )


def doubtful() -> QuerySet[IndicatorVersion]:
    unread = ~Q(state=State.SEEN) | Q(indicator__official_code="")
    return IndicatorVersion.objects.filter(unread, valid_until=None)


def doubts() -> Iterator[Doubt]:
    """Indicators that nobody has read in a text in force, or whose official code is not known."""
    for row in doubtful().select_related("indicator", "basis").order_by("indicator__code"):
        code = row.indicator.official_code or _("chưa có mã theo văn bản")
        yield Doubt(
            title=f"{row.indicator.code}: {row.name}",
            value=f"{row.unit_of_measure}; {code}",
            basis=str(row.basis or row.source),
            url=reverse("statistics:indicator", args=[row.indicator_id]),
        )
