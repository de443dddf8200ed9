"""What a list may change of lines that stand in the register: profile and telephone."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.people import services as people
from vungcao.kernel.people.drafts import NewContact
from vungcao.kernel.people.models import Person, PersonContact
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.importing.sheets import Line
from vungcao.systems.prestige.services.profiles import Profile

TELEPHONE = PersonContact.Kind.TELEPHONE


@transaction.atomic
def correct_lines(*, lines: Sequence[Line], today: date, by: AbstractBaseUser) -> int:
    """Apply what known lines say otherwise. Returns how many lines that were."""
    changed = [line for line in lines if line.held is not None and line.changes]
    described = {
        line.held.pk: line.changes["profile"]
        for line in changed
        if line.held is not None and "profile" in line.changes
    }
    if described:
        describe_all(profiles_of=described, by=by)
    for line in changed:
        if line.held is not None and "telephone" in line.changes:
            _call(line.held.person, line.changes["telephone"], today, by)
    return len(changed)


@transaction.atomic
def describe_all(*, profiles_of: Mapping[int, Profile], by: AbstractBaseUser) -> None:
    """Correct the profiles of many recognitions (by id) at once. The trail keeps no values."""
    rows = Recognition.objects.select_for_update(of=("self",)).filter(pk__in=profiles_of)
    locked = list(rows.select_related("person__key").order_by("pk"))
    for row in locked:
        row.profile = profiles.sealed(profiles_of[row.pk], row.person.key)
    Recognition.objects.bulk_update(locked, ["profile"])
    audit.record(
        by=by,
        action="prestige.described",
        subject=locked[0] if len(locked) == 1 else Recognition._meta.label,
        recognitions=[row.pk for row in locked],
    )


def _call(person: Person, number: str, today: date, by: AbstractBaseUser) -> None:
    """The new number takes the place of the old one."""
    before = PersonContact.objects.filter(person=person, kind=TELEPHONE, valid_until=None)
    for way in before.select_related("person").order_by("pk"):
        people.close_contact(contact=way, until=today, by=by)
    people.add_contact(person=person, new=NewContact(TELEPHONE, number), today=today, by=by)
