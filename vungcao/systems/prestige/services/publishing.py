"""Publishing how many persons are recognised in each unit, and of nobody who they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import suppression
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import PublishedCount, Recognition
from vungcao.systems.prestige.queries import statistics as reads
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.rules.statistics import quarter_end
from vungcao.systems.prestige.services.counting import summed, tree_of

NOT_ALL = "Chỉ công bố được số của cả tỉnh; vai trò của chị/anh chỉ ở một phần của tỉnh."


@dataclass(frozen=True)
class Draft:
    """What would be published for a day: persons by unit, None where the number is too small."""

    day: date
    persons: dict[int, int | None]
    fewest: int

    @property
    def hidden(self) -> int:
        return sum(number is None for number in self.persons.values())


def draft_counts(*, day: date, today: date, scopes: Sequence[str]) -> Draft:
    """What publishing would write; nobody's record is opened.

    `scopes` are where the reader may publish. Raises `RuleBroken` where that is not all of a
    province, and for a day to come or within a quarter.
    """
    if day > today:
        raise RuleBroken("Ngày số liệu không được sau hôm nay.")
    if quarter_end(day) != day:
        raise RuleBroken("Số công bố lấy theo ngày cuối quý.")
    rows = Recognition.objects.under(scopes).in_force(day).order_by("pk")
    chart, fewest = Chart(day), reads.fewest(day)
    villages = rows.values_list("unit", flat=True)
    counts = Counter(reads.at_level(chart, village, Kind.COMMUNE) for village in villages)
    tree = tree_of(counts, chart, fewest)
    _check_all_is_reached(tree, scopes)
    totals = summed(counts, tree, chart)
    dark = suppression.dark_units(tree, totals, fewest) if counts else frozenset()
    shown = {} if dark is None else {pk: None if pk in dark else n for pk, n in totals.items()}
    shown.pop(0, None)
    return Draft(day, shown, fewest)


@transaction.atomic
def publish_counts(*, day: date, today: date, scopes: Sequence[str], by: AbstractBaseUser) -> Draft:
    """Put the counts of a day where anybody reads them; those of the day before this are replaced.

    Raises what `draft_counts` raises, and `RuleBroken` when there is nothing to publish.
    """
    draft = draft_counts(day=day, today=today, scopes=scopes)
    if not draft.persons:
        raise RuleBroken("Ngày này không có số nào đủ lớn để công bố.")
    PublishedCount.objects.filter(day=day).delete()
    PublishedCount.objects.bulk_create(
        PublishedCount(day=day, unit_id=unit, persons=persons, published_on=today)
        for unit, persons in draft.persons.items()
    )
    audit.record(
        by=by,
        action="prestige.counts_published",
        subject=PublishedCount._meta.label,
        day=day.isoformat(),
        units=len(draft.persons),
        hidden=draft.hidden,
    )
    return draft


def _check_all_is_reached(tree: suppression.Tree, scopes: Sequence[str]) -> None:
    """A part of a province would be published as if it were the whole."""
    tops = [pk for pk, above in tree.above.items() if above == 0]
    for scope in Unit.objects.filter(pk__in=tops).order_by("pk").values_list("scope", flat=True):
        if not any(scope.startswith(path) for path in scopes):
            raise RuleBroken(NOT_ALL)
