"""What an administrator writes about bodies, and what they may not."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.organisations import queries
from vungcao.kernel.organisations.models import (
    Contact,
    Organisation,
    OrganisationSuccession,
    Oversight,
)
from vungcao.kernel.tests.factories import CalendarFactory, GrantFactory, OrganisationFactory
from vungcao.kernel.tests.units.world import World

pytestmark = pytest.mark.django_db
ACT = {"number": "01/QĐ-MAU"}


@pytest.fixture
def world(client: Client) -> World:
    """The western administrator is signed in."""
    world = World()
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=world.west, scope=world.west.scope)
    client.force_login(grant.user)
    return world


def post(client: Client, screen: str, body: Organisation | None = None, **form: Any) -> str:
    address = reverse(f"administration:{screen}", args=[body.pk] if body else [])
    return client.post(address, form, follow=True).content.decode()


def test_establishes_a_body_where_one_keeps_the_register(client: Client, world: World) -> None:
    CalendarFactory.create(code="xa")
    above = OrganisationFactory.create(unit=world.west, called="UBND huyện Tây Mẫu")
    form: dict[str, Any] = {
        "kind": "office", "name": "Phòng Dân tộc mẫu", "unit": "Huyện Tây Mẫu", "calendar": "xa",
        "parent": "UBND huyện Tây Mẫu", "valid_from": "01/10/2025", **ACT,
    }  # fmt: skip

    page = post(client, "organisation-new", **form)

    assert "Phòng Dân tộc mẫu" in page
    assert Oversight.objects.get().parent == above
    refused = post(client, "organisation-new", **{**form, "unit": "Huyện Đông Mẫu", "parent": ""})
    assert "“Huyện Đông Mẫu” nằm ngoài phạm vi của chị/anh." in refused
    assert Organisation.objects.count() == 2


def test_an_unknown_body_above_is_said_beside_its_field(client: Client, world: World) -> None:
    page = post(client, "organisation-new", parent="Không có", valid_from="01/10/2025")

    assert "không có cơ quan “Không có”" in page
    assert "Mục này còn trống" in page


def test_renames_from_a_day_on(client: Client, world: World) -> None:
    body = OrganisationFactory.create(unit=world.west, called="Ban mẫu")

    page = post(client, "organisation-rename", body, text="Sở mẫu", valid_from="05/06/2026", **ACT)

    assert "Sở mẫu" in page
    assert body.names.get(text="Sở mẫu").valid_from.isoformat() == "2026-06-05"
    again = post(client, "organisation-rename", body, text="X", valid_from="01/06/2026", **ACT)
    assert "chọn một ngày sau ngày đó" in again


def test_a_contact_needs_at_least_one_way(client: Client, world: World) -> None:
    body = OrganisationFactory.create(unit=world.west)

    assert "ít nhất một cách" in post(client, "organisation-contact", body, valid_from="01/10/2025")
    assert "0900 000 001" in post(
        client, "organisation-contact", body, telephone="0900 000 001", valid_from="01/10/2025"
    )
    assert Contact.objects.count() == 1


def test_the_form_of_a_contact_opens_with_what_holds_today(client: Client, world: World) -> None:
    body = OrganisationFactory.create(unit=world.west)
    post(client, "organisation-contact", body, telephone="0900 000 001", valid_from="01/10/2025")

    address = reverse("administration:organisation-contact", args=[body.pk])
    page = client.get(address).content.decode()

    assert 'value="0900 000 001"' in page
    assert 'value="23/11/2026"' in page


def test_a_slip_of_today_is_corrected_on_the_same_day(client: Client, world: World) -> None:
    body = OrganisationFactory.create(unit=world.west)
    post(client, "organisation-contact", body, telephone="0900 000 010", valid_from="23/11/2026")

    page = post(
        client, "organisation-contact", body, telephone="0900 000 001", valid_from="23/11/2026"
    )

    assert "0900 000 001" in page
    assert Contact.objects.get().telephone == "0900 000 001"


def test_a_calendar_is_chosen(client: Client, world: World) -> None:
    body, other = OrganisationFactory.create(unit=world.west), CalendarFactory.create(name="Khác")

    assert "Khác" in post(client, "organisation-calendar", body, calendar=other.code)


def test_a_neighbours_body_is_not_there_to_be_changed(client: Client, world: World) -> None:
    body = OrganisationFactory.create(unit=world.east)
    address = reverse("administration:organisation-rename", args=[body.pk])

    assert client.get(address).status_code == 404
    shown = client.get(reverse("administration:organisation", args=[body.pk]))
    assert shown.status_code == 200
    assert address not in shown.content.decode()


def act(**more: str) -> dict[str, Any]:
    given = {
        "kind": "merge",
        "effective_on": "01/01/2026",
        "sources": "Ban mẫu\nphòng MẪU",
        "fresh": "Sở mẫu; SM; Huyện Tây Mẫu",
        "files_to": "Sở mẫu",
        **ACT,
    }
    return {**given, **more}


def test_an_act_is_looked_at_before_it_is_carried_out(client: Client, world: World) -> None:
    one = OrganisationFactory.create(unit=world.west, called="Ban mẫu")
    OrganisationFactory.create(unit=world.west, called="Phòng mẫu")

    seen = post(client, "organisation-succession", preview="", **act())

    assert "lập mới, kế thừa" in seen
    assert "nhận hồ sơ, tài liệu" in seen
    assert OrganisationSuccession.objects.count() == 0
    done = post(client, "organisation-succession", save="", **act())
    assert "Đã ghi kế thừa: 2 dòng" in done
    after = queries.successors(one, date(2026, 1, 1))
    assert queries.called([body.pk for body in after], after[0].valid_from) == {
        after[0].pk: "Sở mẫu"
    }


def test_every_problem_of_an_act_is_said_at_once(client: Client, world: World) -> None:
    OrganisationFactory.create(unit=world.west, called="Ban mẫu")
    OrganisationFactory.create(unit=world.east, called="Phòng mẫu")

    typed = post(client, "organisation-succession", preview="", **act(effective_on="x", fresh=""))
    page = post(
        client, "organisation-succession", save="", **act(sources="Ban mẫu", files_to="Không")
    )

    assert "05/06/2026" in typed
    assert "từ hai cơ quan trước" in page
    assert "Nơi nhận hồ sơ phải là" in page
    hidden = post(client, "organisation-succession", preview="", **act())
    assert "không có cơ quan “phòng MẪU” trong phạm vi" in hidden
    assert OrganisationSuccession.objects.count() == 0


def test_nobody_is_given_a_territory_that_is_not_reached(client: Client, world: World) -> None:
    OrganisationFactory.create(unit=world.west, called="Ban mẫu")
    form = act(kind="rename", sources="Ban mẫu", fresh="Sở mẫu;; Huyện Đông Mẫu")

    assert "nằm ngoài phạm vi" in post(client, "organisation-succession", save="", **form)
    assert Organisation.objects.count() == 1
