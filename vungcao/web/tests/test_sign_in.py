"""Signing in: one answer for every refusal, and only where the account may go."""

import dataclasses

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.runtime.env import environment

pytestmark = pytest.mark.django_db

REFUSED = "Tên đăng nhập hoặc mật khẩu chưa đúng."


@pytest.fixture
def account() -> User:
    user = User.objects.create_user("chuyenvien", password="mat-khau-mau", is_synthetic=True)
    GrantFactory.create(user=user)
    return user


def sign_in(client: Client, username: str, password: str, goal: str = "") -> str:
    form = {"username": username, "password": password, "next": goal}
    response = client.post(reverse("sign-in"), form)
    return response.headers.get("Location", response.content.decode())


def test_leads_to_the_desk(client: Client, account: User) -> None:
    assert sign_in(client, "chuyenvien", "mat-khau-mau") == reverse("home")
    assert Entry.objects.get().action == "accounts.signed_in"


def test_an_officer_without_a_role_today_lands_where_it_says_so(client: Client) -> None:
    User.objects.create_user("moi", password="mat-khau-mau", is_synthetic=True)

    page = client.get(sign_in(client, "moi", "mat-khau-mau")).content.decode()

    assert "Hôm nay tài khoản này chưa giữ vai trò nào" in page


def test_leads_on_to_the_page_that_was_asked_for(client: Client, account: User) -> None:
    assert sign_in(client, "chuyenvien", "mat-khau-mau", "/quan-tri/") == "/quan-tri/"


def test_never_leads_to_another_site(client: Client, account: User) -> None:
    goal = sign_in(client, "chuyenvien", "mat-khau-mau", "https://elsewhere.invalid/")

    assert goal == reverse("home")


def test_does_not_tell_whether_an_account_exists(client: Client, account: User) -> None:
    known = sign_in(client, "chuyenvien", "sai")
    unknown = sign_in(client, "nguoi-la", "sai")

    assert REFUSED in known
    assert REFUSED in unknown


def test_keeps_no_name_that_nobody_has(client: Client) -> None:
    sign_in(client, "lỡ gõ mật khẩu vào đây", "sai")

    entry = Entry.objects.get()
    assert entry.action == "accounts.sign_in_refused"
    assert "mật khẩu" not in entry.body


def test_says_everything_that_is_missing_at_once(client: Client) -> None:
    page = sign_in(client, "", "")

    assert "Nhập tên đăng nhập." in page
    assert "Nhập mật khẩu." in page
    assert 'href="#id_username"' in page


def test_production_refuses_a_demo_account(
    client: Client, account: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = dataclasses.replace(environment(), mode="production")
    monkeypatch.setattr("vungcao.web.sign_in.environment", lambda: production)

    assert REFUSED in sign_in(client, "chuyenvien", "mat-khau-mau")


def test_a_closed_account_is_refused_like_an_unknown_one(client: Client, account: User) -> None:
    User.objects.update(is_active=False)

    assert REFUSED in sign_in(client, "chuyenvien", "mat-khau-mau")


def test_signing_out_needs_a_button(client: Client, account: User) -> None:
    client.force_login(account)

    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out")).headers["Location"] == reverse("sign-in")
    assert "_auth_user_id" not in client.session


def test_the_first_page_leads_to_sign_in(client: Client) -> None:
    assert client.get("/").headers["Location"] == reverse("sign-in")
