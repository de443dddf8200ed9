"""Entering persons and correcting what is written of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import EthnicGroup, LocalGroup
from vungcao.kernel.offers.outbox import Announcement, put
from vungcao.kernel.people import drafts, rules, sealing
from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.models import (
    Identifier,
    Person,
    PersonContact,
    Residence,
    Sex,
)
from vungcao.kernel.vault import services as vault
from vungcao.kernel.vault.models import DataKey


@transaction.atomic
def register(*, draft: PersonDraft, today: date, by: AbstractBaseUser) -> Person:
    """Enter a person. Raises `RuleBroken` with everything that is wrong with the draft."""
    (person,) = register_all(drafts=[draft], today=today, by=by)
    return person


@transaction.atomic
def register_all(
    *, drafts: Sequence[PersonDraft], today: date, by: AbstractBaseUser
) -> list[Person]:
    """Enter many persons, all or none; what is wrong is said with the number of its line."""
    _refuse(drafts, today)
    keys = vault.make_keys(count=len(drafts), by=by)
    persons = [_build(draft, key) for draft, key in zip(drafts, keys, strict=True)]
    Person.objects.bulk_create(persons)
    pairs = list(zip(persons, drafts, strict=True))
    Residence.objects.bulk_create(
        Residence(person=one, place=one.unit, kind=one.residence_kind, valid_from=today)
        for one in persons
    )
    Identifier.objects.bulk_create(
        _identifier(person, paper, today) for person, draft in pairs for paper in draft.identifiers
    )
    PersonContact.objects.bulk_create(
        _contact(person, way, today) for person, draft in pairs for way in draft.contacts
    )
    subject = persons[0] if len(persons) == 1 else Person._meta.label
    audit.record(
        by=by, action="people.registered", subject=subject, persons=[one.pk for one in persons]
    )
    announce(persons, "people.changed")
    return persons


@dataclass(frozen=True)
class Correction:
    """What is to be said of a person from now on; None leaves a field as it is."""

    full_name: str | None = None
    birth: str | None = None
    sex: Sex | None = None
    ethnic_group: EthnicGroup | None = None
    local_group: LocalGroup | None = None
    address: str | None = None
    languages: tuple[str, ...] | None = None

    def given(self) -> list[str]:
        """The names of the fields that it changes."""
        return [one.name for one in fields(self) if getattr(self, one.name) is not None]


@transaction.atomic
def correct(
    *, person: Person, correction: Correction, today: date, by: AbstractBaseUser
) -> list[str]:
    """Correct what is written of a person. The trail keeps the names of the fields, no values.

    Another ethnic group without a local group takes the local group away. Returns the names.
    """
    locked = lock(person)
    given = correction.given()
    if not given:
        return []
    texts = _texts(locked, correction)
    name, birth = _name_and_birth(locked, texts)
    drafts.refuse([*rules.faults_of_name(name), *rules.faults_of_birth(birth, today)])
    if {"full_name", "birth"} & texts.keys():
        sealing.index_person(locked, name, birth)
    sealing.seal_person(locked, texts)
    if correction.sex is not None:
        locked.sex = correction.sex
    touch(locked)
    audit.record(by=by, action="people.corrected", subject=locked, fields=sorted(given))
    announce([locked], "people.changed")
    return given


@transaction.atomic
def mark_deceased(*, person: Person, died_on: date, today: date, by: AbstractBaseUser) -> None:
    """Note that somebody has died; the day is sealed like all that is known of them."""
    if died_on > today:
        raise RuleBroken("Ngày mất không thể sau hôm nay.")
    locked = lock(person)
    locked.is_deceased = True
    sealing.seal_person(locked, {"died_on": died_on.isoformat()})
    touch(locked)
    audit.record(by=by, action="people.marked_deceased", subject=locked)
    announce([locked], "people.changed")


@transaction.atomic
def add_identifier(
    *, person: Person, new: NewIdentifier, today: date, by: AbstractBaseUser
) -> Identifier:
    """Note the number of another paper of a person; the same number again adds nothing."""
    drafts.refuse(rules.faults_of_number(new.kind, new.number))
    locked = lock(person)
    row = _identifier(locked, new, today)
    held = Identifier.objects.filter(
        person=locked, kind=row.kind, index=row.index, valid_until=None
    ).first()
    if held is not None:
        return held
    row.save()
    touch(locked)
    audit.record(by=by, action="people.identifier_added", subject=locked, identifier=row.pk)
    announce([locked], "people.changed")
    return row


@transaction.atomic
def close_identifier(*, identifier: Identifier, until: date, by: AbstractBaseUser) -> None:
    """From this day on the paper no longer holds; it stays as what held before."""
    if until <= identifier.valid_from:
        raise RuleBroken("Ngày hết hiệu lực phải sau ngày có hiệu lực.")
    locked = lock(identifier.person)
    identifier.valid_until = until
    identifier.save(update_fields=["valid_until"])
    touch(locked)
    audit.record(by=by, action="people.identifier_closed", subject=locked, identifier=identifier.pk)


def announce(persons: Iterable[Person], topic: str) -> None:
    """Tell whoever follows persons; ids only."""
    for person in persons:
        put(Announcement(topic=topic, subject=f"people.Person:{person.pk}", scope=person.scope))


def lock(person: Person) -> Person:
    """The person's row, held until the transaction ends. Raises `RuleBroken` for one of the past.

    Whoever cannot see the row meets `Person.DoesNotExist`.
    """
    locked = Person.objects.select_for_update(of=("self",)).select_related("key").get(pk=person.pk)
    if locked.erased_at is not None:
        raise RuleBroken("Dữ liệu của người này đã xoá, không ghi thêm được.")
    if locked.merged_into_id is not None:
        raise RuleBroken("Hồ sơ này đã gộp vào hồ sơ khác: sửa ở hồ sơ giữ lại.")
    return locked


def touch(person: Person) -> None:
    """Save a locked person as one write more."""
    person.revision += 1
    person.save()


def _refuse(given: Sequence[PersonDraft], today: date) -> None:
    if len(given) == 1:
        drafts.refuse(drafts.faults(given[0], today))
        return
    drafts.refuse(
        f"Dòng {line}: {fault}"
        for line, draft in enumerate(given, start=1)
        for fault in drafts.faults(draft, today)
    )


def _build(draft: PersonDraft, key: DataKey) -> Person:
    person = Person(
        key=key,
        sex=draft.sex,
        residence_kind=draft.residence_kind,
        unit=draft.unit,
        scope=draft.unit.scope,
    )
    texts = draft.texts()
    sealing.seal_person(person, texts)
    sealing.index_person(person, texts["full_name"], texts["birth"])
    return person


def _identifier(person: Person, new: NewIdentifier, today: date) -> Identifier:
    return Identifier(
        person=person,
        kind=new.kind,
        number=sealing.sealed(rules.number(new.number), person.key, Identifier, "number"),
        index=sealing.number_print(new.kind, new.number),
        valid_from=new.valid_from or today,
    )


def _contact(person: Person, new: NewContact, today: date) -> PersonContact:
    value = rules.contact(new.kind, new.value)
    return PersonContact(
        person=person,
        kind=new.kind,
        value=sealing.sealed(value, person.key, PersonContact, "value"),
        index=sealing.contact_print(new.kind, new.value),
        valid_from=today,
    )


def _texts(person: Person, correction: Correction) -> dict[str, str]:
    """The sealed fields that a correction gives, as texts."""
    draft = PersonDraft(
        full_name=correction.full_name or "",
        unit=person.unit,
        birth=correction.birth or "",
        ethnic_group=correction.ethnic_group,
        local_group=correction.local_group,
        address=correction.address or "",
        languages=correction.languages or (),
    )
    if correction.birth and rules.read_birth(correction.birth) is None:
        drafts.refuse(rules.faults_of_birth(correction.birth, date.max))
    if correction.local_group and correction.local_group.group != correction.ethnic_group:
        raise RuleBroken("Nhóm địa phương này thuộc dân tộc khác.")
    given = {*correction.given(), *(["local_group"] if correction.ethnic_group else [])}
    return {field: text for field, text in draft.texts().items() if field in given}


def _name_and_birth(person: Person, texts: dict[str, str]) -> tuple[str, str]:
    """What the indexes are made of: new where it is given, else as it is sealed now."""
    name, birth = vault.open_texts([person.full_name, person.birth])
    return texts.get("full_name", name or ""), texts.get("birth", birth or "")
