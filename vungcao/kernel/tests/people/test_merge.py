"""Two records of one person: brought together, found through the kept one, taken apart again."""

from datetime import UTC, date, datetime

import pytest

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people import queries, services
from vungcao.kernel.people.drafts import NewContact, NewIdentifier
from vungcao.kernel.people.models import Merge, Person, PersonContact, Purpose
from vungcao.kernel.people.services import MergePlan
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.people.conftest import Place

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def merge(place: Place, kept: Person, merged: Person, *fields: str) -> Merge:
    plan = MergePlan(kept=kept, merged=merged, from_merged=frozenset(fields))
    return services.merge(plan=plan, now=NOW, by=place.by)


def said(place: Place, person: Person) -> services.PersonRecord:
    (record,) = services.read(persons=[person], purpose=Purpose.DUPLICATES, by=place.by)
    return record


def test_papers_and_contacts_move_and_still_open(place: Place) -> None:
    kept = place.person("Nông Mẫu An")
    merged = place.person(
        "Nong Mau An",
        identifiers=(NewIdentifier("citizen_card", "000000000001"),),
        contacts=(NewContact("telephone", "0900000001"),),
    )

    merge(place, kept, merged)

    record = said(place, kept)
    assert [paper.number for paper in record.identifiers] == ["000000000001"]
    assert [way.value for way in record.contacts] == ["0900000001"]
    assert record.full_name == "Nông Mẫu An"


def test_the_merged_row_stays_and_leads_to_the_kept_one(place: Place) -> None:
    one, two, three = place.person(), place.person(), place.person()

    merge(place, two, one)
    merge(place, three, Person.objects.get(pk=two.pk))

    one.refresh_from_db()
    assert queries.kept_of(one) == three
    assert set(queries.records_of(one)) == {one, two, three}
    assert set(Person.objects.present()) == {three}


def test_the_other_record_is_right_where_it_is_said_so(place: Place) -> None:
    kept = place.person("Nong Mau An", birth="1958")
    merged = place.person("Nông Mẫu An", birth="5/6/1958", address="Nhà số 1")

    merge(place, kept, merged, "full_name", "birth")

    record = said(place, kept)
    assert (record.full_name, record.birth, record.address) == ("Nông Mẫu An", "1958-06-05", "")


def test_what_stands_with_both_is_not_doubled(place: Place) -> None:
    contacts = (NewContact("telephone", "0900000001"),)
    kept, merged = place.person(contacts=contacts), place.person(contacts=contacts)

    merge(place, kept, merged)

    assert len(said(place, kept).contacts) == 1
    assert PersonContact.objects.count() == 2


def test_taken_apart_both_are_exactly_what_they_were(place: Place) -> None:
    kept = place.person("Nong Mau An", birth="1958")
    merged = place.person(
        "Nông Mẫu An",
        birth="1959",
        identifiers=(NewIdentifier("citizen_card", "000000000001"),),
        contacts=(NewContact("telephone", "0900000001"),),
    )
    services.mark_deceased(person=merged, died_on=TODAY, today=TODAY, by=place.by)
    before = [said(place, kept), said(place, merged)]
    likeness = queries.possible_duplicates(kept, place.by)

    made = merge(place, kept, merged, "full_name", "birth", "died_on")
    services.unmerge(merge=made, now=NOW, by=place.by)

    assert [said(place, kept), said(place, merged)] == before
    kept.refresh_from_db()
    assert queries.possible_duplicates(kept, place.by) == likeness


def test_after_another_writing_it_cannot_be_taken_apart(place: Place) -> None:
    kept, merged = place.person(), place.person()
    made = merge(place, kept, merged)
    services.add_contact(
        person=kept, new=NewContact("telephone", "0900000009"), today=TODAY, by=place.by
    )

    with pytest.raises(RuleBroken, match="không tách lại được"):
        services.unmerge(merge=made, now=NOW, by=place.by)


def test_nothing_is_written_to_a_merged_record_nor_merged_twice(place: Place) -> None:
    kept, merged = place.person(), place.person()
    made = merge(place, kept, merged)

    with pytest.raises(RuleBroken, match="đã gộp"):
        services.add_contact(
            person=merged, new=NewContact("telephone", "0900000009"), today=TODAY, by=place.by
        )
    with pytest.raises(RuleBroken, match="đã gộp"):
        merge(place, place.person(), merged)
    services.unmerge(merge=made, now=NOW, by=place.by)
    with pytest.raises(RuleBroken, match="đã được tách"):
        services.unmerge(merge=made, now=NOW, by=place.by)


def test_a_record_is_not_merged_with_itself_nor_by_an_unknown_field(place: Place) -> None:
    person, other = place.person(), place.person()

    with pytest.raises(RuleBroken, match="khác nhau"):
        merge(place, person, person)
    with pytest.raises(RuleBroken, match="key"):
        merge(place, person, other, "key")
    assert not Merge.objects.exists()


def test_nobody_merges_with_a_record_beyond_their_reach(place: Place) -> None:
    here, there = place.person(), place.person(unit=place.far_village)

    with scoped((place.north.scope,)), pytest.raises(Person.DoesNotExist):
        merge(place, here, there)
