"""The lists of bodies, units, norms, reforms and days: ordered, narrowed, taken away, closed."""

import csv
import io
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import urlencode
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import by_code
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views import (
    norm_tables,
    organisation_table,
    override_table,
    reform_table,
    unit_tables,
)
from vungcao.web.tables import Column

pytestmark = pytest.mark.slow
# Which list, with what words, which columns it has, and what one of its rows begins with.
LISTS: dict[str, tuple[str, tuple[Column, ...], str]] = {  # type: ignore[type-arg]
    "organisations": ("unit=Xã Vân Sơn", organisation_table.COLUMNS, "Uỷ ban nhân dân xã Vân Sơn"),
    "units": ("kind=commune", unit_tables.HITS, "Xã Vân Sơn"),
    "norms": ("text=thieu hut", norm_tables.PARAMETERS.columns, "Số chỉ số thiếu hụt"),
    "unverified": ("kind=norms.codes", norm_tables.DOUBTS.columns, ""),
    "ethnic-groups": ("q=cao lan", norm_tables.GROUPS.columns, "Sán Chay"),
    "reforms": ("since=01/07/2025", reform_table.COLUMNS, ""),
    "calendar": ("year=2026", override_table.COLUMNS, "2026-"),
}
TODAY = date(2026, 11, 23)
MOST_QUERIES = 33


@pytest.fixture
def keeper(client: Client, province: None) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def address(name: str, **more: str) -> str:
    words = LISTS[name][0]
    return f"{reverse(f'administration:{name}')}?{words}&{urlencode(more)}"


def rows(client: Client, place: str) -> list[list[str]]:
    """The rows of the file that leaves, heads first."""
    joined = "&" if "?" in place else "?"
    answer = client.get(f"{place}{joined}format=csv")
    pieces: Iterator[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))


@pytest.mark.parametrize("name", LISTS)
def test_a_list_leaves_as_a_file_with_its_rows_and_is_in_the_trail(
    keeper: Client, name: str
) -> None:
    head, *found = rows(keeper, address(name))

    assert head == [str(column.label) for column in LISTS[name][1] if column.usual]
    assert any(row[0].startswith(LISTS[name][2]) for row in found)
    assert Entry.objects.filter(action="tables.exported").exists()


@pytest.mark.parametrize("name", LISTS)
def test_every_order_holds_all_rows_and_is_the_same_each_time(keeper: Client, name: str) -> None:
    every = sorted(rows(keeper, address(name))[1:])

    for column in LISTS[name][1]:
        if column.order:
            up = rows(keeper, address(name, sort=column.key))[1:]
            assert up == rows(keeper, address(name, sort=column.key))[1:]
            assert sorted(up) == every
            assert sorted(rows(keeper, address(name, sort=f"-{column.key}"))[1:]) == every


def test_no_list_asks_more_for_many_rows(
    keeper: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for name in LISTS:
        with django_assert_max_num_queries(MOST_QUERIES):
            keeper.get(reverse(f"administration:{name}"))


def test_a_list_is_closed_to_citizens_as_a_page_and_as_a_file(
    client: Client, province: None
) -> None:
    client.force_login(officer(Role.CITIZEN))

    for name in LISTS:
        assert client.get(address(name)).status_code == 403
        assert client.get(address(name, format="csv")).status_code == 403


@pytest.mark.parametrize(
    ("name", "words", "sentence"),
    [
        ("organisations", "day=31/02/2026&q=dan toc", "Tháng 2/2026 chỉ có 28 ngày."),
        ("organisations", "unit=Xã Không Có", "Không thấy “Xã Không Có”"),
        ("units", "day=31/11/2026&q=van son", "Tháng 11/2026 chỉ có 30 ngày."),
        ("reforms", "since=00/01/2026", "Không có ngày 0"),
        ("reforms", "since=02/01/2026&until=01/01/2026", "đứng trước ngày bắt đầu"),
        ("calendar", "year=20266", "Nhập năm từ 2000 đến 2100."),
    ],
)
def test_a_wrong_filter_is_answered_beside_its_field_and_nothing_typed_is_lost(
    keeper: Client, name: str, words: str, sentence: str
) -> None:
    page = keeper.get(f"{reverse(f'administration:{name}')}?{words}").content.decode()

    assert page.count(sentence) == 2  # in the summary and beside the field
    for word in words.split("&"):
        assert f'value="{word.partition("=")[2]}"' in page


def test_a_wrong_filter_that_htmx_sends_is_answered_by_the_whole_page(keeper: Client) -> None:
    place = f"{reverse('administration:reforms')}?since=31/02/2026"

    answer = keeper.get(place, headers={"HX-Target": "table"})

    assert answer.headers["HX-Redirect"].startswith(reverse("administration:reforms"))
    assert "hx-get" not in keeper.get(place).content.decode().partition("</form>")[0]


def test_the_units_below_one_leave_as_a_file_of_the_same_day(keeper: Client) -> None:
    commune = by_code("gso", Kind.PROVINCE, "24", TODAY)
    assert commune is not None
    place = reverse("administration:unit", args=[commune.pk])

    names = [row[0] for row in rows(keeper, f"{place}?day=01/07/2025")[1:]]

    assert "Xã Vân Sơn" in names
    assert len(names) == 99
    assert rows(keeper, f"{place}?day=30/06/2025")[1:] == []


def test_a_list_as_of_a_day_says_so_also_where_only_the_table_is_asked_for(keeper: Client) -> None:
    place = f"{reverse('administration:organisations')}?day=30/06/2025"

    assert (
        "Như ngày 30/06/2025." in keeper.get(place, headers={"HX-Target": "table"}).content.decode()
    )


def test_a_view_of_a_list_is_kept_without_the_day_and_the_words(keeper: Client) -> None:
    place = reverse("administration:organisations")

    keeper.post(f"{place}?sort=-kind&kind=office&q=mau&day=30/06/2025", {"label": "Phòng ban"})

    assert "?sort=-kind&amp;kind=office" in keeper.get(place).content.decode()


def test_a_name_of_norms_reforms_and_groups_is_found_without_tones(keeper: Client) -> None:
    for name, words in (("norms", "text=thieu hut"), ("reforms", "text=hop nhat bac giang")):
        every = rows(keeper, reverse(f"administration:{name}"))
        found = rows(keeper, f"{reverse(f'administration:{name}')}?{words}")
        assert 1 < len(found) <= len(every)


def test_a_printed_list_has_the_head_of_its_place(keeper: Client) -> None:
    for name in LISTS:
        assert "print-head" in keeper.get(address(name)).content.decode()
