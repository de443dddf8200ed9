"""Giving the register away as lines that import again unchanged."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.people.models import Identifier, PersonContact, Purpose, Sex
from vungcao.kernel.people.services import PersonRecord, read
from vungcao.kernel.units.models import Kind
from vungcao.systems.prestige.models import Recognition
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.atlas import Atlas
from vungcao.systems.prestige.queries.reached import MOVED, reached
from vungcao.systems.prestige.rules.columns import EXPORTED
from vungcao.systems.prestige.services import profiles
from vungcao.systems.prestige.services.profiles import Profile

BATCH = 2000
CARDS = (Identifier.Kind.CITIZEN_CARD, Identifier.Kind.OLD_CARD)
SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}


@transaction.atomic
def export_register(*, day: date, with_ended: bool, by: User) -> list[list[object]]:
    """The register of a day within reach, line by line; with those who left it before, if asked.

    Who was erased is not in it. Raises `PermissionDenied` for an account that opens no records.
    """
    rows = Recognition.objects.visible_to(by).standing().filter(valid_from__lte=day)
    if not with_ended:
        rows = rows.filter(valid_until__gt=day)
    found = list(rows.select_related("unit", "cycle").order_by("scope", "pk"))
    lines = list(_lines(found, by))
    audit.record(
        by=by,
        action="prestige.exported",
        subject=Recognition._meta.label,
        lines=len(lines),
        day=str(day),
    )
    return lines


def _lines(rows: Sequence[Recognition], by: User) -> Iterator[list[object]]:
    atlas = Atlas(by.reach)
    components, reasons = cache(norms.components), cache(norms.reasons)
    for first in range(0, len(rows), BATCH):
        some = rows[first : first + BATCH]
        persons = reached(some).values()
        opened = {one.id: one for one in read(persons=persons, purpose=Purpose.REGISTER, by=by)}
        for row, profile in zip(some, profiles.opened(some), strict=True):
            person = opened.get(row.person_id)
            if person and person.is_erased:
                continue
            said = {
                **_of_person(person),
                **_of_place(row, atlas),
                **_of_profile(profile, components(row.valid_from)),
                **_of_decision(row),
                **_of_end(row, reasons),
            }
            yield [said.get(name) for name in EXPORTED]


def _of_person(person: PersonRecord | None) -> dict[str, object]:
    """Of who has moved away the line says just that; an import passes over it."""
    if person is None:
        return {"full_name": MOVED}
    papers = [p.number for p in person.identifiers if p.kind in CARDS and p.valid_until is None]
    ways = [
        way.value
        for way in person.contacts
        if way.kind == PersonContact.Kind.TELEPHONE and way.valid_until is None
    ]
    return {
        "full_name": person.full_name,
        "birth": "/".join(reversed(person.birth.split("-"))) if person.birth else None,
        "sex": SEXES.get(Sex(person.sex)),
        "ethnic_group": person.ethnic_group or None,
        "local_group": person.local_group or None,
        "card": papers[0] if papers else None,
        "telephone": ways[0] if ways else None,
    }


def _of_place(row: Recognition, atlas: Atlas) -> dict[str, object]:
    """As it was called on the first day; a village that was founded later, on its own first day."""
    chain = atlas.on(row.valid_from).above(row.unit_id)
    chain = chain or atlas.on(row.unit.valid_from).above(row.unit_id)
    named = {unit.kind: unit.name for unit in chain}
    return {
        "village": named.get(Kind.VILLAGE),
        "commune": named.get(Kind.COMMUNE),
        "district": named.get(Kind.DISTRICT),
    }


def _of_profile(profile: Profile, known: Mapping[str, str]) -> dict[str, object]:
    told = [f"{code} {known.get(code, '')}".strip() for code in profile.components]
    return {
        "components": "; ".join(told) or None,
        "party": "x" if profile.is_party_member else None,
        "education": profile.education or None,
        "occupation": profile.occupation or None,
    }


def _of_decision(row: Recognition) -> dict[str, object]:
    return {
        "key": f"UT{row.pk}",
        "number": row.number,
        "decided_on": row.decided_on,
        "issuer": row.issuer_name,
        "valid_from": row.valid_from,
        "slot": row.slot,
    }


def _of_end(row: Recognition, reasons: Callable[[date], Mapping[str, str]]) -> dict[str, object]:
    """Only an end before the cycle's is written."""
    said: dict[str, object] = {}
    if row.end_kind or row.valid_until != row.cycle.valid_until:
        said["valid_until"] = row.valid_until
    if row.end_kind:
        said |= {
            "reason": reasons(row.valid_until).get(row.end_reason, row.end_reason),
            "end_number": row.end_number,
            "end_decided_on": row.end_decided_on,
            "end_issuer": row.end_issuer_name or None,
        }
    return said
