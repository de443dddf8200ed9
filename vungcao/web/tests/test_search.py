"""The search page: by kind, marked, page by page, within the reach of each kind."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.offers.search import Entry, Source, sources
from vungcao.kernel.search import queries
from vungcao.kernel.tests.factories import GrantFactory, UnitFactory
from vungcao.kernel.units.models import Unit

pytestmark = pytest.mark.django_db


def nothing(keys: frozenset[str] | None, day: date) -> Iterable[Entry]:
    return ()


def offer(roles: frozenset[str] = OFFICE) -> Source:
    return Source("Giấy tờ mẫu", roles, "administration:unit", "x", frozenset(), nothing)  # type: ignore[arg-type]


@pytest.fixture
def here(client: Client, monkeypatch: pytest.MonkeyPatch) -> Unit:
    """Where the officer who is signed in works; a source of one kind is offered."""
    monkeypatch.setattr(sources, "_offers", {"tests": offer()})
    grant = GrantFactory.create(role=Role.COMMUNE_OFFICER)
    client.force_login(grant.user)
    return grant.unit


def shelve(*entries: tuple[str, str]) -> None:
    queries.replace(
        "tests",
        None,
        [Entry(str(at), title, scope=scope) for at, (title, scope) in enumerate(entries, 1)],
    )


def page(client: Client, **asked: str) -> str:
    return client.get(reverse("search"), asked).content.decode()


def test_what_was_asked_for_is_found_marked_and_leads_to_its_page(
    client: Client, here: Unit
) -> None:
    shelve(("Xã Lục Ngạn", ""))

    text = page(client, q="luc ngan")

    assert "<mark>Lục</mark> <mark>Ngạn</mark>" in text
    assert reverse("administration:unit", args=["1"]) in text
    assert "1 kết quả." in text


def test_a_neighbours_entry_is_neither_shown_nor_counted(client: Client, here: Unit) -> None:
    shelve(("Giấy ở đây", here.scope), ("Giấy ở kia", UnitFactory.create().scope))

    text = page(client, q="giay")

    assert "1 kết quả." in text
    assert "kia" not in text


def test_a_kind_is_searched_with_the_reach_of_its_own_roles(
    client: Client, here: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who keeps one place and only reads another finds what keepers find in the one place."""
    grant = GrantFactory.create(user=here.grant_set.get().user, role=Role.ADMINISTRATOR)
    shelve(("Giấy ở đây", here.scope), ("Giấy ở kia", grant.unit.scope))
    monkeypatch.setitem(sources._offers, "tests", offer(frozenset({Role.ADMINISTRATOR})))

    text = page(client, q="giay")

    assert "1 kết quả." in text
    assert "kia" in text


def test_a_kind_for_other_roles_is_not_there(
    client: Client, here: Unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelve(("Giấy ở đây", ""))
    monkeypatch.setitem(sources._offers, "tests", offer(frozenset({Role.AUDITOR})))

    assert "Không thấy gì trong phạm vi của chị/anh" in page(client, q="giay")


def test_many_hits_of_a_kind_are_shown_page_by_page(client: Client, here: Unit) -> None:
    shelve(*((f"Thôn mẫu {number}", "") for number in range(1, 50)))

    assert "Xem cả 49 kết quả" in page(client, q="mau")
    first = page(client, q="mau", source="tests")
    assert "page=2" in first
    assert first.count("<mark>") == 30
    assert page(client, q="mau", source="tests", page="2").count("<mark>") == 19


@pytest.mark.parametrize(
    "asked", [{"q": "x" * 300}, {"q": "mau", "source": "no"}, {"q": "mau", "page": "-9"}, {}]
)
def test_whatever_is_asked_for_there_is_a_page(
    client: Client, here: Unit, asked: dict[str, str]
) -> None:
    assert client.get(reverse("search"), asked).status_code == 200


def test_hits_cost_no_queries_of_their_own(
    client: Client, here: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    shelve(*((f"Thôn mẫu {number}", "") for number in range(1, 50)))
    page(client, q="mau")

    with django_assert_max_num_queries(20):
        page(client, q="mau", source="tests")
