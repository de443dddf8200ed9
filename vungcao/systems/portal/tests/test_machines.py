"""Feeds, the list of pages, robots, and what an editor is reminded of."""

from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.runtime.env import environment
from vungcao.systems.portal.queries import checking
from vungcao.systems.portal.tests.factories import draft, published, section

pytestmark = pytest.mark.django_db


def test_the_newest_articles_are_read_by_machines(client: Client) -> None:
    place = section()
    published(place)
    draft(place, "chua-dang", title="Chưa đăng")

    for name in ("portal:atom", "portal:rss"):
        said = client.get(reverse(name)).content.decode()
        ElementTree.fromstring(said)
        assert "http://testserver/tin-tuc/duong-vao-thon/" in said
        assert "Chưa đăng" not in said


def test_the_list_of_pages_names_what_is_public(client: Client) -> None:
    place = section()
    published(place)
    draft(place, "chua-dang")

    said = client.get(reverse("portal:sitemap")).content.decode()

    places = [one.text for one in ElementTree.fromstring(said).iter() if one.tag.endswith("loc")]
    assert places == [
        "http://testserver/tin-tuc/",
        "http://testserver/tin-tuc/duong-vao-thon/",
    ]


def test_the_demo_asks_robots_to_stay_away(client: Client) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_an_article_says_what_it_is_to_whoever_passes_it_on(client: Client) -> None:
    published(section())

    page = client.get("/tin-tuc/duong-vao-thon/").content.decode()

    assert '<meta property="og:title" content="Thôn mẫu 1 sửa đường">' in page
    assert 'itemtype="https://schema.org/NewsArticle"' in page


def test_front_and_sections_say_what_they_are_and_where_news_are_read(client: Client) -> None:
    section()

    for path, title in (("/trang-chu/", "Cổng thông tin"), ("/tin-tuc/", "Tin tức")):
        page = client.get(path).content.decode()
        assert f'<meta property="og:title" content="{title}">' in page
        assert f'<meta property="og:url" content="{environment().address}/' in page
        assert 'href="/tin-moi.atom"' in page


def test_an_article_is_called_by_the_same_address_whoever_asks(client: Client) -> None:
    published(section())

    page = client.get("/tin-tuc/duong-vao-thon/", headers={"host": "127.0.0.1"}).content.decode()

    place = f"{environment().address}/tin-tuc/duong-vao-thon/"
    assert f'<meta property="og:url" content="{place}">' in page
    assert f"&amp;body={quote(place, safe='')}" in page
    assert place in page.partition('class="print-only')[2]
    assert "http://localhost/" not in page


def test_a_feed_has_an_author_and_entries_that_stay_the_same(client: Client) -> None:
    published(section())
    atom = "{http://www.w3.org/2005/Atom}"

    feeds = [
        ElementTree.fromstring(client.get(reverse("portal:atom"), headers={"host": host}).content)
        for host in ("testserver", "127.0.0.1")
    ]

    assert [feed.findtext(f"{atom}author/{atom}name") for feed in feeds] == ["Cổng thông tin"] * 2
    assert len({feed.findtext(f"{atom}entry/{atom}id") for feed in feeds}) == 1


def test_an_editor_is_reminded_of_a_reference_without_its_day() -> None:
    article = draft(section(), lead="Theo Quyết định số 12/2018/QĐ-TTg của Thủ tướng.")

    assert [sentence[:34] for sentence in checking.faults(article)] == [
        "Quyết định số 12/2018/QĐ-TTg: ghi ",
        "Bài chưa có bản đọc cho người khôn",
    ]
