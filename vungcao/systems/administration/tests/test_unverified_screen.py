"""The page of everything that nobody has verified, and how one line leaves it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.offers.upkeep import doubts
from vungcao.systems.administration.queries import attention
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db


def page(client: Client, **asked: str) -> str:
    return client.get(reverse("administration:unverified"), asked).content.decode()


@pytest.fixture
def list_21_to_54(province: None) -> Citation:
    return Citation.objects.get(article="mục 21–54")


def test_finds_what_is_in_doubt_by_kind_and_by_words_without_tones(
    client: Client, province: None
) -> None:
    client.force_login(officer(Role.SPECIALIST))

    assert "Danh mục 12 tiêu chí của xã" in page(client, text="danh muc 12 tieu chi")
    assert "24/11/2026" in page(client, kind="calendar.overrides")
    only_codes = page(client, kind="norms.codes")
    assert "mục 21–54" in only_codes
    assert "24/11/2026" not in only_codes


def test_costs_few_queries(
    client: Client, province: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer(Role.SPECIALIST))

    with django_assert_max_num_queries(36):
        page(client)


def test_a_citation_that_was_read_leaves_the_page(client: Client, list_21_to_54: Citation) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    assert "mục 21–54" in page(client, kind="norms.codes")

    address = reverse("administration:citation-confirm", args=[list_21_to_54.pk])
    client.post(address, {"source": "Bản gốc tại cơ quan thống kê, trang mẫu"})

    list_21_to_54.refresh_from_db()
    assert list_21_to_54.state == State.SEEN
    text = page(client, kind="norms.codes")
    assert "mục 21–54" not in text[text.index("<h1>") :]


def test_where_it_was_read_must_be_said(client: Client, list_21_to_54: Citation) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))

    address = reverse("administration:citation-confirm", args=[list_21_to_54.pk])
    text = client.post(address, {"source": "  "}).content.decode()

    assert "Ghi nơi đã đọc văn bản" in text
    list_21_to_54.refresh_from_db()
    assert list_21_to_54.state == State.UNVERIFIED


def test_only_the_administrator_confirms(client: Client, list_21_to_54: Citation) -> None:
    client.force_login(officer(Role.AUDITOR))
    address = reverse("administration:citation", args=[list_21_to_54.pk])

    assert "Ghi là đã đọc" not in client.get(address).content.decode()
    confirm = reverse("administration:citation-confirm", args=[list_21_to_54.pk])
    assert client.post(confirm, {"source": "x"}).status_code == 403


def test_says_how_much_rests_on_a_citation(client: Client, list_21_to_54: Citation) -> None:
    client.force_login(officer(Role.AUDITOR))
    address = reverse("administration:citation", args=[list_21_to_54.pk])

    assert "34 dòng dựa vào văn bản này" in client.get(address).content.decode()


def test_the_page_is_closed_to_citizens(client: Client) -> None:
    client.force_login(officer(Role.CITIZEN))

    assert client.get(reverse("administration:unverified")).status_code == 403


def test_the_tile_counts_the_lines_of_the_page_in_few_statements(
    province: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    lines = sum(len(list(kind.rows())) for _name, kind in doubts.items())

    with django_assert_max_num_queries(2):
        counted = attention.unverified(("/1/",), date(2026, 11, 24))

    assert counted == lines > 100
