"""The map of units on a day: who is on it, with centres and boundaries of that day."""

from collections.abc import Iterable
from datetime import date

from vungcao.kernel.units import maps
from vungcao.kernel.units.models import Boundary, Kind, Unit
from vungcao.kernel.units.queries.lists import UnitOnDay, as_of


def map_of(
    day: date,
    *,
    kind: Kind,
    under: Iterable[str] | Unit | UnitOnDay | None = None,
) -> maps.Map:
    """The units of a level below `under` on `day`; those without a centre are left out."""
    units = [unit for unit in as_of(day, kind=kind, under=under) if unit.latitude is not None]
    known = Boundary.objects.in_force(day).filter(unit__in=[unit.id for unit in units])
    shapes = dict(known.order_by("pk").values_list("unit", "geometry"))
    return maps.draw(
        maps.Spot(
            unit.id, float(unit.latitude or 0), float(unit.longitude or 0), shapes.get(unit.id)
        )
        for unit in units
    )
