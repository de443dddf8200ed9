"""Entering and correcting persons: sealed at once, refused as a whole, traced by field names."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import EthnicGroup
from vungcao.kernel.people import services
from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.models import Person, PersonContact, Purpose, Sex
from vungcao.kernel.people.services import Correction
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.people.conftest import Place

TODAY = date(2026, 11, 23)


def the_record(place: Place, person: Person) -> services.PersonRecord:
    (record,) = services.read(persons=[person], purpose=Purpose.REGISTER, by=place.by)
    return record


def full(place: Place) -> PersonDraft:
    return PersonDraft(
        full_name="Nông  Mẫu Hoà",
        unit=place.village,
        birth="5/6/1958",
        sex=Sex.FEMALE,
        ethnic_group=EthnicGroup.objects.create(name="Mẫu tộc", is_minority=True),
        address="Nhà số 1",
        languages=("Tiếng Việt", "Tày"),
        identifiers=(NewIdentifier("citizen_card", "000 123 456 789"),),
        contacts=(NewContact("telephone", "+84 900 000 001"),),
    )


def test_everything_comes_back_as_it_was_entered(place: Place) -> None:
    person = services.register(draft=full(place), today=TODAY, by=place.by)

    record = the_record(place, person)
    assert (record.full_name, record.birth, record.birth_year) == (
        "Nông Mẫu Hoà",
        "1958-06-05",
        1958,
    )
    assert (record.ethnic_group, record.languages) == ("Mẫu tộc", ("Tiếng Việt", "Tày"))
    assert [paper.number for paper in record.identifiers] == ["000123456789"]
    assert [way.value for way in record.contacts] == ["0900000001"]
    assert record.scope == place.village.scope


def test_nothing_of_it_stands_in_the_tables(place: Place) -> None:
    services.register(draft=full(place), today=TODAY, by=place.by)

    said = ""
    for table in ("people_person", "people_identifier", "people_personcontact", "audit_entry"):
        with connection.cursor() as cursor:
            cursor.execute(f"select coalesce(string_agg(t::text, ' '), '') from {table} t")
            said += cursor.fetchone()[0]
    hidden = ("Nông Mẫu Hoà", "1958-06-05", "0900000001", "000123456789", "Nhà số 1", "Mẫu tộc")
    assert [text for text in hidden if text in said or text.encode().hex() in said] == []


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_saved(place: Place) -> None:
    draft = PersonDraft(
        full_name="Nông 2",
        unit=place.village,
        birth="31/2/1958",
        identifiers=(NewIdentifier("citizen_card", "1"),),
        contacts=(NewContact("telephone", "1"),),
    )

    with pytest.raises(RuleBroken) as refused:
        services.register(draft=draft, today=TODAY, by=place.by)

    said = str(refused.value)
    assert all(word in said for word in ("chữ số", "31/2/1958", "12", "điện thoại"))
    assert not Person.objects.exists()


def test_one_bad_line_refuses_all_lines_and_is_named(place: Place) -> None:
    good = PersonDraft(full_name="Nông Mẫu An", unit=place.village)
    bad = PersonDraft(full_name="", unit=place.village)

    with pytest.raises(RuleBroken, match="Dòng 2: Ghi họ và tên"):
        services.register_all(drafts=[good, bad], today=TODAY, by=place.by)

    assert not Person.objects.exists()


def test_many_persons_cost_as_many_queries_as_one(place: Place) -> None:
    drafts = [PersonDraft(full_name=f"Nông Mẫu {x}", unit=place.village) for x in "ABCDEFGH"]

    with connection.execute_wrapper(counted := Counter()):
        services.register_all(drafts=drafts[:2], today=TODAY, by=place.by)
    few = counted.count
    with connection.execute_wrapper(counted):
        services.register_all(drafts=drafts, today=TODAY, by=place.by)

    assert counted.count - few == few


class Counter:
    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.count += 1
        return execute(sql, params, many, context)


def test_a_correction_is_traced_by_the_names_of_its_fields(place: Place) -> None:
    person = place.person("Nông Mẫu An", birth="1958")

    services.correct(
        person=person,
        correction=Correction(full_name="Nông Mẫu Ân", birth="1959"),
        today=TODAY,
        by=place.by,
    )

    record = the_record(place, person)
    assert (record.full_name, record.birth) == ("Nông Mẫu Ân", "1959")
    entry = Entry.objects.get(action="people.corrected")
    assert '"fields":["birth","full_name"]' in entry.body
    assert "Ân" not in entry.body


def test_a_correction_that_is_wrong_changes_nothing(place: Place) -> None:
    person = place.person("Nông Mẫu An")

    with pytest.raises(RuleBroken, match="31/2/1958"):
        services.correct(
            person=person, correction=Correction(birth="31/2/1958"), today=TODAY, by=place.by
        )

    assert the_record(place, person).birth == ""


def test_a_second_telephone_is_added_once_verified_and_closed(place: Place) -> None:
    person = place.person()
    new = NewContact("telephone", "0900000002")

    way = services.add_contact(person=person, new=new, today=date(2026, 1, 1), by=place.by)
    again = services.add_contact(person=person, new=new, today=TODAY, by=place.by)
    services.close_contact(contact=way, until=TODAY, by=place.by)

    assert again == way
    assert PersonContact.objects.get().valid_until == TODAY


def test_a_person_of_another_commune_is_neither_seen_nor_written(place: Place) -> None:
    person = place.person(unit=place.far_village)

    with scoped((place.north.scope,)):
        assert not Person.objects.exists()
        with pytest.raises(Person.DoesNotExist):
            services.correct(
                person=person, correction=Correction(address="x"), today=TODAY, by=place.by
            )
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            services.register(
                draft=PersonDraft(full_name="Nông Mẫu An", unit=place.far_village),
                today=TODAY,
                by=place.by,
            )
