"""Applying a reform: rows close and open on its day, scopes follow, nothing is left behind."""

from datetime import date

import pytest
from django.db import connection

from vungcao.kernel.access.models import Grant
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory, TallyFactory, VillageFactory
from vungcao.kernel.tests.units.world import DAY, TODAY, World
from vungcao.kernel.units import queries, services
from vungcao.kernel.units.models import (
    Establishment,
    Kind,
    Name,
    Placement,
    Reform,
    RestatedTally,
    Tally,
    Unit,
)

pytestmark = pytest.mark.django_db

EVE = date(2025, 12, 31)


@pytest.fixture
def world() -> World:
    return World()


def made_by(reform: Reform) -> Unit:
    unit = Establishment.objects.get(reform=reform).unit
    assert unit is not None
    return unit


def test_a_merger_ends_its_sources_and_makes_the_new_unit_on_the_same_day(world: World) -> None:
    reform = world.apply(world.merger(world.a, world.b))

    new = made_by(reform)
    names = {unit.name for unit in queries.as_of(DAY, kind=Kind.COMMUNE)}
    assert names == {"Xã Mẫu Mới", "Xã Mẫu C", "Xã Mẫu D"}
    assert {unit.name for unit in queries.as_of(EVE, kind=Kind.COMMUNE)} == {
        "Xã Mẫu A",
        "Xã Mẫu B",
        "Xã Mẫu C",
        "Xã Mẫu D",
    }
    assert queries.by_code("gso", Kind.COMMUNE, "99100", DAY) == new
    assert queries.by_code("gso", Kind.COMMUNE, "99001", DAY) is None


def test_what_was_recorded_stays_with_its_unit_and_its_scope_moves(world: World) -> None:
    grant = GrantFactory.create(unit=world.a)
    with scoped(("/1/",)):
        tally = TallyFactory.create(unit=world.a)

    new = made_by(world.apply(world.merger(world.a, world.b)))

    assert Grant.objects.get(pk=grant.pk).scope == new.scope
    assert Grant.objects.get(pk=grant.pk).unit == world.a
    with scoped((new.scope,)):
        assert Tally.objects.get().pk == tally.pk
    with scoped((world.a.scope,)):
        assert not Tally.objects.exists()


def test_a_right_over_a_district_that_is_abolished_does_not_become_one_over_the_province(
    world: World,
) -> None:
    district, commune = GrantFactory.create(unit=world.west), GrantFactory.create(unit=world.c)
    reform = world.draft()
    for unit in (world.c, world.d):
        services.add_revision(
            reform=reform, unit=unit, changes=services.Changes(parent=world.province), by=world.by
        )
    gone = services.Changes(is_abolished=True, receiver=world.province)
    services.add_revision(reform=reform, unit=world.west, changes=gone, by=world.by)

    world.apply(reform)

    world.west.refresh_from_db()
    assert world.west.scope == world.province.scope
    district.refresh_from_db()
    assert not Unit.objects.under([district.scope]).exists()
    commune.refresh_from_db()
    assert [unit.pk for unit in Unit.objects.under([commune.scope])] == [world.c.pk]


def test_a_count_is_restated_to_the_parts_of_a_split(world: World) -> None:
    with scoped(("/1/",)):
        TallyFactory.create(unit=world.a, value=1001)

    world.apply(world.split(world.a, 600, 300, 100))

    with scoped(("/1/",)):
        parts = list(RestatedTally.objects.order_by("pk").values_list("value", flat=True))
    assert sum(parts) == 1001
    assert all(
        abs(part - share) < 1 for part, share in zip(parts, (600.6, 300.3, 100.1), strict=True)
    )


def test_a_count_that_comes_later_is_restated_as_it_is_recorded(world: World) -> None:
    new = made_by(world.apply(world.merger(world.a, world.b)))
    late = services.NewTally("households", world.a, EVE, 77, world.a.basis)

    with scoped(("/1/",)):
        services.record_tallies(tallies=[late], by=world.by)

        assert RestatedTally.objects.get().unit == new
        assert queries.totals("households", EVE, as_of=DAY).total == 77


def test_a_count_of_a_unit_that_did_not_live_that_day_is_refused(world: World) -> None:
    world.apply(world.merger(world.a, world.b))
    world.a.refresh_from_db()
    late = services.NewTally("households", world.a, DAY, 77, world.a.basis)

    with scoped(("/1/",)), pytest.raises(RuleBroken, match="1 số đếm"):
        services.record_tallies(tallies=[late], by=world.by)


def test_villages_follow_the_commune_that_takes_theirs_over(world: World) -> None:
    village = VillageFactory.create(parent=world.a)

    new = made_by(world.apply(world.merger(world.a, world.b)))

    village.refresh_from_db()
    assert village.scope == f"{new.scope}{village.pk}/"
    assert [unit.id for unit in queries.children(new, DAY)] == [village.pk]
    assert [unit.id for unit in queries.children(world.a, EVE)] == [village.pk]


def test_a_village_of_a_split_commune_goes_where_its_line_says(world: World) -> None:
    stays, goes = (VillageFactory.create(parent=world.a) for _ in range(2))
    reform = world.split(world.a, 3, 1)
    receiver, other = Establishment.objects.filter(reform=reform).order_by("pk")
    services.add_revision(
        reform=reform, unit=goes, changes=services.Changes(parent=other), by=world.by
    )

    world.apply(reform)

    receiver.refresh_from_db()
    other.refresh_from_db()
    assert Placement.objects.in_force(DAY).get(unit=stays).parent == receiver.unit
    assert Placement.objects.in_force(DAY).get(unit=goes).parent == other.unit


def test_a_unit_that_is_renamed_keeps_its_identity(world: World) -> None:
    reform = world.draft()
    changes = services.Changes(name="Mẫu A Mới", code="99009", parent=world.west)
    services.add_revision(reform=reform, unit=world.a, changes=changes, by=world.by)

    world.apply(reform)

    (before,), (after,) = (queries.on_day([world.a.pk], day) for day in (EVE, DAY))
    assert (before.name, before.code, before.parent) == ("Xã Mẫu A", "99001", world.east.pk)
    assert (after.name, after.code, after.parent) == ("Xã Mẫu A Mới", "99009", world.west.pk)
    world.a.refresh_from_db()
    assert world.a.scope == f"{world.west.scope}{world.a.pk}/"


def test_a_reform_decided_before_its_day_moves_scopes_on_its_day(world: World) -> None:
    village = VillageFactory.create(parent=world.a)
    old = village.scope

    reform = world.apply(world.merger(world.a, world.b), today=EVE)

    village.refresh_from_db()
    assert (village.scope, reform.scopes_moved_on) == (old, None)
    assert services.take_effect(today=EVE, by=world.by) == 0
    assert services.take_effect(today=DAY, by=world.by) == 1
    village.refresh_from_db()
    assert village.scope == f"{made_by(reform).scope}{village.pk}/"
    assert services.take_effect(today=TODAY, by=world.by) == 0


def test_it_leaves_a_trace(world: World) -> None:
    reform = world.apply(world.merger(world.a, world.b))

    entry = Entry.objects.get(action="units.reform_applied")
    assert entry.subject == f"units.Reform:{reform.pk}"


def test_a_draft_with_a_problem_changes_nothing(world: World) -> None:
    reform = world.draft()

    with pytest.raises(RuleBroken, match="chưa có dòng thay đổi"):
        world.apply(reform)

    reform.refresh_from_db()
    assert reform.is_draft


def test_nothing_is_applied_twice(world: World) -> None:
    reform = world.apply(world.merger(world.a, world.b))

    with pytest.raises(RuleBroken, match="dự thảo"):
        world.apply(reform)


def test_a_neighbour_whose_number_begins_alike_is_never_moved(world: World) -> None:
    near = {world.c.pk: world.c.scope, world.d.pk: world.d.scope}

    world.apply(world.merger(world.a, world.b))

    assert dict(Unit.objects.filter(pk__in=near).values_list("pk", "scope")) == near


def test_the_database_itself_refuses_two_names_at_a_time(world: World) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError, match="name_is_one_at_a_time"):
        Name.objects.create(
            unit=world.a, text="Khác", folded="khac", basis=world.a.basis, valid_from=DAY
        )
    assert connection.needs_rollback
