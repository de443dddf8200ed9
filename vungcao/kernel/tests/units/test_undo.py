"""Undoing a reform: everything is as before, as long as nothing hangs on what it made."""

import json
from datetime import date

import pytest
from django.core import serializers

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory, TallyFactory, VillageFactory
from vungcao.kernel.tests.units.world import DAY, World
from vungcao.kernel.units import services
from vungcao.kernel.units.models import (
    Code,
    Establishment,
    Name,
    Placement,
    Reform,
    RestatedTally,
    Tally,
    Unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def everything() -> object:
    with scoped(("/1/",)):
        models = (Unit, Name, Code, Placement, Tally, RestatedTally)
        return [
            json.loads(serializers.serialize("json", model._base_manager.order_by("pk")))
            for model in models
        ]


def new_unit(reform: Reform) -> Unit:
    unit = Establishment.objects.get(reform=reform).unit
    assert unit is not None
    return unit


def test_everything_is_as_before(world: World) -> None:
    VillageFactory.create(parent=world.a)
    with scoped(("/1/",)):
        TallyFactory.create(unit=world.a)
    before = everything()
    reform = world.apply(world.merger(world.a, world.b))
    assert everything() != before

    services.undo(reform=reform, by=world.by)

    assert everything() == before
    reform.refresh_from_db()
    assert reform.state == "undone"


def test_a_reform_whose_day_has_not_come_is_taken_back_too(world: World) -> None:
    VillageFactory.create(parent=world.a)
    before = everything()
    reform = world.apply(world.merger(world.a, world.b), today=date(2025, 12, 1))

    services.undo(reform=reform, by=world.by)

    assert everything() == before
    assert services.take_effect(today=DAY, by=world.by) == 0


def test_a_split_and_a_renaming_are_taken_back_too(world: World) -> None:
    before = everything()
    reform = world.split(world.a, 2, 1)
    changes = services.Changes(name="Khác", code="99777", parent=world.east)
    services.add_revision(reform=reform, unit=world.c, changes=changes, by=world.by)
    world.apply(reform)

    services.undo(reform=reform, by=world.by)

    assert everything() == before


def test_it_is_refused_with_numbers_when_the_new_unit_is_used(world: World) -> None:
    reform = world.apply(world.merger(world.a, world.b))
    unit = new_unit(reform)
    GrantFactory.create_batch(2, unit=unit)
    with scoped(("/1/",)):
        TallyFactory.create(unit=unit, day=date(2026, 6, 30))

    with pytest.raises(RuleBroken, match=r"đã có 3 bản ghi dùng đơn vị mới .*: 2.*lập một sự kiện"):
        services.undo(reform=reform, by=world.by)

    assert Unit.objects.filter(pk=unit.pk).exists()


def test_it_is_refused_when_a_later_reform_builds_on_it(world: World) -> None:
    first = world.apply(world.merger(world.a, world.b))
    second = world.draft(date(2026, 6, 1))
    changes = services.Changes(name="Khác Nữa")
    services.add_revision(reform=second, unit=new_unit(first), changes=changes, by=world.by)
    world.apply(second)

    with pytest.raises(RuleBroken, match="Sự kiện sắp xếp sau đó: 1"):
        services.undo(reform=first, by=world.by)

    services.undo(reform=second, by=world.by)
    with pytest.raises(RuleBroken, match="đã hoàn tác còn ghi đơn vị mới: 1"):
        services.undo(reform=first, by=world.by)
    services.discard(reform=second, by=world.by)
    services.undo(reform=first, by=world.by)
    assert Unit.objects.in_force(DAY).filter(pk=world.a.pk).exists()


def test_an_applied_reform_cannot_be_thrown_away(world: World) -> None:
    reform = world.apply(world.merger(world.a))

    with pytest.raises(RuleBroken, match="hoàn tác trước"):
        services.discard(reform=reform, by=world.by)


def test_a_draft_cannot_be_undone(world: World) -> None:
    with pytest.raises(RuleBroken, match="đã áp dụng"):
        services.undo(reform=world.merger(world.a), by=world.by)
