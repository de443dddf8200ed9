"""One's own roles and handing one over: of the own account alone."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import GrantFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OWN = reverse("delegations")
PAPER = {"first_day": "23/11/2026", "last_day": "29/11/2026", "decision_number": "2/QĐ-MAU"}


@pytest.fixture
def leader(client: Client) -> Grant:
    grant: Grant = GrantFactory.create(role=Role.COMMUNE_LEADER, user__username="lanh-dao")
    client.force_login(grant.user)
    return grant


@pytest.fixture
def officer(leader: Grant) -> User:
    return GrantFactory.create(unit=leader.unit, user__username="can-bo").user


def hand_over(client: Client, leader: Grant, to: User) -> str:
    address = reverse("delegate", args=[leader.pk])
    return client.post(address, {**PAPER, "to": to.username}, follow=True).content.decode()


def test_a_leader_hands_over_for_a_week_and_both_see_it(
    client: Client, leader: Grant, officer: User
) -> None:
    page = hand_over(client, leader, officer)

    assert "Đã uỷ quyền." in page
    assert "từ 23/11/2026 đến hết 29/11/2026" in page
    client.force_login(officer)
    assert "uỷ quyền từ lanh-dao đến hết 29/11/2026" in client.get(OWN).content.decode()


def test_the_week_over_neither_sees_it(
    client: Client, leader: Grant, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over(client, leader, officer)
    monkeypatch.setattr("vungcao.kernel.calendar.clock.today", lambda: date(2026, 11, 30))

    assert "Đã uỷ quyền cho người khác" not in client.get(OWN).content.decode()
    client.force_login(officer)
    assert "uỷ quyền từ" not in client.get(OWN).content.decode()


def test_a_signing_role_asks_for_the_paper(client: Client, leader: Grant, officer: User) -> None:
    said = {**PAPER, "to": officer.username, "decision_number": ""}

    page = client.post(reverse("delegate", args=[leader.pk]), said).content.decode()

    assert "Chưa uỷ quyền được" in page
    assert not leader.delegations.exists()


def test_a_period_that_ends_before_it_begins_is_said_beside_the_rest(
    client: Client, leader: Grant
) -> None:
    said = {"to": "", "first_day": "23/11/2026", "last_day": "22/11/2026", "decision_number": ""}

    page = client.post(reverse("delegate", args=[leader.pk]), said).content.decode()

    for label in ("Người nhận: ", "Đến hết ngày: Ngày này trước ngày", "Số văn bản uỷ quyền: "):
        assert label in page


def test_it_is_taken_back_by_who_gave_it_and_by_nobody_else(
    client: Client, leader: Grant, officer: User
) -> None:
    hand_over(client, leader, officer)
    address = reverse("delegation-end", args=[leader.delegations.get().pk])
    client.force_login(officer)
    assert client.post(address).status_code == 404

    client.force_login(leader.user)
    page = client.post(address, follow=True).content.decode()

    assert "Đã thu lại uỷ quyền." in page
    assert leader.delegations.get().is_withdrawn


def test_anothers_role_is_not_ones_own_to_hand_over(client: Client, officer: User) -> None:
    other = GrantFactory.create(role=Role.COMMUNE_LEADER)

    assert client.get(reverse("delegate", args=[other.pk])).status_code == 404


def test_a_citizen_finds_nothing_to_hand_over(client: Client) -> None:
    client.force_login(UserFactory.create(kind=User.Kind.CITIZEN))

    assert "không có gì để uỷ quyền" in client.get(OWN).content.decode()
