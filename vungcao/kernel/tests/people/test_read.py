"""Opening records: with a purpose, traced, within reach, in a fixed number of queries."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.offers import people as doors
from vungcao.kernel.people import services
from vungcao.kernel.people.models import Person, Purpose
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.tests.people.conftest import Place


def test_every_reading_is_traced_with_purpose_ids_and_fields(place: Place) -> None:
    person = place.person("Nông Mẫu An")

    services.read(persons=[person], purpose=Purpose.BENEFIT, by=place.by)

    entry = Entry.objects.get(action="people.read")
    said = json.loads(entry.body)
    assert (said["purpose"], said["persons"]) == ("benefit", [person.pk])
    assert entry.subject == f"people.Person:{person.pk}"
    assert "Nông" not in entry.body


def test_a_list_opens_names_and_births_only_in_the_given_order(place: Place) -> None:
    one, two = place.person("Nông Mẫu An"), place.person("Bàn Mẫu Hoa")

    lines = services.read_list(persons=[two, one], purpose=Purpose.REGISTER, by=place.by)

    assert [line.full_name for line in lines] == ["Bàn Mẫu Hoa", "Nông Mẫu An"]
    (entry,) = Entry.objects.filter(action="people.read")
    assert json.loads(entry.body)["fields"] == ["full_name", "birth"]


def test_without_a_known_purpose_nothing_is_opened(place: Place) -> None:
    with pytest.raises(ValueError, match="curiosity"):
        services.read(persons=[place.person()], purpose="curiosity", by=place.by)  # type: ignore[arg-type]


def test_one_person_out_of_reach_refuses_the_whole_reading(place: Place) -> None:
    here, there = place.person(), place.person(unit=place.far_village)

    with scoped((place.north.scope,)), pytest.raises(PermissionDenied):
        services.read(persons=[here, there], purpose=Purpose.CASE, by=place.by)

    assert not Entry.objects.filter(action="people.read").exists()


def test_a_gate_that_says_no_keeps_an_account_out(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doors.gates, "_offers", {"tests.nobody": lambda account: False})

    with pytest.raises(PermissionDenied):
        services.read_list(persons=[place.person()], purpose=Purpose.CASE, by=place.by)


def test_a_reading_costs_the_same_for_one_and_for_many(
    place: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    persons = [place.person(birth="1958") for _each in range(8)]

    for some in (persons[:1], persons):
        with django_assert_num_queries(10):
            services.read(persons=some, purpose=Purpose.REGISTER, by=place.by)


def test_reading_nobody_leaves_no_trace(place: Place) -> None:
    assert services.read_list(persons=[], purpose=Purpose.CASE, by=place.by) == []
    assert not Entry.objects.filter(action="people.read").exists()


def test_too_many_records_at_once_are_refused(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services.reading, "LARGEST", 1)

    with pytest.raises(ValueError, match="At most"):
        services.read(persons=[Person(pk=1), Person(pk=2)], purpose=Purpose.CASE, by=place.by)


def test_an_administrator_opens_no_record_of_a_person(place: Place) -> None:
    person = place.person()
    administrator = GrantFactory.create(role=Role.ADMINISTRATOR, unit=place.province).user
    specialist = GrantFactory.create(role=Role.SPECIALIST, unit=place.province).user

    with pytest.raises(PermissionDenied):
        services.read(persons=[person], purpose=Purpose.INSPECTION, by=administrator)

    assert services.read(persons=[person], purpose=Purpose.CASE, by=specialist) != []
    assert Entry.objects.filter(action="people.read").count() == 1
