"""Publishing how many dossiers each commune received and settled in a month, without small ones."""

from collections import defaultdict
from datetime import date

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.systems.onestop.models import PublishedMonth
from vungcao.systems.onestop.queries import published as reads
from vungcao.systems.onestop.rules.published import Month, guarded


@transaction.atomic
def publish_months(*, today: date, by: User) -> int:
    """Publish every month of the last twelve that is over and is not published. How many rows."""
    return sum(publish_month(month=one, today=today, by=by) for one in reads.over_by(today))


@transaction.atomic
def publish_month(*, month: date, today: date, by: User) -> int:
    """Put the counts of a month that is over where anybody reads them. How many units there are.

    Written once: what happens to a dossier afterwards changes nothing of what was published.
    """
    if reads.is_published(month) or reads.next_month(month) > today:
        return 0
    by_province: dict[int, dict[int, Month]] = defaultdict(dict)
    for unit, (province, one) in reads.counted(month).items():
        by_province[province][unit] = one
    rows: dict[int, Month | None] = {}
    for province, below in by_province.items():
        shown, whole = guarded(below)
        rows |= {province: whole, **shown}
    PublishedMonth.objects.bulk_create(
        _row(unit, month, one, today) for unit, one in sorted(rows.items())
    )
    if rows:
        hidden = sum(one is None for one in rows.values())
        audit.record(
            by=by,
            action="onestop.counts_published",
            subject=PublishedMonth._meta.label,
            month=f"{month:%Y-%m}",
            units=len(rows),
            hidden=hidden,
        )
    return len(rows)


def _row(unit: int, month: date, one: Month | None, today: date) -> PublishedMonth:
    return PublishedMonth(
        month=month,
        unit_id=unit,
        received=one.received if one else None,
        done=one.done if one else None,
        on_time=one.on_time if one else None,
        published_on=today,
    )
