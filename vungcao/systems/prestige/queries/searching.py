"""What the search finds of the register: villages, never a person."""

from collections.abc import Iterator
from datetime import date

from vungcao.kernel.offers.search import Entry
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import Recognition

LIGHT = 5  # the village itself, in the list of units, comes first


def villages(keys: frozenset[str] | None, day: date) -> Iterator[Entry]:
    """The villages in whose name somebody is or was recognised, with the commune of today."""
    held = Recognition.objects.standing()
    if keys is not None:
        held = held.filter(unit__in=[int(key) for key in keys if key.isdecimal()])
    units = Unit.objects.filter(kind=Kind.VILLAGE, pk__in=held.values("unit"))
    scopes = dict(units.values_list("pk", "scope"))
    above = {pk: int(scope.strip("/").split("/")[-2]) for pk, scope in scopes.items()}
    names = {unit.id: unit.name for unit in on_day({*scopes, *above.values()}, day)}
    for pk, scope in scopes.items():
        yield Entry(
            key=str(pk),
            title=f"Suất người có uy tín: {names[pk]}",
            detail=names.get(above[pk], ""),
            scope=scope,
            weight=LIGHT,
        )


def village_of(key: str) -> str:
    """The village of a recognition that was announced."""
    rows = Recognition.objects.filter(pk=key) if key.isdecimal() else Recognition.objects.none()
    found = rows.values_list("unit", flat=True).first()
    return str(found or "")
