"""The switch of practice mode: an administrator's wish, traced; inside practice none is taken."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.runtime import practice
from vungcao.runtime.env import Environment, environment
from vungcao.systems.administration import services
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views import practice as views
from vungcao.web import shell
from vungcao.web.views import errors

pytestmark = pytest.mark.django_db
SCREEN = reverse("administration:practice")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client) -> Environment:
    """An administrator at a home of their own."""
    home = replace(environment(), home=tmp_path)
    for module in (services, views):
        monkeypatch.setattr(module, "environment", lambda: home)
    client.force_login(officer(Role.ADMINISTRATOR))
    return home


def test_a_wish_is_left_for_the_supervisor_and_traced(client: Client, here: Environment) -> None:
    assert "Đang tắt" in client.get(SCREEN).content.decode()

    client.post(SCREEN, {"wish": "on"})
    client.post(SCREEN, {"wish": "reset"})

    assert (
        practice.within(here.home) / "wanted.json"
    ).read_text() == '{"wanted": "on", "resets": 1}'
    assert Entry.objects.filter(action="administration.practice_switched").count() == 2


def test_a_wish_that_is_none_is_not_found(client: Client, here: Environment) -> None:
    assert client.post(SCREEN, {"wish": "delete"}).status_code == 404


def test_inside_practice_nothing_is_switched(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "environment", lambda: replace(here, practice="class"))

    assert "đang ở trong chế độ thực hành" in client.get(SCREEN).content.decode()
    assert client.post(SCREEN, {"wish": "off"}).status_code == 404


WORDS = "Chế độ thực hành: dữ liệu giả, không gửi đi đâu."


@pytest.mark.parametrize("address", ["/lam-viec/", "/tai-khoan/dang-nhap/", "/khong-co-trang-nay/"])
def test_every_page_of_practice_says_so_and_where_its_letters_are(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    assert WORDS not in client.get(address, follow=True).content.decode()
    inside(here, monkeypatch)

    page = client.get(address, follow=True).content.decode()

    assert WORDS in page
    assert 'class="practice"' in page
    assert reverse("mailbox") in page


def test_whom_a_reset_has_signed_out_is_told_why(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside(here, monkeypatch)
    client.cookies.clear()

    page = client.get(reverse("home"), follow=True).content.decode()

    assert "lớp đã được đặt lại từ đầu: đăng nhập lại" in page


def test_an_error_in_practice_says_that_a_reset_may_be_going_on(
    here: Environment, monkeypatch: pytest.MonkeyPatch, rf: RequestFactory
) -> None:
    monkeypatch.setattr(errors, "environment", lambda: replace(here, practice="class"))

    page = errors.failed(rf.get("/")).content.decode()

    assert WORDS in page
    assert "Có thể lớp đang được đặt lại" in page


def test_the_outbox_says_where_letters_of_practice_are(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside(here, monkeypatch)

    page = client.get(reverse("administration:exchange")).content.decode()

    assert "Trong chế độ thực hành không gì rời máy chủ" in page


def inside(here: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages as practice shows them."""
    monkeypatch.setattr(shell, "environment", lambda: replace(here, practice="class"))


@pytest.mark.parametrize(
    ("changes", "address", "is_near"),
    [
        ({"mode": "demo"}, "http://testserver:8001/", False),
        ({"practice_url": "https://lop.mau.invalid"}, "https://lop.mau.invalid/", False),
        ({"host": "0.0.0.0"}, "http://testserver:8001/", False),
        ({}, "http://localhost:8001/", True),
    ],
)
def test_the_address_is_one_that_the_class_can_open_or_says_that_it_cannot(
    client: Client,
    here: Environment,
    monkeypatch: pytest.MonkeyPatch,
    changes: dict[str, str],
    address: str,
    is_near: bool,
) -> None:
    given: dict[str, Any] = {"mode": "production", **changes}
    monkeypatch.setattr(views, "environment", lambda: replace(here, **given))
    practice.say(here.home, practice.State(practice.ON, port=8001))

    page = client.get(SCREEN).content.decode()

    assert f'href="{address}"' in page
    assert ("PRACTICE_URL" in page) is is_near


def test_a_reset_that_failed_is_told_beside_a_class_that_goes_on(
    client: Client, here: Environment
) -> None:
    state = practice.State(practice.ON, port=8001, fault="Đĩa đã đầy.")
    practice.say(here.home, state)

    page = client.get(SCREEN).content.decode()

    assert "Đang bật" in page
    assert "lớp vẫn như cũ." in page
    assert "Đĩa đã đầy." in page


def test_while_it_is_built_nobody_is_offered_another_reset(
    client: Client, here: Environment
) -> None:
    practice.say(here.home, practice.State(practice.BUILDING))

    page = client.get(SCREEN).content.decode()

    assert "Đang dựng" in page
    assert 'value="reset"' not in page


def test_a_disk_that_is_full_is_told_and_nothing_is_traced(
    client: Client, here: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practice, "_write", full)

    page = client.post(SCREEN, {"wish": "on"}, follow=True).content.decode()

    assert "Chưa có gì thay đổi." in page
    assert not Entry.objects.filter(action="administration.practice_switched").exists()


def full(*arguments: object) -> None:
    raise OSError(28, "No space left on device")


def test_a_commune_officer_does_not_open_it(client: Client) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER))

    assert client.get(SCREEN).status_code == 403
