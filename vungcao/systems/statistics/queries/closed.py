"""Figures that nobody changes any more, as one number for a unit: whole, or not at all."""

from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import as_of
from vungcao.systems.statistics.models import Observation, Stage, ValueState
from vungcao.systems.statistics.rules import periods

SAYS_A_NUMBER = Q(state__in=(ValueState.VALUE, ValueState.NONE_OCCURRED))


def total(unit: int, day: date, *, indicator: str) -> int | None:
    """A counted indicator of the last year that had ended on a day, of all communes of a unit.

    None while any of them has not closed its figures, and for whom these are out of reach: what the
    public may read is what will be published.
    """
    period = periods.period(periods.Kind.YEAR, day.year - 1)
    communes = _communes(unit, periods.end(period) - timedelta(days=1))
    rows = Observation.objects.filter(
        cell__indicator__code=indicator, period=period, unit__in=communes, stage=Stage.CLOSED
    )
    found = rows.aggregate(
        units=Count("unit", distinct=True),
        all=Count("cell"),
        said=Count("cell", filter=SAYS_A_NUMBER),
        total=Sum("value"),
    )
    if not communes or found["units"] != len(communes) or found["said"] != found["all"]:
        return None
    return int(found["total"] or 0)


def _communes(unit: int, day: date) -> set[int]:
    """The communes that lay in a unit on a day; it may be one itself."""
    place = Unit.objects.in_force(day).filter(pk=unit).first()
    if place is None:
        return set()
    if place.kind == Kind.COMMUNE:
        return {place.pk}
    return {one.id for one in as_of(day, kind=Kind.COMMUNE, under=place)}
