"""Opening lines of the register: names, profiles and places of many rows at once, and logged."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.people.models import Purpose
from vungcao.kernel.people.services import PersonRecord, read
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries.places import Chart
from vungcao.systems.prestige.queries.reached import reached
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.profiles import Profile


@dataclass(frozen=True)
class Place:
    """Where a recognition lies on a map: ids and names; empty where that level did not exist."""

    village_id: int
    village: str
    commune_id: int | None
    commune: str
    district_id: int | None
    district: str


@dataclass(frozen=True)
class RegisterLine:
    """One line of the register, opened. `place` is on the map that was asked for.

    No person where the record now lies out of the reader's reach.
    """

    row: Recognition
    person: PersonRecord | None
    profile: Profile
    place: Place

    @property
    def pk(self) -> int:
        return self.row.pk


@transaction.atomic
def read_lines(
    *, rows: Iterable[Recognition], map_day: date, purpose: Purpose, by: AbstractBaseUser
) -> list[RegisterLine]:
    """Open these rows in a fixed number of queries; who has moved away stays without a record.

    Raises `PermissionDenied` for an account that opens no records.
    """
    found = list(rows)
    people = reached(found)
    records = {one.id: one for one in read(persons=people.values(), purpose=purpose, by=by)}
    places = places_of(found, map_day)
    return [
        RegisterLine(row, records.get(row.person_id), profile, place)
        for row, profile, place in zip(found, profiles.opened(found), places, strict=True)
    ]


def places_of(rows: Sequence[Recognition], day: date) -> list[Place]:
    """The places of rows on the map of a day, in their order; nothing personal is opened."""
    chart = Chart(day)
    villages = {row.unit_id: chart.chain(row.unit_id)[-1] for row in rows}
    wanted = {
        pk: tuple(chart.above(pk, kind) for kind in (Kind.COMMUNE, Kind.DISTRICT))
        for pk in {*villages, *villages.values()}
    }
    ids = {*villages.values(), *(pk for pair in wanted.values() for pk in pair if pk)}
    names = {unit.id: unit.name for unit in on_day(ids, max(day, _first_day(rows, day)))}
    found = []
    for row in rows:
        village = villages[row.unit_id]
        commune, district = wanted[row.unit_id]
        found.append(
            Place(
                village,
                names.get(village, ""),
                commune,
                names.get(commune or 0, ""),
                district,
                names.get(district or 0, ""),
            )
        )
    return found


def _first_day(rows: Sequence[Recognition], day: date) -> date:
    """Units are named from the day on which the catalogue begins; before it by its first names."""
    return max((row.unit.valid_from for row in rows), default=day)
