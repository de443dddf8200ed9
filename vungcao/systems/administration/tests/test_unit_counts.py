"""The counts on a unit's page: as recorded, by the units of today, and at what price."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import TallyFactory
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Establishment, Unit
from vungcao.systems.administration.queries.counts import Count, counts
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 31)


@pytest.fixture
def world() -> World:
    """A and B of the east have 100 and 30 people; they have been merged since."""
    world = World()
    with scoped(("/1/",)):
        TallyFactory.create(unit=world.a, day=DAY, value=100)
        TallyFactory.create(unit=world.b, day=DAY, value=30)
        TallyFactory.create(unit=world.c, day=DAY, value=7)
    return world


def merged(world: World, today: date) -> Unit:
    reform = world.merger(world.a, world.b)
    units.apply(reform=reform, today=today, by=world.by)
    made = Establishment.objects.get(reform=reform).unit
    assert made is not None
    return made


def shown(unit: Unit, today: date) -> list[Count]:
    with scoped(("/1/",)):
        return counts(unit, today)


def test_a_new_unit_shows_what_its_parts_had_and_through_which_reform(
    world: World, today: date
) -> None:
    [count] = shown(merged(world, today), today)

    assert (count.recorded, count.restated) == (None, 130)
    assert [reform.title for reform in count.reforms] == ["Sắp xếp mẫu"]


def test_a_unit_of_yesterday_keeps_what_was_recorded(world: World, today: date) -> None:
    merged(world, today)

    [count] = shown(world.a, today)

    assert (count.recorded, count.restated, count.reforms) == (100, None, ())


def test_what_stands_above_adds_up_to_the_same_before_and_after(world: World, today: date) -> None:
    merged(world, today)

    [count] = shown(world.province, today)

    assert (count.recorded, count.restated) == (137, 137)


def test_a_unit_that_no_reform_touched_names_none(world: World, today: date) -> None:
    merged(world, today)

    [count] = shown(world.c, today)

    assert (count.recorded, count.restated, count.reforms) == (7, None, ())


def test_the_page_asks_as_much_for_many_counts_as_for_one(
    client: Client, world: World, today: date
) -> None:
    client.force_login(officer(Role.AUDITOR))
    address = reverse("administration:unit", args=[world.c.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    with scoped(("/1/",)):
        for year in range(2015, 2025):
            TallyFactory.create(unit=world.c, day=date(year, 12, 31), value=year)

    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()

    assert "2.024" in page
    assert len(many) == len(one)
