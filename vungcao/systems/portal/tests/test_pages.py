"""What anybody reads: the front, sections, articles with their way, and the copy that was kept."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.offers.articles import articles
from vungcao.systems.portal.models import KeptCopy, Section
from vungcao.systems.portal.services import copies
from vungcao.systems.portal.tests.factories import NOON, draft, holder, keeper, published, section

pytestmark = pytest.mark.django_db


def test_an_article_is_read_at_its_address_with_the_way_to_it(client: Client) -> None:
    published(section())

    page = client.get("/tin-tuc/duong-vao-thon/").content.decode()

    for said in ("Thôn mẫu 1 sửa đường", "Đường vào thôn đã thông.", "<h2>Việc đã làm</h2>"):
        assert said in page
    assert '<a href="/tin-tuc/">Tin tức</a>' in page
    assert '<th scope="col">Người</th>' in page


def test_a_draft_and_an_unknown_address_are_not_found(client: Client) -> None:
    draft(section())

    assert client.get("/tin-tuc/duong-vao-thon/").status_code == 404
    assert client.get("/tin-tuc/khong-co/").status_code == 404


def test_the_front_greets_strangers_and_leaves_officers_where_they_work(client: Client) -> None:
    published(section())
    officer, _user = holder(Role.COMMUNE_OFFICER)

    assert "Thôn mẫu 1 sửa đường" in client.get("/").content.decode()
    assert officer.get("/").headers["Location"] == reverse("home")
    assert "Tin tức" in officer.get(reverse("portal:front")).content.decode()


def test_without_a_front_page_strangers_are_led_to_sign_in(plain: None, client: Client) -> None:
    assert client.get("/").headers["Location"] == reverse("sign-in")


def test_a_section_lists_the_newest_first_twenty_a_page(client: Client) -> None:
    place = section()
    for number in range(22):
        published(place, f"bai-{number}", NOON + timedelta(minutes=number))

    first = client.get("/tin-tuc/").content.decode()
    address = first.partition('href="/tin-tuc/?truoc=')[2].partition('"')[0]
    second = client.get("/tin-tuc/", {"truoc": address}).content.decode()

    assert first.index("/tin-tuc/bai-21/") < first.index("/tin-tuc/bai-2/")
    assert "/tin-tuc/bai-1/" not in first
    assert ["/tin-tuc/bai-1/" in second, "/tin-tuc/bai-0/" in second] == [True, True]


def test_a_page_asks_the_database_little(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    place = section()
    for number in range(8):
        published(place, f"bai-{number}")
    client.get("/tin-tuc/bai-1/")

    with django_assert_max_num_queries(23):
        client.get("/tin-tuc/bai-2/")
    with django_assert_max_num_queries(18):
        client.get("/tin-tuc/")


def test_the_printed_text_is_kept_once_for_each_wording(client: Client) -> None:
    article = published(section())

    again = copies.keep(article=article, now=NOON, by=keeper())
    article.title = "Tên khác"
    other = copies.keep(article=article, now=NOON + timedelta(days=1), by=keeper())

    first, second = KeptCopy.objects.order_by("pk")
    assert (again, other) == (first, second)
    assert first.sha256 == hashlib.sha256(first.text.encode()).hexdigest()
    assert first.text.splitlines()[:3] == [
        "Thôn mẫu 1 sửa đường",
        "Cả thôn cùng làm.",
        "Đường vào thôn đã thông.",
    ]
    said = client.get(reverse("portal:copy", args=[article.pk, first.sha256]))
    assert said.content.decode() == first.text
    assert client.get(reverse("portal:copy", args=[article.pk, "0" * 64])).status_code == 404


def test_publishing_stands_in_the_trail() -> None:
    published(section())

    bodies = " ".join(Entry.objects.values_list("body", flat=True))
    assert "portal.published" in bodies
    assert "Thôn mẫu" not in bodies


def test_other_systems_get_what_is_public_now_and_nothing_else() -> None:
    place = section()
    shown, hidden = published(place), draft(place, "chua-dang")
    shelf = articles.get("portal.pages")

    (one,) = shelf.newest(NOON.date(), 10)

    assert (one.title, one.section, one.address) == (
        "Thôn mẫu 1 sửa đường",
        "Tin tức",
        "/tin-tuc/duong-vao-thon/",
    )
    assert "<h2>Việc đã làm</h2>" in one.html
    assert "Đường vào thôn đã thông." in one.text
    assert shelf.newest_in is not None
    assert [len(shelf.newest_in(NOON.date(), 10, code)) for code in ("vi", "en")] == [1, 0]
    assert set(shelf.named([one.key, f"portal.page:{hidden.pk}", "x"])) == {one.key}
    shown.unpublish()
    assert list(shelf.newest(NOON.date(), 10)) == []


def test_originals_of_pictures_are_not_given(client: Client) -> None:
    address = reverse("portal:picture", args=["khong-co.webp"])

    assert client.get(address).status_code == 404
    assert client.get("/anh-bai/original_images/x.png").status_code == 404


def test_news_in_the_menu_is_the_section_of_news_and_the_front_stands_in_the_foot(
    client: Client,
) -> None:
    place = section()
    published(place)

    front = client.get("/").content.decode()
    listed = client.get(reverse("portal:news")).content.decode()

    head, _main, foot = front.partition("</header>")
    assert '<a href="/tin-tuc/">Tin tức</a>' in head
    assert 'href="/trang-chu/">Trang chủ</a>' in foot
    assert "<h1>Tin tức</h1>" in listed
    assert "Thôn mẫu 1 sửa đường" in listed
    assert '<a href="/tin-tuc/" aria-current="page">Tin tức</a>' in listed


def test_where_the_section_of_news_is_closed_the_menu_leads_to_the_front(client: Client) -> None:
    place = section()
    place.unpublish()

    assert client.get(reverse("portal:news")).headers["Location"] == reverse("portal:front")


def test_a_section_of_news_that_was_moved_is_still_what_the_menu_leads_to(client: Client) -> None:
    section()
    place = Section.objects.get(slug="tin-tuc")
    place.slug = "tin"
    place.save_revision().publish()
    Redirect.objects.get_or_create(old_path="/tin-tuc", redirect_page=place)

    assert client.get(reverse("portal:news")).headers["Location"] == "/tin/"
