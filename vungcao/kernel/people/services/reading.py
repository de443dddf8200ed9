"""The one door to what is sealed about persons: with a purpose, and with an entry in the trail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from vungcao.kernel.audit import services as audit
from vungcao.kernel.norms.models import EthnicGroup, LocalGroup
from vungcao.kernel.offers.people import gates
from vungcao.kernel.people.models import Identifier, Person, PersonContact, Purpose
from vungcao.kernel.people.rules import year_of
from vungcao.kernel.vault import services as vault

LISTED = ("full_name", "birth")
OPENED = (*LISTED, "ethnic_group", "local_group", "address", "languages", "died_on")
LARGEST = 5000


@dataclass(frozen=True)
class IdentifierRecord:
    """The number of one paper, opened."""

    id: int
    kind: str
    number: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True)
class ContactRecord:
    """One telephone or address, opened."""

    id: int
    kind: str
    value: str
    verified_at: datetime | None
    valid_until: date | None


@dataclass(frozen=True)
class PersonLine:
    """As much of a person as a list shows."""

    id: int
    full_name: str
    birth: str
    sex: str
    unit_id: int
    scope: str
    is_deceased: bool
    is_erased: bool
    merged_into: int | None

    @property
    def birth_year(self) -> int | None:
        return year_of(self.birth)


@dataclass(frozen=True)
class PersonRecord(PersonLine):
    """All that is written of a person. What is unknown or erased is empty."""

    ethnic_group: str
    ethnic_group_id: int | None
    local_group: str
    address: str
    languages: tuple[str, ...]
    died_on: str
    residence_kind: str
    identifiers: tuple[IdentifierRecord, ...]
    contacts: tuple[ContactRecord, ...]


@transaction.atomic
def read(
    *, persons: Iterable[Person], purpose: Purpose, by: AbstractBaseUser
) -> list[PersonRecord]:
    """Open the records of persons, in the given order, in a fixed number of queries.

    Raises `PermissionDenied` for an account that opens no records and for a person that it does
    not reach: then nothing is opened at all.
    """
    purpose = Purpose(purpose)  # whatever is no purpose is refused before anything is opened
    rows = _admitted(persons, by)
    texts = _opened(rows, OPENED)
    papers, ways = _papers(rows), _ways(rows)
    groups = {one.pk: one.name for one in EthnicGroup.objects.all()}
    locals_ = {one.pk: one.name for one in LocalGroup.objects.all()}
    _log(rows, purpose, [*OPENED, "identifiers", "contacts"], by)
    found = []
    for row in rows:
        said = texts[row.pk]
        found.append(
            PersonRecord(
                **vars(_line(row, said)),
                ethnic_group=groups.get(_number(said["ethnic_group"]) or 0, ""),
                ethnic_group_id=_number(said["ethnic_group"]),
                local_group=locals_.get(_number(said["local_group"]) or 0, ""),
                address=said["address"],
                languages=tuple(said["languages"].split("\n")) if said["languages"] else (),
                died_on=said["died_on"],
                residence_kind=row.residence_kind,
                identifiers=tuple(papers.get(row.pk, ())),
                contacts=tuple(ways.get(row.pk, ())),
            )
        )
    return found


@transaction.atomic
def read_list(
    *, persons: Iterable[Person], purpose: Purpose, by: AbstractBaseUser
) -> list[PersonLine]:
    """The same with names and births alone, for lists and choices."""
    purpose = Purpose(purpose)  # whatever is no purpose is refused before anything is opened
    rows = _admitted(persons, by)
    texts = _opened(rows, LISTED)
    _log(rows, purpose, LISTED, by)
    return [_line(row, texts[row.pk]) for row in rows]


def _admitted(persons: Iterable[Person], by: AbstractBaseUser) -> list[Person]:
    """The rows anew, through the fence of the database, in the given order."""
    if not all(gate(by) for _name, gate in gates.items()):
        raise PermissionDenied
    ids = [person.pk for person in persons]
    if len(ids) > LARGEST:
        raise ValueError(f"At most {LARGEST} records are opened at once.")
    rows = Person.objects.in_bulk(ids)
    if rows.keys() != set(ids):
        raise PermissionDenied
    return [rows[pk] for pk in ids]


def _log(
    rows: Sequence[Person], purpose: Purpose, fields: Sequence[str], by: AbstractBaseUser
) -> None:
    if rows:
        subject = rows[0] if len(rows) == 1 else Person._meta.label
        audit.record(
            by=by,
            action="people.read",
            subject=subject,
            purpose=purpose.value,
            persons=[row.pk for row in rows],
            fields=list(fields),
        )


def _opened(rows: Sequence[Person], fields: Sequence[str]) -> dict[int, dict[str, str]]:
    texts = vault.open_texts(getattr(row, field) for row in rows for field in fields)
    each = iter(texts)
    return {row.pk: {field: next(each) or "" for field in fields} for row in rows}


def _line(row: Person, said: dict[str, str]) -> PersonLine:
    return PersonLine(
        id=row.pk,
        full_name=said["full_name"],
        birth=said["birth"],
        sex=row.sex,
        unit_id=row.unit_id,
        scope=row.scope,
        is_deceased=row.is_deceased,
        is_erased=row.erased_at is not None,
        merged_into=row.merged_into_id,
    )


def _papers(rows: Sequence[Person]) -> dict[int, list[IdentifierRecord]]:
    found = list(Identifier.objects.filter(person__in=rows).order_by("-valid_from", "pk"))
    numbers = vault.open_texts(one.number for one in found)
    papers: dict[int, list[IdentifierRecord]] = {}
    for one, number in zip(found, numbers, strict=True):
        record = IdentifierRecord(one.pk, one.kind, number or "", one.valid_from, one.valid_until)
        papers.setdefault(one.person_id, []).append(record)
    return papers


def _ways(rows: Sequence[Person]) -> dict[int, list[ContactRecord]]:
    found = list(PersonContact.objects.filter(person__in=rows).order_by("-valid_from", "pk"))
    values = vault.open_texts(one.value for one in found)
    ways: dict[int, list[ContactRecord]] = {}
    for one, value in zip(found, values, strict=True):
        record = ContactRecord(one.pk, one.kind, value or "", one.verified_at, one.valid_until)
        ways.setdefault(one.person_id, []).append(record)
    return ways


def _number(text: str) -> int | None:
    return int(text) if text else None
