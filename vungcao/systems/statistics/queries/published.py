"""What others have published, by its words, and beside the indicators of a table."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from vungcao.systems.statistics.models import PublishedFigure


def figures() -> QuerySet[PublishedFigure]:
    return PublishedFigure.objects.select_related("indicator")


def names() -> list[str]:
    """What is spoken of, each once."""
    found = PublishedFigure.objects.order_by("name").values_list("name", flat=True)
    return list(found.distinct())


def matching(rows: QuerySet[PublishedFigure], text: str) -> QuerySet[PublishedFigure]:
    """By a part of what it says, where and when."""
    sought = ("name", "place", "time", "detail", "remark")
    found = Q()
    for name in sought:
        found |= Q(**{f"{name}__icontains": text})
    return rows.filter(found)


def beside(indicators: Iterable[int]) -> list[PublishedFigure]:
    """The notes to read beside some indicators; never added to them."""
    rows = figures().filter(indicator__in=list(indicators))
    return list(rows.order_by("indicator__code", "code"))
