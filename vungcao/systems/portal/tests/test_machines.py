"""Feeds, the list of pages, robots, and what an editor is reminded of."""

from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.offers.search import PublicSource, PublicText, public_sources
from vungcao.kernel.search import services
from vungcao.runtime.env import environment
from vungcao.systems.portal.queries import checking
from vungcao.systems.portal.tests.factories import NOON, draft, keeper, published, section

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

    assert listed(client) == ["/", "/tin-tuc/", "/tin-tuc/duong-vao-thon/"]


def listed(client: Client) -> list[str]:
    said = client.get(reverse("portal:sitemap")).content.decode()
    found = [
        one.text or "" for one in ElementTree.fromstring(said).iter() if one.tag[-4:] == "}loc"
    ]
    return [one.removeprefix("http://testserver") for one in found]


def paper(code: str, subject: str) -> None:
    face: dict[str, Any] = {"kind": "decision", "issued_on": NOON.date(), "issuer_name": "Sở mẫu"}
    PublishedPaper.objects.create(
        code=code,
        number=f"{code}/QĐ-MAU",
        subject=subject,
        valid_from=NOON.date(),
        standing="in_force",
        sha256="0" * 64,
        is_sample=True,
        **face,
    )


def test_the_list_of_pages_names_what_systems_publish_and_only_while_it_is_open(
    client: Client,
) -> None:
    paper("AAAAAAAAAA", "Về hội xuân")
    paper("BBBBBBBBBB", "")
    services.catch_up(today=NOON.date(), by=keeper())
    shown = listed(client)

    PublishedPaper.objects.update(subject="")

    assert "/xac-minh/AAAAAAAAAA/" in shown
    assert "/xac-minh/BBBBBBBBBB/" not in shown
    assert "/so-lieu/" in shown
    assert shown.count("/tin-tuc/") == 1
    assert "/trang-chu/" not in shown
    assert "/xac-minh/AAAAAAAAAA/" not in listed(client)


def test_an_address_with_a_question_is_written_as_the_list_wants_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = PublicText("x", "Mẫu", "portal.sample", address="/so-lieu/?nam=2026&xa=1")
    source = PublicSource(
        kinds=lambda: {"portal.sample": "Mẫu"},
        read=lambda _keys, _day: [given],
        stamps=lambda _day: {"x": "1"},
    )
    monkeypatch.setattr(public_sources, "_offers", {"portal.sample": source})
    services.catch_up(today=NOON.date(), by=keeper())

    assert "/so-lieu/?nam=2026&xa=1" in listed(client)


def test_the_list_of_pages_ends_where_a_file_may_hold_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(section())
    monkeypatch.setattr("vungcao.systems.portal.queries.listed.MOST", 2)

    assert listed(client) == ["/", "/tin-tuc/"]


def test_the_list_of_pages_asks_as_often_however_much_there_is(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    place = section()
    for number in range(4):
        published(place, f"bai-{number}")
        paper(f"AAAAAAAAA{number}", "Về hội xuân")
    services.catch_up(today=NOON.date(), by=keeper())
    client.get(reverse("portal:sitemap"))

    with django_assert_max_num_queries(14):
        client.get(reverse("portal:sitemap"))


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
