"""The public search: what anybody finds, by which words, and what nobody ever does."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from vungcao.kernel.calendar import clock
from vungcao.kernel.documents.models import PublishedPaper
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.offers.search import PublicText, public_sources
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.search import queries, services
from vungcao.kernel.search.jobs import FOLLOWER
from vungcao.kernel.search.models import PublishedText
from vungcao.kernel.search.rules import Called, Gazetteer
from vungcao.systems.portal.models import Article, Event, Section
from vungcao.systems.portal.services import schedule, writing
from vungcao.systems.portal.services.writing import Happening, Text
from vungcao.systems.portal.tests.factories import NOON, draft, keeper, section
from vungcao.systems.portal.views import search as views

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)
TRANSACTION = 4  # of a request, whatever it asks


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    cache.clear()  # searches are counted in it
    yield
    cache.clear()


def follow() -> None:
    """What the worker does with what was announced."""
    with scoped(("/1/",), door=Door.SYSTEM):
        for row in OutboxMessage.objects.filter(topic="portal.changed").order_by("pk"):
            FOLLOWER.take(Announcement(row.topic, row.subject, row.scope))


def article(place: Section, slug: str, title: str, words: str, lead: str = "Tóm tắt.") -> Article:
    text = Text(slug=slug, title=title, lead=lead, body=[("text", f"<p>{words}</p>")])
    here = Section.objects.get(pk=place.pk)
    return writing.bring(section=here, text=text, at=NOON, by=keeper())


def ask(client: Client, q: str = "", **said: str | int) -> str:
    answer = client.get(reverse("portal:search"), {"q": q, **said})
    assert answer.status_code == 200
    return answer.content.decode()


def titles(client: Client, q: str = "", **said: str | int) -> list[str]:
    found = client.get(reverse("portal:search"), {"q": q, **said}).context["found"]
    return ["".join(text for text, _ in hit.title) for hit in found.hits]


def test_an_article_is_found_by_words_of_its_text_however_they_are_typed(client: Client) -> None:
    article(section(), "hat", "Hội xuân", "Bà con Sán Dìu hát soong hao bên suối.")
    follow()

    for typed in ("sán dìu", "san diu", "SOONG hao", "ben suo"):
        assert titles(client, typed) == ["Hội xuân"], typed
    page = ask(client, "san diu")
    assert "<mark>Sán</mark> <mark>Dìu</mark>" in page
    assert "1 kết quả." in page
    assert 'href="/tin-tuc/hat/"' in page


def test_hits_with_the_accents_that_were_typed_come_first(client: Client) -> None:
    place = section()
    for slug, title in (("a", "Má ơi"), ("b", "Mã số vùng trồng"), ("c", "Mạ non")):
        article(place, slug, title, "Nội dung.")
    follow()

    assert titles(client, "mạ")[0] == "Mạ non"
    assert titles(client, "mã")[0] == "Mã số vùng trồng"
    assert len(titles(client, "ma")) == 3


def test_a_draft_a_closed_an_expired_and_a_gone_page_are_never_found(client: Client) -> None:
    place = section()
    draft(place, "nhap", title="Bản nháp ngan")
    closed = article(place, "kin", "Trang kín ngan", "ngan")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    over = article(place, "het", "Trang hết hạn ngan", "ngan")
    Page.objects.filter(pk=over.pk).update(expire_at=clock.now() - timedelta(seconds=1))
    gone = article(place, "go", "Trang gỡ ngan", "ngan")
    follow()
    gone.unpublish(log_action=False)  # nothing announces it, nothing has been read again

    assert PublishedText.objects.filter(title="Trang gỡ ngan").exists()
    assert titles(client, "ngan") == []
    assert client.get(reverse("portal:hints"), {"q": "trang"}).content.decode().strip() == ""
    assert "Trang" not in "".join(
        client.get(reverse("portal:search"), {"q": "trag"}).context["found"].nearest
    )


def test_what_is_closed_above_is_closed_below(client: Client) -> None:
    place = section()
    article(place, "a", "Bài trong chuyên mục", "ngan")
    follow()
    PageViewRestriction.objects.create(
        page=Section.objects.get(pk=place.pk), restriction_type="login"
    )

    assert titles(client, "chuyen muc") == []


def test_a_document_of_the_office_is_found_only_where_its_subject_is_public(client: Client) -> None:
    face: dict[str, Any] = {
        "kind": "decision",
        "issued_on": TODAY,
        "issuer_name": "Sở mẫu",
        "valid_from": TODAY,
        "standing": "in_force",
        "sha256": "0" * 64,
        "is_sample": True,
    }
    PublishedPaper.objects.create(code="AAAAAAAAAA", number="1/QĐ-MAU", subject="", **face)
    PublishedPaper.objects.create(
        code="BBBBBBBBBB", number="2/QĐ-MAU", subject="Về hội xuân", **face
    )
    services.catch_up(today=TODAY, by=keeper())

    assert titles(client, "qd-mau") == ["Quyết định 2/QĐ-MAU: Về hội xuân"]
    PublishedPaper.objects.update(subject="")
    assert titles(client, "qd-mau") == []


def test_a_page_is_found_when_it_is_published_and_no_more_when_it_is_taken_down(
    client: Client,
) -> None:
    one = draft(section(), "bai", title="Bài hẹn giờ")
    follow()
    assert titles(client, "hen gio") == []

    one.go_live_at = NOON
    one.save_revision(user=keeper()).publish(user=keeper(), skip_permission_checks=True)
    one.refresh_from_db()
    schedule.publish_due(now=clock.now(), by=keeper())
    follow()
    assert titles(client, "hen gio") == ["Bài hẹn giờ"]

    Page.objects.filter(pk=one.pk).update(expire_at=clock.now() - timedelta(minutes=1))
    schedule.publish_due(now=clock.now(), by=keeper())
    follow()
    assert titles(client, "hen gio") == []
    assert not PublishedText.objects.filter(source="portal.pages", title="Bài hẹn giờ").exists()


def test_what_nobody_announced_is_found_out_by_the_clock(client: Client) -> None:
    one = article(section(), "bai", "Bài cũ", "Nội dung")

    assert services.catch_up(today=TODAY, by=keeper()) > 0
    assert titles(client, "bai cu") == ["Bài cũ"]
    one.delete()
    assert services.catch_up(today=TODAY, by=keeper()) == 1
    assert services.catch_up(today=TODAY, by=keeper()) == 0


def test_a_section_that_moves_takes_what_is_below_with_it(client: Client) -> None:
    place = section()
    article(place, "bai", "Bài trong mục", "Nội dung")
    follow()
    here = Section.objects.get(pk=place.pk)
    here.slug = "tin-khac"
    here.save()
    source = public_sources.get("portal.pages")

    keys = source.keys_of(str(here.pk))
    queries.publish("portal.pages", keys, source.read(keys, TODAY), Gazetteer((), {}))

    assert len(keys) == 2
    assert 'href="/tin-khac/bai/"' in ask(client, "bai trong muc")


def test_filters_narrow_by_kind_section_language_and_year(client: Client) -> None:
    place, other = section(), section("van-ban", "Văn bản mới")
    article(place, "a", "Vụ vải", "chung")
    article(other, "b", "Vụ lúa", "chung")
    said = Happening("hop", "Vụ hội", "chung", NOON + timedelta(days=400), "Nhà văn hoá")
    writing.announce(section=Section.objects.get(pk=place.pk), said=said, by=keeper())
    follow()

    assert set(titles(client, "chung")) == {"Vụ vải", "Vụ lúa", "Vụ hội"}
    assert titles(client, "chung", loai="portal.event") == ["Vụ hội"]
    assert titles(client, "chung", muc="Văn bản mới") == ["Vụ lúa"]
    assert titles(client, "chung", tu=2027) == ["Vụ hội"]
    assert set(titles(client, "chung", den=2026)) == {"Vụ vải", "Vụ lúa"}
    assert len(titles(client, "chung", tieng="vi")) == 3
    assert titles(client, "", loai="portal.event") == ["Vụ hội"]
    assert titles(client, "chung", xep="moi")[0] == "Vụ hội"
    page = ask(client, "chung", loai="portal.event")
    assert "Tin, bài (2)" in page
    assert "Bỏ các lựa chọn" in page


def test_bad_filters_are_told_beside_their_fields_and_nothing_is_lost(client: Client) -> None:
    page = ask(client, "vải", tu="hai nghìn", den="1", loai="khong-co")

    assert page.count('class="err"') == 2
    assert 'value="vải"' in page
    assert 'value="khong-co" selected' in page
    assert "Năm cuối phải từ năm đầu trở đi." in ask(client, "vải", tu=2026, den=2020)


def test_pages_of_twenty_follow_each_other(client: Client) -> None:
    place = section()
    for number in range(23):
        article(place, f"b-{number}", f"Bài vụ vải số {number}", "Nội dung")
    follow()

    first, second = titles(client, "vu vai"), titles(client, "vu vai", trang=2)

    assert (len(first), len(second)) == (20, 3)
    assert not set(first) & set(second)
    assert "23 kết quả." in ask(client, "vu vai")
    assert titles(client, "vu vai", trang="x") == first
    assert titles(client, "vu vai", trang="99") == []


def test_nothing_found_leads_to_what_was_meant_and_elsewhere(client: Client) -> None:
    article(section(), "hat", "Hội hát soong hao", "Nội dung")
    follow()

    page = ask(client, "song hoa")

    assert "Không thấy gì như vậy" in page
    assert 'href="?q=soong+hao"' in page
    assert "0 kết quả." in page
    assert "Bỏ các lựa chọn thì có 1 kết quả" in ask(client, "soong hao", loai="portal.event")


def test_while_one_types_titles_are_proposed(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    article(section(), "hat", "Hội hát soong hao", "Bên suối")
    follow()

    with django_assert_max_num_queries(TRANSACTION + 2):
        said = client.get(reverse("portal:hints"), {"q": "hoi ha"}).content.decode()

    assert '<option value="Hội hát soong hao">' in said
    assert client.get(reverse("portal:hints"), {"q": "ben suoi"}).content.decode().strip() == ""
    assert client.get(reverse("portal:hints"), {"q": "h"}).content.decode().strip() == ""


def test_a_search_asks_the_database_little(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    place = section()
    for number in range(23):
        article(place, f"b-{number}", f"Bài vụ vải số {number}", "Nội dung")
    follow()
    client.get(reverse("portal:search"), {"q": "vu vai"})

    with django_assert_max_num_queries(TRANSACTION + 3 + 2 + 1):  # how to look; whose pages
        client.get(reverse("portal:search"), {"q": "vu vai", "trang": "2"})
    with django_assert_max_num_queries(TRANSACTION + 1):
        client.get(reverse("portal:search"))


def test_who_asks_too_often_waits(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "SEARCHES", 2)
    monkeypatch.setattr(views, "HINTS", 1)
    answers = [client.get(reverse("portal:search"), {"q": "a"}).status_code for _ in range(3)]
    hints = [client.get(reverse("portal:hints"), {"q": "ab"}).status_code for _ in range(2)]

    assert answers == [200, 200, 429]
    assert hints == [200, 429]
    assert client.get(reverse("portal:search")).status_code == 200


@pytest.mark.parametrize("typed", ["'", "a & | !", ":*", "\\", "<b>", "%", "a" * 300, "đ" * 199])
def test_whatever_is_typed_is_answered(client: Client, typed: str) -> None:
    assert client.get(reverse("portal:search"), {"q": typed}).status_code == 200
    assert client.get(reverse("portal:hints"), {"q": typed}).status_code == 200


def test_a_new_kind_of_page_is_found_by_what_it_shows_alone() -> None:
    source = public_sources.get("portal.pages")

    assert {"portal.article", "portal.event", "portal.section"} <= source.kinds().keys()
    assert "portal.home" not in source.kinds()
    assert Event._meta.verbose_name is not None


def test_each_public_screen_is_found(client: Client) -> None:
    services.catch_up(today=TODAY, by=keeper())

    assert "Xác minh văn bản" in titles(client, "xac minh van ban")


def test_texts_that_stand_for_other_places_get_other_names_when_places_change() -> None:
    one = PublicText("1", "Huyện Lục Ngạn vào vụ", "portal.article")
    queries.publish("tests", None, [one], Gazetteer((), {}))
    places = Gazetteer([Called(1, "Huyện", "Lục Ngạn")], {1: frozenset({"Phường Chũ"})})

    changed, last = queries.moved(places, 0)

    assert [row.names for row in changed] == ["Phường Chũ"]
    assert queries.moved(places, last) == ([], 0)


def test_what_narrows_is_named_and_refused_by_us_and_not_by_the_browser(client: Client) -> None:
    article(section(), "vu-lua", "Vụ lúa", "Gieo mạ.")
    follow()

    shown = ask(client, "gieo", tu="1900", den="1800")

    assert "novalidate" in shown
    assert shown.count("Nhập số từ 1945 trở lên.") == 4  # in the list above and beside the field
    assert "Tiếng Việt (1)" in ask(client, "gieo")
