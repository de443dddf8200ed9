"""An administrator of one place reforms and imports nothing of another."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Kind, Reform, Unit
from vungcao.systems.administration.tests.test_import_villages import book, carried

pytestmark = pytest.mark.django_db
DECISION = {"decision_number": "01/QĐ-MAU", "decided_on": "20/11/2026"}


@pytest.fixture
def world(client: Client) -> World:
    """The western administrator looks at what belongs to the east."""
    world = World()
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=world.west, scope=world.west.scope)
    client.force_login(grant.user)
    return world


def post(client: Client, screen: str, reform: Reform, **form: str) -> str:
    address = reverse(f"administration:{screen}", args=[reform.pk])
    return client.post(address, form, follow=True).content.decode()


def test_applies_no_reform_of_a_neighbour(client: Client, world: World) -> None:
    reform = world.merger(world.a, world.b)

    page = post(client, "reform-apply", reform, **DECISION)

    assert "nằm ngoài phạm vi quản trị của chị/anh" in page
    assert "Xã Mẫu A" in page
    reform.refresh_from_db()
    assert reform.is_draft
    assert reform.decision_number == "1/QĐ-MAU"


def test_undoes_no_reform_of_a_neighbour(client: Client, world: World, today: date) -> None:
    reform = world.merger(world.a, world.b)
    units.apply(reform=reform, today=today, by=world.by)

    page = post(client, "reform-undo", reform)

    assert "nằm ngoài phạm vi quản trị của chị/anh" in page
    reform.refresh_from_db()
    assert reform.is_applied


def test_applies_what_lies_within_its_own_place(client: Client, world: World) -> None:
    reform = world.draft()
    own = units.Changes(name="Mẫu Mới Đặt")
    units.add_revision(reform=reform, unit=world.c, changes=own, by=world.by)

    assert "Đã áp dụng" in post(client, "reform-apply", reform, **DECISION)


def test_enters_no_village_of_a_neighbour(client: Client, world: World) -> None:
    address = reverse("administration:import-villages")
    form = {"basis_number": "01/QĐ-MAU", "valid_from": "23/11/2026"}
    seen = client.post(address, {**form, "file": book(("Xã Mẫu A", "Thôn Một", "Thôn"))})
    carried_form = {**form, "enter": "1", "carried": carried(seen.content.decode())}

    page = client.post(address, carried_form).content.decode()

    assert "nằm ngoài phạm vi quản trị của chị/anh" in page
    assert not Unit.objects.filter(kind=Kind.VILLAGE).exists()
