"""Erasing a person: the key is destroyed, what stood beside it is emptied, ids and trail stay."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.offers.people import keepers
from vungcao.kernel.people import drafts, queries, sealing
from vungcao.kernel.people.models import (
    Consent,
    HouseholdMember,
    Identifier,
    Person,
    PersonContact,
    PersonRole,
    ReplacedValue,
    Residence,
    Sex,
)
from vungcao.kernel.people.services import registering
from vungcao.kernel.vault import services as vault

EMPTIED = ("full_name", "birth", "ethnic_group", "local_group", "address", "languages", "died_on")
GOES = (Identifier, PersonContact, PersonRole, Residence, HouseholdMember)


@transaction.atomic
def erase(*, person: Person, now: datetime, by: AbstractBaseUser) -> None:
    """Erase a person with every record that was merged into theirs.

    Raises `RuleBroken` with each reason for which the law keeps the record. What other packages
    sealed with the person's key no longer opens; what they keep in clear they drop when they hear
    "people.erased". Consents stay as proof that the office was allowed to, without their papers.
    """
    kept = registering.lock(person)
    records = list(
        queries.records_of(kept)
        .select_for_update(of=("self",))
        .select_related("key")
        .order_by("pk")
    )
    drafts.refuse(_reasons([record.pk for record in records]))
    for model in GOES:
        model._default_manager.filter(person__in=records).delete()
    Consent.objects.filter(person__in=records).update(evidence=None)
    ReplacedValue.objects.filter(merge__kept__in=records).delete()
    for record in records:
        _empty(record, now)
        vault.destroy_key(key=record.key, now=now, by=by)
        audit.record(by=by, action="people.erased", subject=record)
    registering.announce(records, "people.erased")


def _reasons(ids: list[int]) -> list[str]:
    said = [keep(pk) for pk in ids for _name, keep in keepers.items()]
    return [reason for reason in said if reason]


def _empty(record: Person, now: datetime) -> None:
    for field in EMPTIED:
        setattr(record, field, None)
    for name in sealing.INDEXES:
        setattr(record, f"{name}_index", "")
    record.sex, record.residence_kind, record.is_deceased = Sex.UNKNOWN, "", False
    record.erased_at = now
    registering.touch(record)
