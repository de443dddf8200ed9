"""The editor finds pages and pictures by words without accents."""

from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Page

from vungcao.kernel.access.roles import Role
from vungcao.kernel.search.rules.words import plain
from vungcao.systems.portal.models import searching
from vungcao.systems.portal.tests.factories import draft, holder, section

pytestmark = pytest.mark.django_db
SEARCH = "/bien-tap/pages/search/"


def titles(client: Client, typed: str) -> bool:
    return "Thôn mẫu 1 sửa đường" in client.get(SEARCH, {"q": typed}).content.decode()


@pytest.mark.parametrize("typed", ["mẫu", "mau", "MAU sua duong", "sửa đường", "duong", "thon mẫu"])
def test_a_title_is_found_with_and_without_accents(typed: str) -> None:
    draft(section())
    client, _editor = holder(Role.EDITOR)

    assert titles(client, typed)


@pytest.mark.parametrize("typed", ["màu", "khong co"])
def test_other_accents_and_other_words_find_nothing(typed: str) -> None:
    draft(section())
    client, _editor = holder(Role.EDITOR)

    assert not titles(client, typed)


def test_pictures_and_all_kinds_of_pages_are_asked_alike() -> None:
    for model in (Page, get_image_model(), *Page.__subclasses__()):
        assert "Plain" in [type(field).__name__ for field in model.get_search_fields()]


def test_what_was_indexed_before_is_found_too(monkeypatch: pytest.MonkeyPatch) -> None:
    fold = import_module("vungcao.systems.portal.migrations.0014_titles_without_accents")
    with monkeypatch.context() as before:
        before.setattr(searching.Plain, "get_value", lambda _field, _page: "")
        draft(section())
    client, _editor = holder(Role.EDITOR)
    assert not titles(client, "sua duong")

    with connection.cursor() as cursor:
        cursor.execute(fold.FOLD)

    assert titles(client, "sua duong")
    assert [plain(letter) for letter in fold.ACCENTED] == list(fold.PLAIN)
