"""A partner is added and what is not secret about it is changed; the trail names fields only."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import Partner
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db

GIVEN = {"name": "Cổng thư tỉnh mẫu", "contact": "Phòng trực mẫu", "first_wait_seconds": "30"}


def email() -> Partner:
    return services.enrol(code="email", by=system_account("tests"))


def revise(client: Client, partner: Partner, **given: Any) -> str:
    address = reverse("administration:exchange-revise", args=[partner.pk])
    return client.post(address, GIVEN | given, follow=True).content.decode()


def test_what_is_not_secret_is_changed_and_the_trail_names_the_fields(client: Client) -> None:
    partner = email()
    Partner.objects.update(settings={"of_the_adapter": 1})
    client.force_login(officer(Role.ADMINISTRATOR))

    text = revise(client, partner, in_order="on")

    partner.refresh_from_db()
    assert "Đã ghi thay đổi." in text
    assert (partner.name, partner.contact) == ("Cổng thư tỉnh mẫu", "Phòng trực mẫu")
    assert partner.in_order
    assert partner.settings == {"of_the_adapter": 1, "first_wait_seconds": 30}
    entry = Entry.objects.get(action="exchange.partner_revised")
    assert "Phòng trực mẫu" not in entry.body
    assert "contact in_order name settings" in entry.body


def test_writing_the_same_again_changes_nothing(client: Client) -> None:
    partner = email()
    client.force_login(officer(Role.ADMINISTRATOR))
    revise(client, partner)

    text = revise(client, partner)

    assert "Không có gì thay đổi." in text
    assert Entry.objects.filter(action="exchange.partner_revised").count() == 1


def test_mistakes_are_said_all_at_once_and_nothing_is_kept(client: Client) -> None:
    partner = email()
    client.force_login(officer(Role.ADMINISTRATOR))

    text = revise(client, partner, name="", first_wait_seconds="0")

    assert "Mục này còn trống" in text
    assert "Chờ ít nhất 1 giây." in text
    assert Partner.objects.get().contact == ""


def test_a_partner_of_an_offered_adapter_is_added(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:exchange-add")

    shown = client.get(address).content.decode()
    text = client.post(
        address, GIVEN | {"code": "thu-so-mau", "adapter": "email"}, follow=True
    ).content.decode()

    partner = Partner.objects.get(code="thu-so-mau")
    assert "Thư điện tử" in shown
    assert "Đã thêm nơi nhận." in text
    assert (partner.adapter, partner.contact) == ("email", "Phòng trực mẫu")


@pytest.mark.parametrize("code", ["email", "notices", "Có dấu"])
def test_a_code_that_is_taken_or_is_none_is_refused(client: Client, code: str) -> None:
    email()
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:exchange-add")

    text = client.post(address, GIVEN | {"code": code, "adapter": "email"}).content.decode()

    assert "Mã này đã dùng" in text or "Chỉ dùng chữ thường" in text
    assert Partner.objects.get().contact == ""


def test_an_adapter_that_is_not_installed_is_refused() -> None:
    wishes = services.Wishes("Nơi nhận mẫu")

    with pytest.raises(RuleBroken, match="chưa cài"):
        services.add(code="moi", adapter="none", wishes=wishes, by=system_account("tests"))

    assert not Partner.objects.exists()


def test_an_administrator_of_one_place_changes_and_adds_nothing(client: Client) -> None:
    partner = email()
    place = ProvinceFactory.create(parent=NationFactory.create())
    client.force_login(officer(Role.ADMINISTRATOR, place))

    said = revise(client, partner)
    added = client.post(
        reverse("administration:exchange-add"),
        GIVEN | {"code": "moi", "adapter": "email"},
        follow=True,
    ).content.decode()

    assert "cần quản trị toàn hệ thống" in said
    assert "cần quản trị toàn hệ thống" in added
    assert Partner.objects.get().contact == ""


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COMMUNE_OFFICER])
def test_is_closed_to_other_roles(client: Client, role: Role) -> None:
    partner = email()
    client.force_login(officer(role))

    assert client.get(reverse("administration:exchange-add")).status_code == 403
    address = reverse("administration:exchange-revise", args=[partner.pk])
    assert client.get(address).status_code == 403
