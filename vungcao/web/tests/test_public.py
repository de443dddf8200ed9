"""Public pages: head and foot, articles, lists, and what is said about the pages themselves."""

from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.offers.screens import public_entries
from vungcao.kernel.tests.factories import GrantFactory, UserFactory
from vungcao.runtime.env import PROJECT, environment
from vungcao.web import publiccode, shell
from vungcao.web.guide.cards import article
from vungcao.web.public import Article, Item, Listing, Section
from vungcao.web.tests.accounts.world import text

pytestmark = pytest.mark.django_db


def drawn(template: str, rf: RequestFactory, **context: object) -> str:
    return render_to_string(template, {**context, "request": rf.get("/mau/")})


def page(client: Client, name: str, **asked: str) -> str:
    return text(client.get(reverse(name), asked))


def test_the_head_and_the_foot_lead_to_every_public_page_that_is_offered(client: Client) -> None:
    shown = page(client, "accessibility")

    places = [reverse(entry.url_name) for _name, entry in public_entries.items()]
    assert [place for place in places if f'href="{place}"' not in shown] == []


def test_the_open_page_is_marked(client: Client) -> None:
    shown = page(client, "verify")

    assert f'href="{reverse("verify")}" aria-current="page"' in shown


def test_a_stranger_finds_the_way_to_sign_in_and_an_officer_to_the_desk(client: Client) -> None:
    stranger = page(client, "accessibility")
    client.force_login(GrantFactory.create().user)
    officer = page(client, "accessibility")

    assert ">Đăng nhập</a>" in stranger
    assert ">Đăng nhập</a>" not in officer
    assert ">Về bàn làm việc</a>" in officer


def test_the_language_is_chosen_in_the_head(client: Client) -> None:
    head = page(client, "accessibility").partition("</header>")[0]

    assert 'value="en"' in head


def test_the_foot_names_version_and_licence_and_no_source_that_is_not_there(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpublished = page(client, "sitemap")
    there = replace(publiccode.code(), url="https://ma.nguon.vn/vungcao")
    monkeypatch.setattr(shell, "code", lambda: there)
    published = page(client, "sitemap")

    assert "Phiên bản 0.0.1, giấy phép EUPL-1.2." in unpublished
    assert "Mã nguồn sẽ công bố cùng bản phát hành đầu tiên." in unpublished
    assert '<a href="https://ma.nguon.vn/vungcao">Mã nguồn</a>' in published


def test_a_contact_is_shown_only_where_one_is_configured(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = page(client, "accessibility")
    there = replace(environment(), contact="Văn phòng Sở mẫu")
    monkeypatch.setattr(shell, "environment", lambda: there)
    after = page(client, "accessibility")

    assert "Liên hệ:" not in before
    assert "Nơi này chưa ghi nơi nhận góp ý" in before
    assert "Liên hệ: Văn phòng Sở mẫu" in after
    assert "Nơi nhận góp ý: Văn phòng Sở mẫu" in after


def test_an_article_with_a_recording_is_heard_before_it_is_read(rf: RequestFactory) -> None:
    shown = drawn("public/article.html", rf, about=article("/khac/"))

    assert '<audio controls preload="none"' in shown
    assert shown.index("<audio") > shown.index("<h1>Bài mẫu</h1>")
    assert " download>" in shown
    assert "Phần chữ của bản đọc" in shown
    assert "player.css" in shown


def test_an_article_without_a_recording_has_no_player(rf: RequestFactory) -> None:
    shown = drawn("public/article.html", rf, about=Article(title="Bài mẫu"))

    assert "<audio" not in shown
    assert 'class="player"' not in shown
    assert "player.css" not in shown


def test_an_article_says_its_day_and_source_and_where_to_read_on(rf: RequestFactory) -> None:
    shown = drawn("public/article.html", rf, about=article("/khac/"))

    assert '<time datetime="2026-11-23">23/11/2026</time>' in shown
    assert "Nguồn: Sở mẫu" in shown
    assert shown.count('href="/khac/"') == 3
    assert (
        "mailto:?subject=B%C3%A0i%20m%E1%BA%ABu&amp;body=http%3A%2F%2Ftestserver%2Fmau%2F" in shown
    )


def test_a_list_shows_its_sections_and_goes_on(rf: RequestFactory) -> None:
    lines = (Item("Một", "/mot/", "Câu một.", date(2026, 11, 23)),)
    listing = Listing("Tin", (Section("Mục", lines),), "Chưa có.", search="Tìm", older="?page=2")

    shown = drawn("public/list.html", rf, listing=listing)

    assert '<a href="/mot/"><strong>Một</strong></a>' in shown
    assert "23/11/2026. Câu một." in shown
    assert 'href="?page=2" rel="next"' in shown
    assert "Chưa có." not in shown


def test_an_empty_list_says_what_will_come(rf: RequestFactory) -> None:
    shown = drawn("public/list.html", rf, listing=Listing("Tin", (), "Bài đã duyệt hiện ở đây."))

    assert "Bài đã duyệt hiện ở đây." in shown
    assert 'role="search"' not in shown


def test_the_manual_is_searched_with_or_without_tones(client: Client) -> None:
    found = page(client, "help", q="phan quyen vai tro")
    nothing = page(client, "help", q="khongcotunaynhuthe")

    assert "Không trang nào có đủ các chữ này" not in found
    assert reverse("help-page", args=["phan-quyen"]) in found
    assert reverse("help-page", args=["xac-minh"]) not in found
    assert "Không trang nào có đủ các chữ này" in nothing


def test_what_is_looked_for_in_the_manual_is_no_markup(client: Client) -> None:
    assert "<script>x" not in page(client, "help", q="<script>x")


def test_a_page_of_the_manual_leads_to_its_neighbours(client: Client) -> None:
    shown = text(client.get(reverse("help-page", args=["tim-kiem"])))

    assert f'href="{reverse("help-page", args=["ban-lam-viec"])}" rel="prev"' in shown
    assert f'href="{reverse("help-page", args=["danh-sach"])}" rel="next"' in shown
    assert "Bài liên quan" in shown


def test_the_statement_says_what_is_missing(client: Client) -> None:
    shown = page(client, "accessibility")

    assert "WCAG 2.2" in shown
    assert "chưa có đơn vị độc lập nào" in " ".join(shown.split())
    assert "Còn thiếu" in shown


def test_the_list_of_pages_leads_to_pages_that_open(client: Client) -> None:
    shown = page(client, "sitemap").partition('<main id="main">')[2].partition("</main>")[0]

    places = {part.partition('"')[0] for part in shown.split('<a href="')[1:]}
    assert len(places) > 20
    assert {place: client.get(place).status_code for place in places} == dict.fromkeys(places, 200)


def test_a_public_page_asks_whose_it_is_and_the_map_for_pages_once(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for name, pages in (("sitemap", 2), ("accessibility", 0), ("help", 0)):
        # Beside that the reach of nobody is bound and freed.
        with django_assert_max_num_queries(4 + 1 + pages):
            client.get(reverse(name))


def test_who_is_signed_in_without_a_role_is_led_to_the_account(client: Client) -> None:
    client.force_login(UserFactory.create())

    assert ">Tài khoản của tôi</a>" in page(client, "sitemap")


def test_the_version_is_that_of_the_package() -> None:
    project = (PROJECT / "pyproject.toml").read_text("utf-8")

    assert f'version = "{publiccode.code().version}"' in project
