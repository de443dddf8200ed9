"""A page of a table: order, columns, pages; and whatever an old link asks for that is not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from vungcao.web.tables.showing import written
from vungcao.web.tests.tables.sample import names, people, shown

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def accounts(db: None) -> None:
    people(25)


def test_a_page_has_its_rows_in_the_usual_order() -> None:
    page = shown()

    assert names(page) == [f"mau-{one:05}" for one in range(10)]
    assert (page.stretch.first, page.last, page.stretch.total) == (1, 10, 25)
    assert [one.number for one in page.stretch.pages] == [1, 2, 3]


def test_the_last_page_is_shorter_and_leads_on_to_none() -> None:
    page = shown("page=3")

    assert (page.stretch.first, page.last, page.stretch.older) == (21, 25, "")
    assert page.stretch.newer == "?page=2"


def test_an_order_can_be_turned_and_goes_back_to_the_first_page() -> None:
    page = shown("sort=mail&page=2&kind=officer")

    assert names(page)[0] == "mau-00014"
    heads = {head.key: head for head in page.heads}
    assert heads["username"].address == "?kind=officer&sort=username"
    assert shown("sort=-username").heads[0].sorted == "descending"
    assert names(shown("sort=-username"))[0] == "mau-00024"


def test_columns_are_chosen_and_the_first_one_stays() -> None:
    page = shown("columns=mail")

    assert [head.key for head in page.heads] == ["username", "mail"]
    assert [choice.key for choice in page.choices if choice.is_on] == ["mail"]


def test_values_are_written_as_an_officer_reads_them() -> None:
    cells = shown().lines[0].cells

    assert [str(cell.text) for cell in cells] == ["mau-00000", "9.000", "05/06/2026"]
    assert str(written(None, cells[0].text)) == "–"  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["page=0", "page=-1", "page=x", "page=99999999", "sort=letters"])
def test_what_an_old_link_asks_for_and_is_not_there_is_passed_over(words: str) -> None:
    assert len(shown(words).lines) in (5, 10)


@given(page=st.integers(1, 40), size=st.integers(0, 25))
def test_no_row_is_shown_twice_and_none_is_lost(page: int, size: int) -> None:
    seen = [name for number in (1, 2, 3) for name in names(shown(f"page={number}&sort=day"))]

    assert sorted(seen) == [f"mau-{one:05}" for one in range(25)]


def test_a_page_costs_two_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        shown("page=2")
