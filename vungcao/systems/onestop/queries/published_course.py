"""How the published counts of dossiers went, month by month."""

from datetime import date

from vungcao.kernel.units.models import Kind
from vungcao.systems.onestop.models import PublishedMonth

MONTHS = 12


def course(day: date) -> list[PublishedMonth]:
    """The last twelve published months of the province that were over by a day, oldest first."""
    rows = PublishedMonth.objects.filter(unit__kind=Kind.PROVINCE, month__lt=day.replace(day=1))
    newest = rows.order_by("-month", "unit").first()
    if newest is None:
        return []
    return list(rows.filter(unit=newest.unit_id).order_by("-month", "pk")[:MONTHS])[::-1]
