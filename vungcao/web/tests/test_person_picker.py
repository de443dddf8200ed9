"""Looking a person up: by the whole name or an exact number, within reach, and never unseen."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.people.drafts import NewContact, NewIdentifier
from vungcao.kernel.people.models import Identifier, Person, PersonContact
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory, PersonFactory
from vungcao.kernel.units.models import Unit
from vungcao.web.tests.picking import World, asked, labels, token

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CARD, PHONE = "000123456789", "0900 000 123"


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(GrantFactory.create(unit=world.commune).user)
    return client


def person(unit: Unit, name: str = "Nông Mẫu An", **given: object) -> Person:
    with scoped(("/1/",)):
        return PersonFactory.create(full_name=name, unit=unit, birth="1958", **given)


def signed() -> str:
    return token("persons", purpose="register", day="2026-11-23")


def numbered(unit: Unit) -> Person:
    paper = NewIdentifier(Identifier.Kind.CITIZEN_CARD, CARD)
    way = NewContact(PersonContact.Kind.TELEPHONE, PHONE)
    return person(unit, identifiers=(paper,), contacts=(way,))


@pytest.mark.parametrize("typed", ["nong mau an", "Nông An", CARD, "000 123 456 789", "0900000123"])
def test_a_name_or_an_exact_number_finds_the_person(
    officer: Client, world: World, typed: str
) -> None:
    numbered(world.village)

    found = asked(officer, typed, signed())

    (option,) = found["options"]
    assert option["label"] == "Nông Mẫu An"
    assert option["detail"] == "sinh năm 1958, Thôn Bản Đào"


def test_no_number_is_ever_shown(officer: Client, world: World) -> None:
    numbered(world.village)

    said = json.dumps(asked(officer, CARD, signed()))

    assert CARD not in said
    assert "0900" not in said


@pytest.mark.parametrize("typed", ["nong", "An", "000", "12345", ""])
def test_too_little_finds_nobody(officer: Client, world: World, typed: str) -> None:
    numbered(world.village)

    found = asked(officer, typed, signed())

    assert found["options"] == []
    assert "Gõ họ và tên" in found["said"]


def test_a_part_of_a_number_finds_nobody(officer: Client, world: World) -> None:
    numbered(world.village)

    assert asked(officer, CARD[:-1], signed())["options"] == []


def test_whoever_lives_out_of_reach_is_not_found(officer: Client, world: World) -> None:
    person(world.far)

    assert labels(asked(officer, "Nông Mẫu An", signed())) == []


def test_every_look_is_in_the_trail_with_its_purpose(officer: Client, world: World) -> None:
    one = person(world.village)

    asked(officer, "Nông Mẫu An", signed())

    entry = Entry.objects.get(action="people.read")
    said = json.loads(entry.body)
    assert (said["purpose"], said["persons"]) == ("register", [one.pk])
    assert "Nông" not in entry.body


def test_more_than_ten_are_counted_and_not_opened(officer: Client, world: World) -> None:
    for _each in range(12):
        person(world.village)

    found = asked(officer, "Nông Mẫu An", signed())

    assert len(found["options"]) == 10
    assert found["said"].startswith("Có 12 người, đây là 10 người đầu.")
    assert len(json.loads(Entry.objects.get(action="people.read").body)["persons"]) == 10


def test_whoever_only_administers_opens_nobody(client: Client, world: World) -> None:
    person(world.village)
    client.force_login(GrantFactory.create(unit=world.nation, role=Role.ADMINISTRATOR).user)

    said = {"token": signed(), "q": "Nông Mẫu An"}

    assert client.post(reverse("pick"), said).status_code == 403
