"""The list of the register: lines of which nobody is opened until somebody looks at them.

A page opens its own rows. A filter or an order by what is sealed (ethnic group, component, party,
age, name) opens every row that the other filters left: `open_matching` does, and the trail says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.people.services import PersonRecord, read
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import listing as queries
from vungcao.systems.prestige.rules.naming import in_order
from vungcao.systems.prestige.rules.standing import Standing, age_in, standing
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.profiles import Profile
from vungcao.systems.prestige.services.reading import Place, places_of

BANDS: dict[str, tuple[int, int]] = {
    "0-39": (0, 39),
    "40-49": (40, 49),
    "50-59": (50, 59),
    "60-69": (60, 69),
    "70-79": (70, 79),
    "80-": (80, 999),
}


@dataclass(frozen=True)
class Opened:
    """What is sealed of a row; no person where the record now lies out of the reader's reach."""

    person: PersonRecord | None
    profile: Profile

    @property
    def name(self) -> str:
        return self.person.full_name if self.person else ""

    @property
    def by_given_name(self) -> str:
        """As a Vietnamese list orders names: the last word first."""
        return " ".join(reversed(self.name.split()))

    @property
    def birth_year(self) -> int | None:
        return self.person.birth_year if self.person else None


@dataclass(frozen=True)
class Line:
    """One row of the list with its place on a map and how it stands on a day."""

    row: Recognition
    place: Place
    standing: Standing
    opened: Opened | None = None

    @property
    def pk(self) -> int:
        return self.row.pk

    @property
    def village_order(self) -> str:
        """Village 2 stands before village 10."""
        return in_order(self.place.village)


@dataclass(frozen=True)
class Sieve:
    """What is asked of the sealed part; empty asks for nothing."""

    group: int | None = None
    component: str = ""
    party: str = ""
    band: str = ""
    year: int = 0

    @property
    def is_used(self) -> bool:
        return bool(self.group or self.component or self.party or self.band)

    def lets_through(self, opened: Opened) -> bool:
        person, profile = opened.person, opened.profile
        if self.group and (person is None or person.ethnic_group_id != self.group):
            return False
        if self.component and self.component not in profile.components:
            return False
        if self.party and profile.is_party_member != (self.party == "yes"):
            return False
        return not self.band or self._is_of_age(opened.birth_year)

    def _is_of_age(self, born: int | None) -> bool:
        least, most = BANDS[self.band]
        return born is not None and least <= age_in(self.year, born) <= most


def lines(rows: Iterable[Recognition], day: date, map_day: date) -> list[Line]:
    """Rows with `unit` selected, in their order, unopened."""
    found, until = list(rows), queries.horizon(day)
    return [
        Line(row, place, standing(row.valid_from, row.valid_until, day, until))
        for row, place in zip(found, places_of(found, map_day), strict=True)
    ]


@transaction.atomic
def open_lines(*, lines: Sequence[Line], by: AbstractBaseUser) -> list[Line]:
    """The lines with their names; those that are open stay so. One entry in the trail at most.

    Who has moved to where the reader does not reach stays on the list without a name.
    """
    closed = [line.row for line in lines if line.opened is None]
    people = Person.objects.in_bulk({row.person_id for row in closed})
    records = {
        one.id: one for one in read(persons=people.values(), purpose=Purpose.REGISTER, by=by)
    }
    found = {
        row.pk: Opened(records.get(row.person_id), profile)
        for row, profile in zip(closed, profiles.opened(closed), strict=True)
    }
    return [line if line.opened else replace(line, opened=found[line.pk]) for line in lines]


@transaction.atomic
def open_matching(*, lines: Sequence[Line], sieve: Sieve, by: AbstractBaseUser) -> list[Line]:
    """The lines whose sealed part is as asked: all of `lines` are opened for it."""
    return [
        line
        for line in open_lines(lines=lines, by=by)
        if line.opened is not None and sieve.lets_through(line.opened)
    ]
