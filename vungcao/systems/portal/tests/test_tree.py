"""The editor's tree: sections as readers find them, articles with the newest change first."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from vungcao.kernel.access.roles import Role
from vungcao.systems.portal.models import Home, Section
from vungcao.systems.portal.services import writing
from vungcao.systems.portal.tests.factories import NOON, holder, keeper, published, section

pytestmark = pytest.mark.django_db
EDITOR = "/bien-tap/"


@pytest.fixture
def editor() -> Client:
    client, _user = holder(Role.EDITOR)
    client.get(EDITOR)
    return client


def titles(client: Client, page: Page, **asked: str) -> list[str]:
    shown = client.get(f"{EDITOR}pages/{page.pk}/", asked).content.decode()
    numbers = re.findall(r'id="page_(\d+)_title"', shown)
    known = dict(Page.objects.values_list("pk", "title"))
    return [known[int(number)] for number in numbers]


def change(page: Page, hours: int) -> None:
    """Saved once more, at another moment."""
    at = NOON + timedelta(hours=hours)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=at)


def test_sections_stand_in_the_order_in_which_readers_find_them(editor: Client) -> None:
    first, second, third = section(), section("mot", "Mục một"), section("hai", "Mục hai")
    for hours, place in ((1, second), (3, first), (2, third)):
        change(place, hours)
    home = Home.objects.get()

    assert titles(editor, home) == ["Tin tức", "Mục một", "Mục hai"]
    Section.objects.get(slug="hai").move(Section.objects.get(slug="tin-tuc"), pos="left")
    assert titles(editor, home) == ["Mục hai", "Tin tức", "Mục một"]


def test_articles_stand_below_the_sections_what_was_changed_last_first(editor: Client) -> None:
    place = section()
    old, new = published(place, "bai-cu"), published(place, "bai-moi")
    Page.objects.filter(pk=old.pk).update(title="Bài cũ")
    Page.objects.filter(pk=new.pk).update(title="Bài mới")
    here = Section.objects.get(pk=place.pk)
    for slug in ("trong-mot", "trong-hai"):
        writing.open_section(above=here, slug=slug, title=slug, lead="", by=keeper())
        here.refresh_from_db()
    change(old, 2)
    change(new, 1)

    assert titles(editor, here) == ["trong-mot", "trong-hai", "Bài cũ", "Bài mới"]


def test_whoever_chooses_an_order_or_looks_for_words_gets_that(editor: Client) -> None:
    section("b", "Bé")
    section("a", "An")
    home = Home.objects.get()

    assert titles(editor, home, ordering="title") == ["An", "Bé", "Tin tức"]
    assert titles(editor, home, q="Bé") == ["Bé"]


def test_the_order_of_readers_asks_no_more_than_another_one(editor: Client) -> None:
    for number in range(5):
        section(f"muc-{number}", f"Mục {number}")
    home = Home.objects.get()
    titles(editor, home)

    counts = []
    for asked in ({}, {"ordering": "title"}):
        with CaptureQueriesContext(connection) as made:
            titles(editor, home, **asked)
        counts.append(len(made))

    assert counts[0] <= counts[1]


def test_who_is_no_editor_sees_no_tree() -> None:
    client, _user = holder(Role.COMMUNE_OFFICER)

    assert client.get(f"{EDITOR}pages/{Home.objects.get().pk}/").status_code == 403
