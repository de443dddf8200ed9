"""The units that a filter suggests while one types."""

from collections import Counter
from datetime import date, timedelta

from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day


def usual_names(day: date) -> list[str]:
    """What a field suggests while one types: units of the day before `day`.

    Villages are too many for a list.
    """
    eve = day - timedelta(days=1)
    living = Unit.objects.in_force(eve).exclude(kind__in=(Kind.VILLAGE, Kind.NATION, Kind.AREA))
    found = on_day(living.values_list("pk", flat=True), eve)
    names = {unit.id: unit.name for unit in found}
    bearers = Counter(names.values())
    return [
        unit.name
        if bearers[unit.name] == 1
        else f"{unit.name}, {names.get(unit.parent or 0) or unit.code}"
        for unit in found
    ]
