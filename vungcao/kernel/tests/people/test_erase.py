"""Erasing a person: nothing opens again, nothing tells, ids and trail stay."""

from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.audit import queries as trail
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.offers import outbox
from vungcao.kernel.offers import people as doors
from vungcao.kernel.people import queries, services
from vungcao.kernel.people.drafts import NewContact, NewIdentifier
from vungcao.kernel.people.models import (
    Consent,
    ConsentPurpose,
    Identifier,
    Person,
    PersonContact,
    Purpose,
    Residence,
    Sex,
)
from vungcao.kernel.people.services import Correction, MergePlan
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.people.conftest import Place
from vungcao.kernel.vault.models import DataKey

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)
NAME, TELEPHONE, CARD = "Nông Mẫu Khuất Xoá", "0900000987", "000000000987"


def whole(place: Place) -> Person:
    return place.person(
        NAME,
        birth="5/6/1958",
        sex=Sex.FEMALE,
        address="Nhà số 987",
        identifiers=(NewIdentifier("citizen_card", CARD),),
        contacts=(NewContact("telephone", TELEPHONE),),
    )


def test_what_was_sealed_does_not_open_again(place: Place) -> None:
    person = whole(place)

    services.erase(person=person, now=NOW, by=place.by)

    (record,) = services.read(persons=[person], purpose=Purpose.INSPECTION, by=place.by)
    assert record.is_erased
    assert {record.full_name, record.birth, record.address, record.sex} == {""}
    assert (record.identifiers, record.contacts) == ((), ())
    assert DataKey.objects.get(pk=person.key_id).wrapped is None


def test_what_stood_beside_it_goes_and_the_trail_stays(place: Place) -> None:
    person = whole(place)

    services.erase(person=person, now=NOW, by=place.by)

    assert not any(m.objects.exists() for m in (Identifier, PersonContact, Residence))
    left = Entry.objects.filter(action__in=["people.registered", "vault.key_destroyed"])
    assert left.count() == 2
    assert Entry.objects.filter(
        action="people.erased", subject=f"people.Person:{person.pk}"
    ).exists()
    assert queries.possible_duplicates(place.person(NAME, birth="1958"), place.by) == []


def test_a_consent_stays_as_proof_without_its_paper(place: Place) -> None:
    person = whole(place)
    services.give_consent(
        person=person,
        purpose=ConsentPurpose.MESSAGES_ZALO,
        way=Consent.Way.PAPER,
        now=NOW,
        evidence="Đơn ngày 01/11",
        by=place.by,
    )

    services.erase(person=person, now=NOW, by=place.by)

    assert Consent.objects.get().evidence is None


def test_merged_records_of_the_same_person_are_erased_with_it(place: Place) -> None:
    one, other = whole(place), whole(place)
    plan = MergePlan(kept=one, merged=other, from_merged=frozenset({"address"}))
    services.merge(plan=plan, now=NOW, by=place.by)
    one.refresh_from_db()

    services.erase(person=one, now=NOW, by=place.by)

    assert not Person.objects.filter(erased_at=None).exists()
    assert not DataKey.objects.exclude(wrapped=None).exists()


def test_what_the_law_keeps_is_kept_with_every_reason(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = whole(place)
    reasons = {"a": lambda pk: "Hồ sơ 1 đang giải quyết.", "b": lambda pk: None}
    monkeypatch.setattr(doors.keepers, "_offers", reasons)

    with pytest.raises(RuleBroken, match="đang giải quyết"):
        services.erase(person=person, now=NOW, by=place.by)

    person.refresh_from_db()
    assert person.erased_at is None


def test_an_erased_record_takes_no_more_writing(place: Place) -> None:
    person = whole(place)
    services.erase(person=person, now=NOW, by=place.by)

    with pytest.raises(RuleBroken, match="đã xoá"):
        services.correct(
            person=person, correction=Correction(address="x"), today=TODAY, by=place.by
        )
    with pytest.raises(IntegrityError, match="erased_keeps_nothing"), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(sex=Sex.MALE)


def test_nobody_erases_beyond_their_reach(place: Place) -> None:
    person = whole(place)

    with scoped((place.south.scope,)), pytest.raises(Person.DoesNotExist):
        services.erase(person=person, now=NOW, by=place.by)


def test_whoever_follows_persons_hears_of_it(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[outbox.Announcement] = []
    monkeypatch.setattr(outbox.writers, "_offers", {outbox.WRITER: heard.extend})
    person = whole(place)

    services.erase(person=person, now=NOW, by=place.by)

    assert heard[-1] == outbox.Announcement(
        "people.erased", f"people.Person:{person.pk}", person.scope
    )


def forms(text: str) -> list[str]:
    """How a text may stand in a row that is written out: plain, escaped, as hexadecimal bytes."""
    escaped = text.encode("unicode_escape").decode()
    wide = [text.encode(code).hex() for code in ("utf-8", "utf-16-le", "utf-16-be")]
    return [text, text.upper(), text.lower(), escaped, *wide]


@pytest.mark.slow
@pytest.mark.usefixtures("transactional_db")
def test_no_table_holds_name_telephone_or_card(
    owner: psycopg.Connection[tuple[object, ...]],
) -> None:
    with transaction.atomic():
        made = Place()
    with scoped((made.province.scope,)):
        person = whole(made)
        services.read(persons=[person], purpose=Purpose.CASE, by=made.by)
        key = bytes(DataKey.objects.get(pk=person.key_id).wrapped or b"").hex()
    with scoped((made.province.scope,)):
        services.erase(person=person, now=NOW, by=made.by)

    said = everything(owner)
    for secret in (NAME, TELEPHONE, CARD, "Nhà số 987", "1958-06-05"):
        assert [form for form in forms(secret) if form in said] == []
    assert key not in said
    assert f"people.Person:{person.pk}" in said
    with transaction.atomic():
        assert trail.verify().holds


def everything(owner: psycopg.Connection[tuple[object, ...]]) -> str:
    """Every row of every table as text; without row-level security, for the owner sees all."""
    names = owner.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
    rows = []
    for (name,) in names:
        query = f"select coalesce(string_agg(t::text, ' '), '') from {name} t"
        rows.append(str(owner.execute(query).fetchone()))
    return "\n".join(rows)
