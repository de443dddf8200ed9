"""A list without end: it goes on after a key, counts nothing, and says what was added."""

import re
from dataclasses import replace

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.web.tables.asking import MOST_ROWS
from vungcao.web.tables.showing import Shown, show
from vungcao.web.tests.tables.sample import ENDLESS, names, people

pytestmark = [pytest.mark.django_db, pytest.mark.urls("vungcao.web.tests.tables.sample")]
LIST = "/danh-sach/khong-dut/"


def shown(words: str = "", page: int = 10) -> Shown:
    rows = User.objects.filter(username__startswith="mau-")
    return show(replace(ENDLESS, page=page), rows, QueryDict(words))


def follow(words: str = "") -> list[str]:
    """Every name, by the links that a reader without scripts follows."""
    page = shown(words)
    found = names(page)
    while page.stretch.older:
        page = shown(page.stretch.older.removeprefix("?"))
        found += names(page)
    return found


@pytest.mark.parametrize(("words", "is_down"), [("", True), ("sort=when", False)])
def test_the_links_lead_through_every_row_once(words: str, is_down: bool) -> None:
    people(25)

    assert follow(words) == sorted((f"mau-{one:05}" for one in range(25)), reverse=is_down)


def test_a_row_that_is_written_meanwhile_moves_nothing() -> None:
    people(15)
    older = shown().stretch.older
    User.objects.create(username="mau-new")

    assert names(shown(older.removeprefix("?"))) == [f"mau-{one:05}" for one in range(4, -1, -1)]


def test_no_number_is_asked_of_the_database(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    people(15)

    with django_assert_num_queries(1) as asked:
        assert shown().stretch.total is None

    assert "COUNT(" not in asked.captured_queries[0]["sql"].upper()


def test_what_was_added_is_shown_again_when_the_reader_comes_back() -> None:
    people(25)
    stays = shown().stretch.stays

    assert stays == "?rows=20"
    assert names(shown(stays.removeprefix("?"))) == names(shown()) + [
        f"mau-{one:05}" for one in range(14, 4, -1)
    ]


def test_a_page_that_would_grow_too_long_ends_and_another_one_begins() -> None:
    people(MOST_ROWS + 20)
    page = shown(f"rows={MOST_ROWS}")

    assert len(page.lines) == MOST_ROWS
    assert page.stretch.older.endswith(f"past={MOST_ROWS}")
    assert page.stretch.stays == ""


@pytest.mark.parametrize("words", ["after=x", "past=-1", "rows=x", "rows=0", "after=" + "9" * 30])
def test_what_an_old_link_asks_for_and_is_not_there_is_passed_over(words: str) -> None:
    people(15)

    assert len(shown(words).lines) == 10


def test_narrowing_and_another_order_begin_at_the_first_row() -> None:
    people(25)
    page = shown("after=7&past=10&rows=20&kind=officer")

    (head,) = [head for head in page.heads if head.key == "when"]
    assert head.address == "?kind=officer&sort=when"
    assert dict(page.others) == {"kind": "officer"}
    assert page.stretch.newer == "?kind=officer"


def test_a_part_says_how_many_rows_were_added_and_a_page_which_it_shows(client: Client) -> None:
    people(25)
    client.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER).user)
    first = client.get(LIST).content.decode()
    older = re.search(r'hx-get="([^"]+)"[^>]*hx-target="#table-rows"', first)
    assert older is not None
    there = LIST + older[1].replace("&amp;", "&")

    part = client.get(there, headers={"HX-Target": "table-rows"}).content.decode()
    page = client.get(there).content.decode()

    assert "Dòng 1 đến 10" in first
    assert part.lstrip().startswith('<div id="table"')
    assert "Đã thêm 10 dòng, đến dòng 20" in part
    assert "Dòng 11 đến 20" in page
    assert "Về đầu" in page


def test_the_end_is_said_and_can_take_the_focus(client: Client) -> None:
    people(3)
    client.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER).user)

    page = client.get(LIST).content.decode()

    assert '<span id="rows-older" tabindex="-1">Hết danh sách</span>' in page
