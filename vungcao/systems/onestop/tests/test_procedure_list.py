"""A list of procedures from a file: every wrong cell at once, entered whole or not at all."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import ProcedureVersion
from vungcao.systems.onestop.queries import procedures
from vungcao.systems.onestop.queries.procedure_list import Preview
from vungcao.systems.onestop.rules import lists
from vungcao.systems.onestop.rules.lists import Cell
from vungcao.systems.onestop.services import entering
from vungcao.systems.onestop.tests.factories import NOW, TODAY, commune, officer
from vungcao.systems.onestop.views import procedure_words as words

IMPORT = reverse("onestop:import")
HEADS = ["STT", "Mã TTHC", "Tên thủ tục", "Lĩnh vực", "Mức độ", "Thời hạn", "Phí", "Đường dẫn"]
GOOD: list[list[Cell]] = [
    ["DANH MỤC THỦ TỤC", None],
    [*HEADS],
    [1.0, "1.000001", "Thủ tục A", "Mẫu", "Toàn trình", "2,5 ngày làm việc", "30.000 đ", ""],
    [2.0, "1.000002", "Thủ tục B", "Mẫu", "", 10.0, "Không", "https://mau.vn/b"],
    [None] * 8,
    [3.0, "1.000003", "Thủ tục C", "Mẫu", "một phần", None, None, None],
]


def test_heads_are_found_below_a_title_and_cells_are_read_as_offices_write_them() -> None:
    read = lists.read(GOOD)

    assert read.faults == []
    assert [(one.code, one.level, one.term_halves, one.fee) for one in read.lines] == [
        ("1.000001", "full", 5, 30_000),
        ("1.000002", "none", 20, 0),
        ("1.000003", "part", None, None),
    ]


def test_every_wrong_cell_is_named_at_once() -> None:
    rows: list[list[Cell]] = [
        [*HEADS],
        [1.0, 1.012, "", "Mẫu", "mức 4", "lâu", "nhiều", "mau.vn"],
        [2.0, "x", "Thủ tục B", "M" * 121, "", "", "", ""],
        [3.0, "1.000003", "Thủ tục C", "Mẫu", "", "", "", ""],
        [4.0, "1.000003", "Thủ tục D", "Mẫu", "", "", "", ""],
    ]

    read = lists.read(rows)

    assert read.faults[3].written == "lâu"
    assert read.faults[7].written == "M" * 60 + "…"
    assert "ở các dòng 4, 5" in read.faults[-1].text
    assert [one.cell for one in read.faults] == [
        *("B2", "C2", "E2", "F2", "G2", "H2"),
        *("B3", "D3"),
        *("B4", "B5"),
    ]


def test_a_file_without_the_needed_columns_is_refused_by_their_names() -> None:
    (fault,) = lists.read([["Mã", "Tên"], ["1.1", "A"]]).faults

    assert "“Lĩnh vực”" in fault.text
    assert lists.read([[*HEADS]]).faults != []


def test_a_procedure_that_is_not_done_online_says_where_to_go() -> None:
    said = [words.level(ProcedureVersion(online_level=level)) for level in ("full", "none")]

    assert said == ["toàn trình", "còn lại, nộp tại nơi tiếp nhận"]


@pytest.fixture
def designer(province: None) -> User:
    return officer("nguoi-soan", Role.DESIGNER, commune())


def entered(rows: list[list[Cell]], by: User) -> Preview:
    return entering.enter(rows=rows, decision_number="9/QĐ-MAU", valid_from=TODAY, now=NOW, by=by)


@pytest.mark.django_db
def test_what_is_entered_stands_in_the_catalogue_without_a_process(designer: User) -> None:
    entered(GOOD, designer)

    found = {one.procedure.code: one for one in procedures.catalogue(TODAY)}
    one = found["1.000002"]
    assert (one.name, one.term_halves, one.term_source) == ("Thủ tục B", 20, "https://mau.vn/b")
    assert one.term_state == one.level_state == "unverified"
    assert str(one.basis) == one.decision_number == "9/QĐ-MAU"
    assert not procedures.may_apply(found["1.000001"], TODAY)


@pytest.mark.django_db
def test_one_wrong_cell_keeps_the_whole_list_out(designer: User) -> None:
    rows: list[list[Cell]] = [*GOOD, [4.0, "1.000004", "", "Mẫu"]]

    with pytest.raises(RuleBroken, match="C7: Ghi tên thủ tục"):
        entered(rows, designer)

    assert not ProcedureVersion.objects.filter(procedure__code__startswith="1.00000").exists()


@pytest.mark.django_db
def test_the_same_list_again_changes_nothing_and_another_name_is_refused(designer: User) -> None:
    entered(GOOD, designer)
    before = ProcedureVersion.objects.count()

    again = entered(GOOD, designer)
    changed: list[list[Cell]] = [*GOOD[:2], [1.0, "1.000001", "Tên khác", "Mẫu", "", "", "", ""]]

    assert (len(again.new), again.unchanged, ProcedureVersion.objects.count()) == (0, 3, before)
    with pytest.raises(RuleBroken, match="khác ở tên thủ tục, mức độ trực tuyến"):
        entered(changed, designer)


def sent(client: Client, text: str, **more: Any) -> Any:
    file = SimpleUploadedFile("danh-muc.csv", text.encode())
    said = {"decision_number": "9/QĐ-MAU", "valid_from": f"{TODAY:%d/%m/%Y}"}
    return client.post(IMPORT, {"file": file, **said, **more})


@pytest.mark.django_db
def test_a_file_is_looked_at_first_and_entered_by_the_second_press(
    client: Client, designer: User
) -> None:
    client.force_login(designer)
    text = "Mã,Tên,Lĩnh vực\n1.000009,Thủ tục I,Mẫu\n"

    looked = sent(client, text)
    kept = looked.context["form"].data["carried"]
    assert "Nhập 1 thủ tục" in looked.content.decode()
    assert not ProcedureVersion.objects.filter(procedure__code="1.000009").exists()

    said = {"decision_number": "9/QĐ-MAU", "valid_from": f"{TODAY:%d/%m/%Y}"}
    client.post(IMPORT, {"carried": kept, "enter": "1", **said})
    assert ProcedureVersion.objects.filter(procedure__code="1.000009").exists()


@pytest.mark.django_db
def test_the_page_names_the_wrong_cells_and_offers_no_press(client: Client, designer: User) -> None:
    client.force_login(designer)

    said = sent(client, "Mã,Tên,Lĩnh vực\nabc,,Mẫu\n").content.decode()

    assert '<th scope="row">A2</th>' in said
    assert '<th scope="row">B2</th>' in said
    assert "abc</span>" in said
    assert 'name="enter"' not in said


@pytest.mark.django_db
def test_who_may_not_publish_enters_no_list(client: Client, province: None) -> None:
    client.force_login(officer("can-bo", Role.COMMUNE_OFFICER, commune()))

    assert client.get(IMPORT).status_code == 403
