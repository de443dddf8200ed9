"""A reform stays where its reader may act: nobody reforms what they do not reach."""

import pytest

from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import outside

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def names(world: World, *reach: Unit) -> list[str]:
    reader = UserFactory.build()
    reader.reach = tuple(unit.scope for unit in reach)
    return [unit.name for unit in outside(world.merger(world.a, world.c), reader)]


def test_who_reaches_the_province_reaches_all_of_it(world: World) -> None:
    assert names(world, world.province) == []


def test_a_source_and_the_place_of_the_new_unit_count(world: World) -> None:
    assert names(world, world.west) == ["Xã Mẫu A", "Huyện Đông Mẫu"]
    assert names(world, world.east) == ["Xã Mẫu C"]


def test_who_reaches_nothing_reforms_nothing(world: World) -> None:
    assert names(world) == ["Xã Mẫu A", "Xã Mẫu C", "Huyện Đông Mẫu"]
