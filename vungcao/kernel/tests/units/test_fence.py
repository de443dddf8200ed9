"""Counts are the first rows with a scope: raw SQL sees exactly what the reach allows."""

import pytest
from django.db import DatabaseError, connection, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory, TallyFactory
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units.models import RestatedTally, Tally

pytestmark = pytest.mark.django_db


def seen(table: str = "units_tally") -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"select unit_id from {table}")
        return {unit for (unit,) in cursor.fetchall()}


@pytest.fixture
def world() -> World:
    made = World()
    with scoped(("/1/",)):
        for unit in (made.a, made.b, made.c):
            TallyFactory.create(unit=unit)
    return made


@pytest.mark.usefixtures("world")
def test_without_a_reach_no_count_is_seen() -> None:
    assert seen() == set()
    with scoped(()):
        assert seen() == set()


def test_with_a_reach_exactly_its_own_is_seen(world: World) -> None:
    with scoped((world.a.scope,)):
        assert seen() == {world.a.pk}
    with scoped((world.east.scope,)):
        assert seen() == {world.a.pk, world.b.pk}
    with scoped((world.d.scope,)):
        assert seen() == set()


def test_a_restated_count_is_fenced_too(world: World) -> None:
    world.apply(world.merger(world.a, world.b))
    with scoped(("/1/",)):
        (new,) = {row.unit_id: row.scope for row in RestatedTally.objects.all()}.items()

    assert seen("units_restatedtally") == set()
    with scoped((new[1],)):
        assert seen("units_restatedtally") == {new[0]}


def test_a_number_that_begins_alike_is_another_unit(world: World) -> None:
    basis = CitationFactory.create()
    with scoped(("/1/",)):
        for unit, scope in ((world.a, "/1/3/"), (world.b, "/1/30/"), (world.c, "/1/3/5/")):
            Tally.objects.create(
                measure="alike",
                unit=unit,
                scope=scope,
                day=unit.valid_from,
                value=1,
                basis=basis,
            )

    with scoped(("/1/3/",)):
        assert seen() == {world.a.pk, world.c.pk}
        reader = User(username="doc")
        reader.reach = ("/1/3/",)
        assert {row.unit_id for row in Tally.objects.visible_to(reader)} == seen()


def test_nobody_writes_a_count_outside_their_reach(world: World) -> None:
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        scoped((world.west.scope,)),
    ):
        TallyFactory.create(unit=world.a, measure="households")
