"""Looking an account up by the person's name, on the forms that give a role to somebody."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import GrantFactory, UserFactory
from vungcao.web.pickers import Accounts
from vungcao.web.tests.picking import asked, labels, token

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = "2026-11-23"


@pytest.fixture
def leader(client: Client) -> Grant:
    grant: Grant = GrantFactory.create(role=Role.COMMUNE_LEADER, user__username="lanh-dao")
    client.force_login(grant.user)
    return grant


@pytest.fixture
def colleague(leader: Grant) -> User:
    names = {"user__last_name": "Nông Mẫu", "user__first_name": "Đào"}
    return GrantFactory.create(unit=leader.unit, user__username="nong.dao", **names).user


def test_a_name_without_tones_finds_the_account(
    client: Client, leader: Grant, colleague: User
) -> None:
    found = asked(client, "dao nong", token("accounts", grant=None, day=DAY))

    assert labels(found) == ["Nông Mẫu Đào (nong.dao)"]


def test_closed_accounts_and_citizens_are_not_offered(client: Client, leader: Grant) -> None:
    UserFactory.create(username="cu.mau", is_active=False)
    UserFactory.create(username="dan.mau", kind=User.Kind.CITIZEN)

    assert labels(asked(client, "mau", token("accounts", grant=None, day=DAY))) == []


def test_a_delegation_offers_colleagues_alone(
    client: Client, leader: Grant, colleague: User
) -> None:
    GrantFactory.create(user__username="nong.la")

    assert labels(asked(client, "nong", token("accounts", grant=leader.pk, day=DAY))) == [
        "Nông Mẫu Đào (nong.dao)"
    ]


def test_more_than_ten_are_counted(client: Client, leader: Grant) -> None:
    for number in range(13):
        UserFactory.create(username=f"mau-{number:02}")

    found = asked(client, "mau", token("accounts", grant=None, day=DAY))

    assert len(found["options"]) == 10
    assert found["said"] == "Còn 3 tài khoản nữa. Gõ thêm chữ."


def test_without_a_script_the_form_comes_back_with_colleagues_to_choose(
    client: Client, leader: Grant, colleague: User
) -> None:
    said = {"to": "nong", "decision_number": "2/QĐ-MAU", "find": "to"}

    page = client.post(reverse("delegate", args=[leader.pk]), said).content.decode()

    assert f'value="{colleague.pk}"' in page
    assert 'value="2/QĐ-MAU"' in page
    assert "Chưa uỷ quyền được" not in page
    assert not leader.delegations.exists()


def test_whoever_was_chosen_gets_the_role(client: Client, leader: Grant, colleague: User) -> None:
    said = {
        "to": "nong",
        "to-for": "nong",
        "to-which": colleague.pk,
        "first_day": "23/11/2026",
        "last_day": "29/11/2026",
        "decision_number": "2/QĐ-MAU",
    }

    client.post(reverse("delegate", args=[leader.pk]), said)

    assert leader.delegations.get().user == colleague


def test_a_stranger_cannot_be_chosen_by_a_made_up_number(client: Client, leader: Grant) -> None:
    stranger = GrantFactory.create(user__username="nguoi.la").user

    assert Accounts(leader.pk, date(2026, 11, 23)).chosen(str(stranger.pk)) is None
