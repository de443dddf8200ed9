"""Old addresses of pages stay: they lead to where the page is now."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.systems.portal.models import Article, Section
from vungcao.systems.portal.tests.factories import holder, published, section

pytestmark = pytest.mark.django_db
OLD, NEW = "/tin-tuc/duong-vao-thon/", "/tin-tuc/duong-moi/"


@pytest.fixture
def rename(django_capture_on_commit_callbacks: Any) -> Callable[[Article], None]:
    """Wagtail writes the old address when the new one is committed."""

    def renamed(article: Article) -> None:
        article.slug = "duong-moi"
        with django_capture_on_commit_callbacks(execute=True):
            article.save_revision().publish()

    return renamed


def test_a_page_with_a_new_name_is_found_under_the_old_one(
    client: Client, rename: Callable[[Article], None]
) -> None:
    article = published(section())
    rename(article)

    answer = client.get(OLD)

    assert (answer.status_code, answer.headers["Location"]) == (301, NEW)
    assert client.get(f"{OLD}?x=1").status_code == 301


def test_all_pages_of_a_section_that_moves_are_found(client: Client) -> None:
    article = published(section())
    place = Section.objects.get(slug="tin-tuc")
    place.move(section("bai-xua", "Bài xưa"), pos="last-child")

    assert client.get(OLD).headers["Location"] == Page.objects.get(pk=article.pk).url
    assert client.get("/tin-tuc/").headers["Location"] == "/bai-xua/tin-tuc/"


def test_a_page_that_takes_the_old_address_is_shown_there(
    client: Client, rename: Callable[[Article], None]
) -> None:
    article = published(section())
    rename(article)
    published(Section.objects.get(slug="tin-tuc"))

    assert client.get(OLD).status_code == 200


def test_an_old_address_of_what_is_not_published_any_more_says_so(
    client: Client, rename: Callable[[Article], None]
) -> None:
    article = published(section())
    rename(article)
    assert client.get(OLD).status_code == 301

    Article.objects.get(pk=article.pk).unpublish()

    assert (client.get(OLD).status_code, client.get(NEW).status_code) == (410, 410)


def test_a_passing_change_of_address_is_said_to_be_one(client: Client) -> None:
    section()
    Redirect.add_redirect("/bai-cu/", redirect_to="/tin-tuc/", is_permanent=False)

    assert client.get("/bai-cu/").status_code == 302
    assert client.get("/khong-co/").status_code == 404


def test_an_editor_writes_an_old_address_and_it_stands_in_the_trail() -> None:
    place = section()
    editor, _user = holder(Role.EDITOR)
    said: dict[str, Any] = {
        "old_path": "/trang-cu/",
        "site": Site.objects.get().pk,
        "is_permanent": "on",
        "redirect_page": place.pk,
        "redirect_page_route_path": "",
        "redirect_link": "",
    }

    assert editor.post("/bien-tap/redirects/add/", said).status_code == 302

    assert Client().get("/trang-cu/").headers["Location"] == "/tin-tuc/"
    assert any("wagtailredirects.redirect" in e.body for e in Entry.objects.order_by("pk"))


@pytest.mark.parametrize("address", ["", "add/", "import/"])
def test_nobody_else_writes_them_and_none_come_from_a_file(address: str) -> None:
    officer, _user = holder(Role.COMMUNE_OFFICER)
    editor, _other = holder(Role.EDITOR)

    assert officer.get(f"/bien-tap/redirects/{address}").status_code == 403
    assert editor.get(f"/bien-tap/redirects/{address}").status_code == (
        404 if address == "import/" else 200
    )


def test_looking_for_an_old_address_asks_twice(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    published(section())
    client.get("/khong-co/")

    with django_assert_max_num_queries(17):
        client.get("/khong-co/")
