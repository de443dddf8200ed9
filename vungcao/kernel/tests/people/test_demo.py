"""The demo's households: invented, marked, the same each time."""

import re
from datetime import date

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people import demo, queries, services
from vungcao.kernel.people.models import Household, Person, Purpose
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def by(ground: None, today: date) -> User:
    user = UserFactory.create()
    user.reach = ("/1/",)
    with scoped(("/1/",)):
        demo.build(user, today)
    return user


def test_everybody_is_invented_and_says_so(by: User) -> None:
    with scoped(("/1/",)):
        records = services.read(persons=Person.objects.all(), purpose=Purpose.REGISTER, by=by)

    assert 200 < len(records) < 400
    assert all(re.search(r" M[ẫa]u ", record.full_name) for record in records)
    numbers = [paper.number for record in records for paper in record.identifiers]
    assert all(number.startswith("000") for number in numbers)
    assert len(set(numbers)) == len(numbers) > 100
    ways = [way.value for record in records for way in record.contacts]
    assert all(re.fullmatch(r"0900000\d{3}", value) for value in ways)


def test_two_of_them_were_entered_twice_and_are_found(by: User) -> None:
    with scoped(("/1/",)):
        last = list(Person.objects.order_by("-pk")[:2])

        found = [queries.possible_duplicates(person, by) for person in last]

    assert all(found)


def test_building_it_again_adds_nothing(by: User, today: date) -> None:
    with scoped(("/1/",)):
        before = (Person.objects.count(), Household.objects.count())

        demo.build(by, today)

        assert (Person.objects.count(), Household.objects.count()) == before
