"""Where rows lie on the map of a day, by their scopes: names of villages and communes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.scopes.models import Reader
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import Recognition


@dataclass(frozen=True)
class Where:
    """A village and its commune; empty names where nothing is known."""

    village: str = ""
    commune: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, (self.village, self.commune)))


@dataclass(frozen=True)
class CommuneOfList:
    """A commune in which somebody of the register lives or lived."""

    id: int
    name: str
    scope: str


def commune_of(scope: str) -> str:
    """The scope of the commune above a village's scope."""
    return scope[: scope.rstrip("/").rfind("/") + 1]


def unit_of(scope: str) -> int:
    return int(scope.rstrip("/").rpartition("/")[2])


def where(scopes: Iterable[str], day: date) -> dict[str, Where]:
    """The names by village scope, in a fixed number of queries."""
    wanted = set(scopes)
    ids = {unit_of(scope) for scope in wanted} | {unit_of(commune_of(one)) for one in wanted}
    names = {unit.id: unit.name for unit in on_day(ids, day)}
    return {
        scope: Where(names.get(unit_of(scope), ""), names.get(unit_of(commune_of(scope)), ""))
        for scope in wanted
    }


def communes(reader: Reader, day: date) -> list[CommuneOfList]:
    """Communes within reach that the register knows, by name."""
    rows = Recognition.objects.visible_to(reader).standing().order_by("scope")
    scopes = {commune_of(scope) for scope in rows.values_list("scope", flat=True).distinct()}
    found = {unit_of(scope): scope for scope in scopes}
    return [CommuneOfList(unit.id, unit.name, found[unit.id]) for unit in on_day(found, day)]
