"""The menu of the office: what an account's roles open, and where it stands."""

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.screens import menu
from vungcao.kernel.tests.factories import GrantFactory, UserFactory
from vungcao.kernel.vault import services as vault
from vungcao.web import shell


def labels(roles: set[Role], here: str = "/lam-viec/") -> list[str]:
    groups = shell.groups(frozenset(roles), here)
    return [str(link.label) for group in groups for link in group.links]


def test_shows_what_a_role_may_open() -> None:
    assert "Nhật ký hệ thống" in labels({Role.AUDITOR})
    assert "Nhật ký hệ thống" not in labels({Role.COMMUNE_OFFICER})


def test_marks_the_entry_of_the_page_below_it_too() -> None:
    below = reverse("administration:units") + "7/"

    groups = shell.groups(frozenset({Role.ADMINISTRATOR}), below)

    here = [str(link.label) for group in groups for link in group.links if link.is_here]
    assert here == ["Đơn vị hành chính"]


def test_every_entry_leads_to_a_screen() -> None:
    dead = [name for name, entry in menu.items() if not shell.address(entry.url_name)]

    assert dead == []


def test_leaves_out_what_no_address_stands_behind() -> None:
    assert shell.address("nobody:offers-this") == ""


@pytest.mark.django_db
def test_says_over_which_unit_the_account_works(client: Client) -> None:
    grant = GrantFactory.create(unit__called="Mẫu Thượng")
    client.force_login(grant.user)

    assert "Xã Mẫu Thượng" in client.get(reverse("home")).content.decode()


def test_who_has_no_desk_is_led_to_none() -> None:
    assert labels({Role.CITIZEN}) == labels(set()) == ["Tài khoản của tôi", "Thông báo"]


@pytest.mark.django_db
def test_an_account_without_a_role_finds_no_way_into_the_office(client: Client) -> None:
    client.force_login(UserFactory.create())

    page = client.get(reverse("notices")).content.decode()

    for place in (reverse("office-notices"), reverse("help")):
        page = page.replace(place, "")
    assert reverse("home") not in page
    assert reverse("search") not in page
    assert reverse("delegations") not in page


@pytest.mark.django_db
def test_a_citizen_is_called_by_their_name_and_not_by_a_code(client: Client) -> None:
    key = vault.make_key(by=UserFactory.create())
    field = User._meta.get_field("called")
    called = vault.seal("Người Mẫu", key=key, field=field)
    account = User.objects.create(username="yzdx2t7b8a", kind="citizen", key=key, called=called)
    client.force_login(account)

    for name in ("notices", "account"):
        page = client.get(reverse(name)).content.decode()
        assert "Người Mẫu" in page
        assert "yzdx2t7b8a" not in page
