"""The product speaks Vietnamese, whatever a browser prefers, until a reader chooses English."""

from datetime import date

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import formats, translation

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.tests.factories import GrantFactory, NationFactory
from vungcao.web.language import leading_on
from vungcao.web.tests.accounts.world import officer, sign_in

pytestmark = pytest.mark.django_db

BROWSERS = ["en-US,en;q=0.9", "vi-VN,vi;q=0.9,en;q=0.8", "fr", ""]


@pytest.mark.parametrize("wanted", BROWSERS)
def test_every_browser_is_answered_in_vietnamese(wanted: str) -> None:
    answer = Client().get(reverse("sign-in"), headers={"Accept-Language": wanted})

    assert answer.headers["Content-Language"] == "vi"
    assert "Đăng nhập" in answer.content.decode()


def test_a_browser_in_english_reads_and_writes_days_the_vietnamese_way() -> None:
    client = Client(headers={"Accept-Language": "en-US,en;q=0.9"})
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=NationFactory.create())
    client.force_login(grant.user)

    text = client.get(reverse("administration:units")).content.decode()

    assert "23/11/2026" in text
    assert "Chưa xem được" not in text


def choose(client: Client, language: str, goal: str = "/tai-khoan/dang-nhap/") -> HttpResponse:
    came_from = f"http://testserver{goal}" if goal.startswith("/t") else goal
    said, sent = {"language": language}, {"Referer": came_from}
    return client.post(reverse("language"), said, headers=sent)  # type: ignore[return-value]


def test_a_reader_chooses_english_and_the_browser_remembers_it() -> None:
    client = Client()

    answer = choose(client, "en")

    page = client.get(answer.headers["Location"])
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()
    assert "User name" in page.content.decode()


def test_back_in_vietnamese_by_the_same_button() -> None:
    client = Client()
    choose(client, "en")
    choose(client, "vi")

    assert "Tên đăng nhập" in client.get(reverse("sign-in")).content.decode()


def test_what_has_no_english_stays_vietnamese() -> None:
    client = Client()
    choose(client, "en")

    page = client.get(reverse("verify")).content.decode()

    assert "Kiểm tra tệp PDF" in page
    assert "Help on this page" in page


@pytest.mark.parametrize("language", ["de", "", "../vi", "en-us"])
def test_a_language_that_nobody_offers_changes_nothing(language: str) -> None:
    client = Client()

    choose(client, language)

    assert client.get(reverse("sign-in")).headers["Content-Language"] == "vi"


@pytest.mark.parametrize("goal", ["https://example.invalid/", "//example.invalid", ""])
def test_choosing_leads_nowhere_else(goal: str) -> None:
    assert choose(Client(), "en", goal).headers["Location"] == "/"


def test_a_cookie_made_by_hand_chooses_nothing() -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "xx"

    assert client.get(reverse("sign-in")).headers["Content-Language"] == "vi"


def test_another_site_cannot_choose() -> None:
    assert choose(Client(headers={"Origin": "https://khac.vn"}), "en").status_code == 403
    assert choose(Client(enforce_csrf_checks=True), "en").status_code == 302  # needs no token


def test_an_account_finds_its_language_on_another_machine() -> None:
    account = officer()
    first, second = Client(), Client()
    sign_in(first)
    choose(first, "en")

    sign_in(second)

    assert second.get(reverse("account")).headers["Content-Language"] == "en"
    account.refresh_from_db()
    assert account.language == "en"
    assert Entry.objects.filter(action="accounts.language_chosen").count() == 1


def test_an_account_that_never_chose_leaves_the_machine_as_it_is() -> None:
    officer()
    client = Client()
    choose(client, "en")

    sign_in(client)

    assert client.get(reverse("account")).headers["Content-Language"] == "en"


def test_in_english_a_month_has_letters_and_a_point_is_decimal() -> None:
    client = Client()
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=NationFactory.create())
    client.force_login(grant.user)
    choose(client, "en")

    text = client.get(reverse("administration:organisations")).content.decode()

    assert "As of 23 Nov 2026." in text
    with translation.override("en"):
        assert formats.localize(1234.5) == "1,234.5"
        assert formats.date_format(date(2026, 6, 5), "SHORT_DATE_FORMAT") == "5 Jun 2026"


@pytest.mark.parametrize("name", ["administration:organisations", "home", "search", "account"])
def test_the_pages_that_are_promised_say_nothing_in_vietnamese_of_their_own(name: str) -> None:
    client = Client()
    grant = GrantFactory.create(role=Role.ADMINISTRATOR, unit=NationFactory.create())
    client.force_login(grant.user)
    choose(client, "en")

    page = client.get(reverse(name)).content.decode()

    assert '<html lang="en"' in page
    assert [said for said in ("Bàn làm việc", "Đăng xuất", "Danh mục") if said in page] == []


def test_a_page_in_english_leads_on_in_english() -> None:
    request = RequestFactory().get("/en/")

    with translation.override("en"):
        assert leading_on(request, "/ban-tin/") == "/ban-tin/?ngon-ngu=en"
        assert leading_on(request, "/gop-y/trang/?trang=/en/").endswith("/en/&ngon-ngu=en")
    assert leading_on(request, "/ban-tin/") == "/ban-tin/"


def test_a_link_in_english_counts_for_who_never_chose() -> None:
    client, decided = Client(), Client()
    choose(decided, "vi")
    there = f"{reverse('newsletter:subscribe')}?ngon-ngu=en"

    assert client.get(there).headers["Content-Language"] == "en"
    assert client.get(reverse("newsletter:archive")).headers["Content-Language"] == "en"
    assert decided.get(there).headers["Content-Language"] == "vi"
    assert Client().get(there.replace("=en", "=xx")).headers["Content-Language"] == "vi"
