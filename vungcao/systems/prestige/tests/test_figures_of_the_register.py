"""The register of the demo: by district of its day it equals what was published; 522 in all."""

import html
import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Kind
from vungcao.systems.prestige.models import PublishedCount
from vungcao.systems.prestige.queries import shifts
from vungcao.systems.prestige.queries.statistics import Asked, Figures
from vungcao.systems.prestige.rules.statistics import AGE, ETHNIC, SEX
from vungcao.systems.prestige.services.counting import tabulate

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("register")]

THEN, NOW = date(2024, 12, 31), date(2026, 11, 23)
PUBLISHED = {
    "Huyện Sơn Động": 116,
    "Huyện Lục Ngạn": 214,
    "Huyện Lục Nam": 69,
    "Huyện Yên Thế": 98,
    "Huyện Lạng Giang": 20,
    "Huyện Tân Yên": 5,
}


def figures(username: str, level: Kind, map_day: date = THEN, own: bool = True) -> Figures:
    by = User.objects.get(username=username)
    with scoped(("/1/",)):
        asked = Asked(THEN, map_day, level)
        return tabulate(asked=asked, own=("/1/",) if own else (), reach=("/1/",), by=by)


def test_by_district_of_its_day_the_register_equals_the_published_figures() -> None:
    found = figures("lanhdao-so", Kind.DISTRICT)

    assert {row.name: row.persons for row in found.rows} == PUBLISHED
    assert found.total is not None
    assert found.total.persons == 522
    assert {one.name: one.more for one in found.compared} == dict.fromkeys(
        ["Tỉnh Bắc Giang", *PUBLISHED], 0
    )


def test_on_todays_communes_it_adds_up_to_522_and_says_where_they_came_from() -> None:
    found = figures("lanhdao-so", Kind.COMMUNE, NOW)

    assert sum(row.persons or 0 for row in found.rows) == 522
    for group in (SEX, AGE, ETHNIC):
        for row in found.rows:
            heads = [head for head in found.columns if head.column[0] == group]
            assert sum(row.of(head.column) or 0 for head in heads) == row.persons
    moved = shifts.between(found.where, THEN, NOW)
    assert sum(n for move in moved.moves for _name, n in move.out_of) <= 522
    assert {reform.effective_on for reform in moved.reforms} == {date(2025, 7, 1)}
    chu = next(move for move in moved.moves if move.name == "Phường Chũ")
    assert [name for name, _persons in chu.out_of] == [
        "Phường Chũ",
        "Phường Hồng Giang",
        "Phường Thanh Hải",
        "Phường Trù Hựu",
    ]
    assert sum(persons for _name, persons in chu.out_of) == next(
        row.persons for row in found.rows if row.name == "Phường Chũ"
    )


def test_a_commune_of_todays_map_leads_to_the_persons_who_were_counted_in_it(
    client: Client,
) -> None:
    client.force_login(User.objects.get(username="lanhdao-so"))
    words = {"day": "31/12/2024", "map_day": f"{NOW:%d/%m/%Y}"}

    text = client.get(reverse("prestige:statistics"), words).content.decode()
    there = re.search(r'href="([^"]+)"[^>]*>\s*Xã Vân Sơn\s*</a>', text)

    assert there is not None
    led = client.get(html.unescape(there[1])).content.decode()
    assert "Chưa lọc được" not in led
    assert "1 đến 15 trên 15" in led
    elsewhere = client.get(reverse("prestige:statistics"), {**words, "map_day": "02/07/2025"})
    assert reverse("prestige:register") + "?day" not in elsewhere.content.decode()


def test_who_does_not_keep_the_register_sees_districts_and_no_small_number() -> None:
    found = figures("ubnd", Kind.DISTRICT, own=False)

    assert {row.name: row.persons for row in found.rows} == PUBLISHED
    numbers = [row.of(head.column) for row in found.rows for head in found.columns]
    assert None in numbers
    assert [n for n in numbers if n is not None and 0 < n < 5] == []
    assert found.left_out == ()


def test_the_page_of_a_leader_holds_table_map_reforms_and_charts(client: Client) -> None:
    client.force_login(User.objects.get(username="lanhdao-so"))
    words = {"day": "31/12/2024", "map_day": "23/11/2026"}
    address = reverse("prestige:statistics")

    with CaptureQueriesContext(connection) as asked:
        text = client.get(address, words).content.decode()

    assert len(asked) <= 97
    for said in ("gộp từ 4 đơn vị", "Có hiệu lực từ 01/07/2025", "Lược đồ", "Huyện Tân Yên", "522"):
        assert said in text
    sheet = client.get(address, words | {"format": "xlsx"})
    rows = list(load_workbook(BytesIO(sheet.getvalue())).active.values)
    assert rows[-1][:3] == ("Cộng", None, 522)
    assert (
        client.get(address, words | {"format": "csv", "chart": "prestige_map"}).status_code == 200
    )


def test_the_annex_leaves_as_workbook_word_and_pdf_and_the_trail_has_no_name(
    client: Client,
) -> None:
    client.force_login(User.objects.get(username="canbo-xa"))
    address = reverse("prestige:annex")

    files = {
        form: client.get(address, {"day": "31/12/2024", "format": form})
        for form in ("xlsx", "docx", "pdf")
    }

    rows = list(load_workbook(BytesIO(files["xlsx"].getvalue())).active.values)
    assert rows[0][:5] == ("TT", "Họ và tên", "Năm sinh (nam)", "Năm sinh (nữ)", "Dân tộc")
    assert "Mẫu" in rows[1][1]
    table = Document(BytesIO(files["docx"].content)).tables[0]
    assert (len(table.rows), len(table.columns)) == (len(rows), 11)
    assert files["pdf"].content.startswith(b"%PDF")
    taken = Entry.objects.filter(action="prestige.annex_taken").order_by("pk")
    assert len(taken) == 3
    for entry in taken:
        assert f'"persons":{len(rows) - 1}' in entry.body.replace(" ", "")
        assert rows[1][1] not in entry.body


def test_anybody_reads_what_was_published_and_nobody_is_named(client: Client) -> None:
    address = reverse("prestige:published")

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address, {"ngay": "2024-12-31"})

    text = answer.content.decode()
    frame = ("SAVEPOINT", "RELEASE", "select set_config")
    assert sum(not one["sql"].startswith(frame) for one in asked.captured_queries) <= 7
    for name, persons in PUBLISHED.items():
        assert name in text, persons
    assert '<p class="v">522' in text
    assert " Mẫu " not in text
    assert PublishedCount.objects.filter(persons__lt=5).count() == 0
    assert client.get(address, {"ngay": "2024-12-30"}).status_code == 404
