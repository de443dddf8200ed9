"""Writing a reform: lines come and go while it is a draft, and never afterwards."""

from datetime import date

import pytest

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.tests.units.world import DAY, World
from vungcao.kernel.units import services
from vungcao.kernel.units.models import Establishment, Form, Kind, Reform, Revision, Succession
from vungcao.kernel.units.services import drafting

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_the_first_target_of_a_source_is_its_receiver_until_another_is_said(world: World) -> None:
    reform = world.split(world.a, 5, 3)
    first, second = Succession.objects.filter(reform=reform).order_by("position")
    assert (first.is_receiver, second.is_receiver) == (True, False)

    third = services.add_succession(
        reform=reform, source=world.a, target=world.b, is_receiver=True, by=world.by
    )

    receivers = Succession.objects.filter(reform=reform, is_receiver=True)
    assert receivers.get() == third


def test_a_weight_below_one_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="Trọng số"):
        services.add_succession(
            reform=world.draft(), source=world.a, target=world.b, weight=0, by=world.by
        )


def test_a_second_change_of_a_unit_replaces_the_first(world: World) -> None:
    reform = world.draft()
    for name in ("Một", "Hai"):
        services.add_revision(
            reform=reform, unit=world.a, changes=services.Changes(name=name), by=world.by
        )

    assert Revision.objects.get(reform=reform).name == "Hai"


def test_taking_out_a_new_unit_takes_its_lines_along(world: World) -> None:
    reform = world.merger(world.a, world.b)
    made = Establishment.objects.get(reform=reform)
    changes = services.Changes(is_abolished=True, receiver=made)
    services.add_revision(reform=reform, unit=world.c, changes=changes, by=world.by)

    services.remove_change(change=made, by=world.by)

    assert not Succession.objects.filter(reform=reform).exists()
    assert not Revision.objects.filter(reform=reform).exists()


def test_a_new_unit_with_another_below_it_stays(world: World) -> None:
    reform = world.draft()
    new = services.NewEstablishment(Kind.DISTRICT, Form.DISTRICT, "Huyện Mẫu", world.province)
    above = services.add_establishment(reform=reform, new=new, by=world.by)
    below = services.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, "Mẫu", above)
    services.add_establishment(reform=reform, new=below, by=world.by)

    with pytest.raises(RuleBroken, match="bỏ các đơn vị đó trước"):
        services.remove_change(change=above, by=world.by)


def test_the_head_of_a_draft_can_be_changed(world: World) -> None:
    reform = world.merger(world.a)
    head = services.Head("Tên  khác", date(2026, 3, 1), CitationFactory.create(), "9/QĐ-MAU")

    services.revise_draft(reform=reform, head=head, by=world.by)

    reform.refresh_from_db()
    assert (reform.title, reform.effective_on) == ("Tên khác", date(2026, 3, 1))


def test_many_lines_at_once_in_any_order(world: World) -> None:
    reform = world.draft()
    district = drafting.establishment(
        reform,
        services.NewEstablishment(Kind.DISTRICT, Form.DISTRICT, "Mẫu", world.province, key="d"),
    )
    commune = drafting.establishment(
        reform, services.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, "Mẫu", district, key="c")
    )
    passed = drafting.succession(reform, world.a, commune)

    services.write_changes(reform=reform, changes=[passed, commune, district], by=world.by)
    world.apply(reform)

    made = Establishment.objects.get(reform=reform, key="c").unit
    above = Establishment.objects.get(reform=reform, key="d").unit
    assert made is not None
    assert above is not None
    assert made.scope == f"{above.scope}{made.pk}/"


def test_a_parent_from_nowhere_is_refused(world: World) -> None:
    reform = world.draft()
    stray = Establishment(reform=reform, key="stray", kind=Kind.DISTRICT, name="Lạc")
    below = drafting.establishment(
        reform, services.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, "Mẫu", stray, key="c")
    )

    with pytest.raises(RuleBroken, match="không có trong sự kiện"):
        services.write_changes(reform=reform, changes=[below], by=world.by)


def test_an_applied_reform_takes_no_more_lines(world: World) -> None:
    reform = world.apply(world.merger(world.a, world.b))
    head = services.Head("Khác", DAY, reform.basis)

    with pytest.raises(RuleBroken, match="dự thảo"):
        services.add_succession(reform=reform, source=world.c, target=world.d, by=world.by)
    with pytest.raises(RuleBroken, match="dự thảo"):
        services.revise_draft(reform=reform, head=head, by=world.by)


def test_a_draft_is_thrown_away_with_its_lines(world: World) -> None:
    reform = world.split(world.a, 2, 1)

    services.discard(reform=reform, by=world.by)

    assert not Reform.objects.exists()
    assert not Establishment.objects.exists()
