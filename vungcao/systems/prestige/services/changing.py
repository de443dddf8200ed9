"""Changes of the register that touch a person's own record as well, each one transaction."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import PersonDraft
from vungcao.kernel.people.models import Person
from vungcao.kernel.people.services import Correction, NewContact, NewIdentifier
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services import ending as endings
from vungcao.systems.prestige.services.deciding import Decided
from vungcao.systems.prestige.services.ending import Ending
from vungcao.systems.prestige.services.profiles import Profile, persons_of
from vungcao.systems.prestige.services.recognising import NewRecognition, recognise


@dataclass(frozen=True)
class Entry:
    """Somebody to recognise: a person who is known, or one to register first."""

    who: Person | PersonDraft
    village: Unit
    valid_from: date
    valid_until: date | None = None
    profile: Profile = field(default=Profile())

    def of(self, person: Person) -> NewRecognition:
        return NewRecognition(
            person, self.village, self.valid_from, self.valid_until, profile=self.profile
        )


@dataclass(frozen=True)
class Farewell:
    """How a recognition ends, and the day of the person's death where that is noted as well."""

    ending: Ending
    died_on: date | None = None


@dataclass(frozen=True)
class Description:
    """What is said of somebody anew. Of the person only what differs is given."""

    profile: Profile
    person: Correction = field(default=Correction())
    identifier: NewIdentifier | None = None
    contact: NewContact | None = None


@transaction.atomic
def recognise_entered(
    *, entry: Entry, decided: Decided, today: date, by: AbstractBaseUser
) -> Recognition:
    """Recognise somebody, registering who is not known yet: both or neither."""
    new = entry.of(_registered(entry, today, by))
    return recognise(new=new, decided=decided, today=today, by=by)


@transaction.atomic
def withdraw_noted(
    *,
    recognition: Recognition,
    farewell: Farewell,
    decided: Decided,
    today: date,
    by: AbstractBaseUser,
) -> Recognition:
    """Take somebody off the list and note their death where that is the reason."""
    ended = endings.withdraw(
        recognition=recognition, ending=farewell.ending, decided=decided, today=today, by=by
    )
    _note_death(recognition, farewell, today, by)
    return ended


@transaction.atomic
def replace_entered(
    *,
    recognition: Recognition,
    farewell: Farewell,
    entry: Entry,
    decided: Decided,
    today: date,
    by: AbstractBaseUser,
) -> Recognition:
    """Let somebody follow who may not be known yet; all of it or nothing."""
    following = endings.replace(
        recognition=recognition,
        ending=farewell.ending,
        new=entry.of(_registered(entry, today, by)),
        decided=decided,
        today=today,
        by=by,
    )
    _note_death(recognition, farewell, today, by)
    return following


@transaction.atomic
def describe_person(
    *, recognition: Recognition, said: Description, today: date, by: AbstractBaseUser
) -> None:
    """Correct what the register and the record say of somebody."""
    (person,) = persons_of([recognition])
    endings.describe(recognition=recognition, profile=said.profile, by=by)
    people.correct(person=person, correction=said.person, today=today, by=by)
    if said.identifier is not None:
        people.add_identifier(person=person, new=said.identifier, today=today, by=by)
    if said.contact is not None:
        people.add_contact(person=person, new=said.contact, today=today, by=by)


def _registered(entry: Entry, today: date, by: AbstractBaseUser) -> Person:
    if isinstance(entry.who, Person):
        return entry.who
    return people.register(draft=entry.who, today=today, by=by)


def _note_death(
    recognition: Recognition, farewell: Farewell, today: date, by: AbstractBaseUser
) -> None:
    """Whoever is known to have died stays so, with the day that was noted then."""
    died_on = farewell.died_on
    if died_on is None:
        return
    (person,) = persons_of([recognition])
    if person.is_deceased:
        return
    if died_on > farewell.ending.ends_on:
        raise RuleBroken("Ngày mất không được sau ngày thôi.")
    people.mark_deceased(person=person, died_on=died_on, today=today, by=by)
