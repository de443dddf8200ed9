"""Counts of dossiers by month and unit: those of the work, and those that have been published."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Q

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import places
from vungcao.systems.onestop.models import Dossier, PublishedMonth
from vungcao.systems.onestop.rules.published import Month


def next_month(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def counted(month: date) -> dict[int, tuple[int, Month]]:
    """Of each commune where something was received or done: its province and its counts."""
    begin = datetime.combine(month, time.min, ZONE)
    end = datetime.combine(next_month(month), time.min, ZONE)
    is_new = Q(received_at__gte=begin, received_at__lt=end)
    is_done = Q(finished_at__gte=begin, finished_at__lt=end, received_at__isnull=False)
    found = (
        Dossier.objects.filter(is_new | is_done)
        .order_by("unit__scope")
        .values_list("unit__scope")
        .annotate(
            received=Count("pk", filter=is_new),
            done=Count("pk", filter=is_done),
            on_time=Count("pk", filter=is_done & Q(finished_at__lte=F("case__due_at"))),
        )
    )
    counts: dict[int, tuple[int, Month]] = {}
    for scope, *numbers in found:
        chain = [int(part) for part in scope.strip("/").split("/")]
        province, commune = chain[1], chain[2] if len(chain) > 2 else chain[1]
        before = counts.get(commune, (province, Month()))[1]
        counts[commune] = (province, before + Month(*numbers))
    return counts


def over_by(day: date) -> list[date]:
    """The twelve months that were over by a day, the oldest first."""
    found = [(day.replace(day=1) - timedelta(days=1)).replace(day=1)]
    while len(found) < 12:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def is_published(month: date) -> bool:
    return PublishedMonth.objects.filter(month=month).exists()


@dataclass(frozen=True)
class Line:
    """A unit's month as a page shows it; `counts` is None where they are not shown."""

    kind: str
    name: str
    counts: Month | None


@dataclass(frozen=True)
class Publication:
    """All that was published of one month: the province first, then its communes by name."""

    month: date
    published_on: date
    lines: tuple[Line, ...]


def months() -> list[date]:
    """The months of which something is published, the newest first."""
    return list(
        PublishedMonth.objects.order_by("-month").values_list("month", flat=True).distinct()
    )


def publication(month: date) -> Publication | None:
    """What was published of a month; two questions however many units there are."""
    rows = list(PublishedMonth.objects.filter(month=month).order_by("pk"))
    if not rows:
        return None
    names = places([row.unit_id for row in rows], next_month(month) - timedelta(days=1))
    lines = [
        Line(place.kind, place.name, _counts(row))
        for row in rows
        if (place := names.get(row.unit_id)) is not None
    ]
    lines.sort(key=lambda line: (line.kind != Kind.PROVINCE, line.name))
    return Publication(month, max(row.published_on for row in rows), tuple(lines))


def count(unit: int, day: date, figure: str) -> int | None:
    """The newest number published of a unit for a month that was over by a day."""
    rows = PublishedMonth.objects.filter(unit=unit, month__lt=day.replace(day=1))
    return rows.order_by("-month").values_list(figure, flat=True).first()


def month_of(unit: int, day: date) -> date | None:
    """Of which month `count` is."""
    rows = PublishedMonth.objects.filter(unit=unit, month__lt=day.replace(day=1))
    return rows.order_by("-month").values_list("month", flat=True).first()


def _counts(row: PublishedMonth) -> Month | None:
    if row.received is None or row.done is None or row.on_time is None:
        return None
    return Month(row.received, row.done, row.on_time)
