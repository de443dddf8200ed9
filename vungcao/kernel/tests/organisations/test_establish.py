"""Making a body: it lies where its territory lies, all or none."""

from datetime import date

import pytest

from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.outbox import Consumer, consumers
from vungcao.kernel.organisations import services
from vungcao.kernel.organisations.models import Organisation, OrganisationKind, OrganisationName
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory, UserFactory
from vungcao.kernel.tests.organisations.world import ACT, World
from vungcao.kernel.tests.units.world import World as Units
from vungcao.kernel.units.models import NATION_SCOPE, Unit
from vungcao.kernel.units.queries import what_it_touches

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def test_a_body_lies_where_its_territory_lies(world: World) -> None:
    body = world.founded("UBND xã Mẫu A", world.a)

    assert body.scope == world.a.scope
    reader = UserFactory.build()
    reader.reach = (world.b.scope,)
    assert not Organisation.objects.visible_to(reader).exists()
    reader.reach = (world.province.scope,)
    assert Organisation.objects.visible_to(reader).get() == body


def test_a_reform_carries_bodies_along_and_says_that_they_live() -> None:
    units = Units()
    calendar = WorkingCalendar.objects.create(code="mau", name="Lịch mẫu")
    new = services.NewOrganisation(
        OrganisationKind.PEOPLES_COMMITTEE,
        units.a,
        calendar,
        "UBND xã Mẫu A",
        CitationFactory.create(),
        units.a.valid_from,
    )
    body = services.establish(new=new, by=units.by)
    reform = units.merger(units.a, units.b)

    touched = {use.label: use.count for use in what_it_touches(reform)}
    units.apply(reform)

    assert touched["Cơ quan đang hoạt động ở các đơn vị này"] == 1
    body.refresh_from_db()
    assert body.unit == units.a
    assert body.scope != units.a.scope
    assert body.scope == Unit.objects.get(pk=units.a.pk).scope


def test_all_or_none_with_every_problem_at_once(world: World) -> None:
    world.founded("Sở mẫu")
    bad = [world.new("Sở mẫu"), world.new("Sở sớm", valid_from=date(2000, 1, 1)), world.new(" ")]

    with pytest.raises(RuleBroken) as broken:
        services.establish_many(new=[world.new("Sở tốt"), *bad], by=world.by)

    assert len(str(broken.value).splitlines()) == 3
    assert Organisation.objects.count() == 1


def test_the_same_name_is_free_again_when_its_body_has_ended(world: World) -> None:
    body = world.founded("Sở mẫu")
    services.close(organisation=body, on=ACT, basis=world.basis, by=world.by)

    world.founded("Sở mẫu", valid_from=ACT)

    assert OrganisationName.objects.filter(text="Sở mẫu").count() == 2


def test_a_change_of_a_body_is_announced_by_its_id_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Consumer(frozenset({"organisations."}), lambda announcement: None)
    monkeypatch.setitem(consumers._offers, "test", follower)

    body = world.founded("Sở mẫu")

    with scoped((NATION_SCOPE,)):
        sent = OutboxMessage.objects.get(receiver="test")
    assert sent.subject == f"organisations.Organisation:{body.pk}"
    assert sent.details == {}
