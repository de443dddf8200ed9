"""Pages for what cannot be shown: in Vietnamese, with the way out, and never with a trace."""

from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.runtime.env import environment
from vungcao.web import shell
from vungcao.web.views import errors


@pytest.mark.django_db
def test_an_unknown_address_says_what_to_do(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/")

    assert response.status_code == 404
    assert "Không thấy trang này" in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_names_the_account_and_its_role(client: Client) -> None:
    grant = GrantFactory.create(role=Role.COMMUNE_OFFICER)
    client.force_login(grant.user)

    response = client.get(reverse("administration:audit"))

    assert response.status_code == 403
    assert f"{grant.user.username} (cán bộ xã)" in response.content.decode()


@pytest.mark.django_db
def test_a_form_of_an_old_page_is_refused_with_a_reason() -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(reverse("sign-in"), {"username": "a", "password": "b"})

    assert response.status_code == 403
    assert "Phiên làm việc đã đổi" in response.content.decode()


@pytest.mark.django_db
def test_a_form_of_an_old_page_leads_back_to_that_page_and_never_elsewhere() -> None:
    client = Client(enforce_csrf_checks=True)
    address, own = reverse("sign-in"), "http://testserver/tai-khoan/dang-nhap/?next=/lam-viec/"

    back = client.post(address, headers={"referer": own}).content.decode()
    elsewhere = client.post(address, headers={"referer": "https://noi.khac.invalid/"})

    assert 'href="/tai-khoan/dang-nhap/?next=/lam-viec/"' in back
    assert "noi.khac" not in elsewhere.content.decode()


@pytest.mark.django_db
def test_an_address_behind_a_button_says_so_and_keeps_the_methods_it_takes(client: Client) -> None:
    response = client.get(reverse("sign-out"))

    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert "Địa chỉ này chỉ dùng khi bấm một nút" in response.content.decode()
    assert 'href="/tai-khoan/"' in response.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_sent_a_form_says_that_it_takes_none(client: Client) -> None:
    response = client.post(reverse("passkey-options"))

    assert response.status_code == 405
    assert response.headers["Allow"] == "GET"
    assert "Trang này chỉ để xem" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wish", "kind"), [("application/json", "application/json"), ("text/plain", "text/plain")]
)
def test_a_program_is_told_in_its_own_form(client: Client, wish: str, kind: str) -> None:
    response = client.get(reverse("sign-out"), headers={"accept": wish})

    assert response.status_code == 405
    assert response.headers["Allow"] == "POST"
    assert response.headers["Content-Type"].startswith(kind)
    said = response.json()["error"] if "json" in kind else response.content.decode()
    assert said == "Địa chỉ này chỉ nhận: POST."


@pytest.mark.django_db
def test_a_form_sent_after_the_session_has_ended_leads_to_sign_in_and_back(client: Client) -> None:
    page = "http://testserver/tai-khoan/phien/"

    answer = client.post(reverse("account-sessions-end"), headers={"referer": page}, follow=True)

    assert answer.redirect_chain == [("/tai-khoan/dang-nhap/?next=/tai-khoan/phien/", 302)]
    assert "Phiên làm việc đã hết nên mục vừa gửi chưa được lưu." in answer.content.decode()


def test_a_failure_asks_nothing_of_the_database(rf: RequestFactory) -> None:
    response = errors.failed(rf.get("/"))

    assert response.status_code == 500
    assert "Hệ thống gặp lỗi" in response.content.decode()
    assert "Trang trình diễn" in response.content.decode()


CODES = ("400", "403", "404", "405", "429", "500", "csrf")


def drawn(rf: RequestFactory, code: str, *, officer: bool) -> str:
    account = {"name": "canbo", "roles": "cán bộ xã"} if officer else None
    said = {
        "account": account,
        "search_place": reverse("search") if officer else "",
        "public_search": reverse("portal:search"),
        "request": rf.get("/"),
    }
    return render_to_string(f"errors/{code}.html", {**said, "above": "/mau/", "before": "/mau/"})


@pytest.mark.parametrize("officer", [True, False], ids=["officer", "stranger"])
@pytest.mark.parametrize("code", CODES)
def test_every_error_says_what_happened_the_way_on_and_whom_to_ask(
    rf: RequestFactory, code: str, officer: bool
) -> None:
    page = drawn(rf, code, officer=officer).partition('<main id="main">')[2]

    assert page.count("<h1>") == 1
    assert page.count("<p>") >= 1
    assert f'href="{reverse("root")}"' in page
    assert "Cần hỏi: " in page


@pytest.mark.parametrize("code", ["403", "404"])
def test_who_is_lost_searches_at_once_in_what_is_theirs(rf: RequestFactory, code: str) -> None:
    officer, stranger = (drawn(rf, code, officer=known) for known in (True, False))

    assert f'role="search" action="{reverse("search")}"' in " ".join(officer.split())
    assert f'role="search" action="{reverse("portal:search")}"' in " ".join(stranger.split())
    assert "Tìm trong các trang công khai" in stranger


@pytest.mark.django_db
def test_words_of_who_is_lost_are_looked_for_in_the_public_pages(client: Client) -> None:
    page = " ".join(client.get("/khong-co-trang-nay/").content.decode().split())

    assert f'role="search" action="{reverse("portal:search")}"' in page
    assert client.get(reverse("portal:search"), {"q": "đường"}).status_code == 200


@pytest.mark.django_db
def test_a_stranger_is_not_told_of_a_reach(client: Client) -> None:
    assert "phạm vi của chị/anh" not in client.get("/khong-co-trang-nay/").content.decode()


@pytest.mark.django_db
def test_the_contact_that_is_configured_is_whom_to_ask(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = replace(environment(), contact="Văn phòng Sở mẫu")
    monkeypatch.setattr(shell, "environment", lambda: there)

    assert "Cần hỏi: Văn phòng Sở mẫu" in client.get("/khong-co-trang-nay/").content.decode()
