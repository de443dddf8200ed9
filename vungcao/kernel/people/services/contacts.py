"""By which telephone or address a person is reached, and whether it was proven to be theirs."""

from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import drafts, rules, sealing
from vungcao.kernel.people.drafts import NewContact
from vungcao.kernel.people.models import Person, PersonContact
from vungcao.kernel.people.services import registering


@transaction.atomic
def add_contact(
    *, person: Person, new: NewContact, today: date, by: AbstractBaseUser
) -> PersonContact:
    """Note another telephone or address; the same one again adds nothing."""
    drafts.refuse(rules.faults_of_contact(new.kind, new.value))
    locked = registering.lock(person)
    index = sealing.contact_print(new.kind, new.value)
    held = PersonContact.objects.filter(
        person=locked, kind=new.kind, index=index, valid_until=None
    ).first()
    if held is not None:
        return held
    value = sealing.sealed(rules.contact(new.kind, new.value), locked.key, PersonContact, "value")
    made = PersonContact.objects.create(
        person=locked, kind=new.kind, value=value, index=index, valid_from=today
    )
    registering.touch(locked)
    audit.record(by=by, action="people.contact_added", subject=locked, contact=made.pk)
    registering.announce([locked], "people.changed")
    return made


@transaction.atomic
def verify_contact(*, contact: PersonContact, now: datetime, by: AbstractBaseUser) -> None:
    """Note that the person answered there; the first time stays."""
    locked = PersonContact.objects.select_for_update().get(pk=contact.pk)
    if locked.valid_until is not None:
        raise RuleBroken("Số hoặc địa chỉ này không còn dùng.")
    if locked.verified_at is None:
        locked.verified_at = now
        locked.save(update_fields=["verified_at"])
        audit.record(by=by, action="people.contact_verified", subject=locked)


@transaction.atomic
def close_contact(*, contact: PersonContact, until: date, by: AbstractBaseUser) -> None:
    """From this day on nobody is reached there. On its first day it is taken back altogether."""
    locked = registering.lock(contact.person)
    if until <= contact.valid_from:
        contact.delete()
    else:
        contact.valid_until = until
        contact.save(update_fields=["valid_until"])
    registering.touch(locked)
    audit.record(by=by, action="people.contact_closed", subject=locked)
    registering.announce([locked], "people.changed")
