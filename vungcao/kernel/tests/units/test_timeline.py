"""What happened to a unit, line by line; and what a reform touches before it is applied."""

from datetime import date
from fractions import Fraction

import pytest

from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory, TallyFactory, VillageFactory
from vungcao.kernel.tests.units.world import DAY, World
from vungcao.kernel.units import queries, services
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.kernel.units.queries import EventKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_a_new_name_form_code_and_place_are_lines_of_their_own(world: World) -> None:
    reform = world.draft()
    changes = services.Changes(name="Mới", form=Form.WARD, code="99777", parent=world.west)
    services.add_revision(reform=reform, unit=world.a, changes=changes, by=world.by)
    world.apply(reform)

    lines = [(event.day, event.kind, event.text) for event in queries.timeline(world.a)[1:]]

    assert lines == [
        (DAY, EventKind.RENAMED, "Xã Mẫu A → Phường Mới"),
        (DAY, EventKind.RECODED, "99001 → 99777"),
        (DAY, EventKind.MOVED, "Huyện Đông Mẫu → Huyện Tây Mẫu"),
    ]


def test_giving_a_part_away_and_receiving_one_are_told_on_both_sides(world: World) -> None:
    reform = world.draft()
    for target, weight in ((world.a, 3), (world.b, 1)):
        services.add_succession(
            reform=reform, source=world.a, target=target, weight=weight, by=world.by
        )
    world.apply(reform)

    (given,) = queries.timeline(world.a)[1:]
    (received,) = queries.timeline(world.b)[1:]
    assert (given.kind, given.text) == (
        EventKind.REFORMED,
        "chia cho Xã Mẫu A (3/4), Xã Mẫu B (1/4)",
    )
    assert (received.kind, received.text) == (EventKind.RECEIVED, "từ Xã Mẫu A")
    assert {(share.unit.id, share.share) for share in queries.predecessors(world.b, DAY)} == {
        (world.b.pk, Fraction(1))
    }
    before = {(s.unit.id, s.share) for s in queries.predecessors(world.b, date(2025, 12, 31))}
    assert before == {(world.b.pk, Fraction(1)), (world.a.pk, Fraction(1, 4))}


def test_shares_multiply_through_two_reforms(world: World) -> None:
    world.apply(world.split(world.a, 1, 1))
    parts = [share.unit.id for share in queries.successors(world.a, DAY)]
    second = world.draft(date(2026, 6, 1))
    new = services.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, "Sau", world.east)
    half = Unit.objects.get(pk=parts[0])
    made = services.add_establishment(reform=second, new=new, by=world.by)
    for target, weight in ((half, 2), (made, 1)):
        services.add_succession(
            reform=second, source=half, target=target, weight=weight, by=world.by
        )
    world.apply(second)

    shares = queries.successors(world.a, date(2026, 6, 1))

    assert [share.share for share in shares] == [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]


def test_an_end_without_a_successor_is_told(world: World) -> None:
    reform = world.draft()
    services.add_revision(
        reform=reform, unit=world.a, changes=services.Changes(is_abolished=True), by=world.by
    )
    world.apply(reform)

    world.a.refresh_from_db()
    last = queries.timeline(world.a)[-1]

    assert (last.day, last.kind, last.text) == (DAY, EventKind.ABOLISHED, "")
    assert [share.unit.id for share in queries.successors(world.a, DAY)] == [world.a.pk]


def test_what_a_reform_touches_is_counted_with_the_villages_below(world: World) -> None:
    village = VillageFactory.create(parent=world.a)
    GrantFactory.create(unit=village)
    with scoped(("/1/",)):
        TallyFactory.create(unit=world.a)
        TallyFactory.create(unit=world.d)

        uses = {use.label: use.count for use in queries.what_it_touches(world.merger(world.a))}

    assert uses == {"Số dân, số hộ đã ghi": 1, "Phân quyền": 1}
