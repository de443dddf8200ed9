"""Which articles an issue is made of: those of its own language first, however few there are."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.offers.articles import articles
from vungcao.systems.newsletter.models import Issue
from vungcao.systems.newsletter.queries import shelf as reads
from vungcao.systems.newsletter.queries.door import visitor
from vungcao.systems.newsletter.services import composing
from vungcao.systems.newsletter.services.composing import Words
from vungcao.systems.newsletter.tests.shelf import NOW, TODAY, Shelf, officer

pytestmark = pytest.mark.django_db
LATE, EARLY = 150, 400  # days ago; what is looked at by all are the last 120


def issue(language: str) -> Issue:
    words = Words("Mẫu", "", "", language)
    return composing.make(words=words, today=TODAY, now=NOW, by=visitor())


def keys(language: str, held: tuple[str, ...] = ()) -> list[str]:
    found = reads.offered(TODAY, language, held)
    return [one.key.removeprefix("mau.page:") for one in found]


def test_an_article_in_english_is_offered_behind_whatever_number_of_others(shelf: Shelf) -> None:
    shelf.put(*range(1, reads.SHOWN + 10))
    shelf.put(100, language="en")

    assert keys("en")[0] == "100"
    assert len(keys("en")) == reads.SHOWN + 1
    assert keys("vi")[: reads.SHOWN] == [str(number) for number in range(1, reads.SHOWN + 1)]


def test_where_nothing_was_written_lately_in_a_language_older_ones_are_offered(
    shelf: Shelf,
) -> None:
    shelf.held.clear()
    shelf.put(1, 2, LATE + 1)
    shelf.put(LATE, EARLY, language="en")

    assert keys("en") == [str(LATE), str(EARLY), "1", "2"]
    assert keys("vi") == ["1", "2"]


def test_what_an_issue_holds_is_not_offered_and_older_ones_take_its_place(shelf: Shelf) -> None:
    shelf.held.clear()
    shelf.put(1)
    shelf.put(3, LATE, language="en")

    assert keys("en") == ["3", "1"]
    assert keys("en", ("mau.page:3", "mau.page:1")) == [str(LATE)]


def test_a_shelf_that_knows_no_languages_is_asked_for_all(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.held.clear()
    shelf.put(1)
    shelf.put(2, language="en")
    plain = replace(shelf.offer, newest_in=None)
    monkeypatch.setattr(articles, "_offers", {"newsletter.sample": plain})

    assert keys("en") == ["2", "1"]


@pytest.fixture
def editor(client: Client, shelf: Shelf) -> Client:
    client.force_login(officer(Role.EDITOR))
    return client


def test_an_issue_in_english_offers_english_first_and_says_when_there_is_none(
    editor: Client, shelf: Shelf
) -> None:
    address = reverse("newsletter:pick", args=[issue("en").pk])
    assert "Chưa có bài nào khác bằng ngôn ngữ của số này" in editor.get(address).content.decode()

    shelf.put(LATE, language="en")

    page = editor.get(address).content.decode()
    assert "Chưa có bài nào khác" not in page
    assert re.findall(r'name="keys" value="mau.page:(\d+)"', page)[0] == str(LATE)
    sent = editor.post(address, {"keys": [f"mau.page:{LATE}"]}, follow=True)
    assert "Đã thêm 1 bài" in sent.content.decode()


def test_choosing_articles_asks_the_database_little(
    editor: Client, shelf: Shelf, django_assert_max_num_queries: Any
) -> None:
    shelf.put(*range(1, 90))
    address = reverse("newsletter:pick", args=[issue("en").pk])
    editor.get(address)

    with django_assert_max_num_queries(20):
        editor.get(address)


def test_who_composes_nothing_is_offered_nothing(client: Client, shelf: Shelf) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER))

    assert client.get(reverse("newsletter:pick", args=[issue("en").pk])).status_code == 403
