"""The screens of importing: columns chosen and remembered, faults at their cells, then entered."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import FormDraft, User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.files import workbooks
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import ImportLayout, Recognition
from vungcao.systems.prestige.rules import heads
from vungcao.systems.prestige.tests import lists
from vungcao.systems.prestige.tests.factories import commune, cycle, law, officer
from vungcao.systems.prestige.tests.lists import HEADS, book, row
from vungcao.systems.prestige.views import imports

pytestmark = pytest.mark.django_db
SCREEN = "prestige:import"


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are read in this process, which is quicker; the other one has tests of its own."""

    def read(content: bytes, name: str, sheet: str = "") -> workbooks.Workbook:
        return workbooks.received(workbooks.take(content, sheet))

    monkeypatch.setattr(workbooks, "read", read)


@pytest.fixture
def place(db: None) -> Unit:
    law()
    cycle()
    lists.groups()
    made = commune()
    with scoped(("/1/",)):
        lists.villages(made, 3, officer(Role.SPECIALIST, made))
    return made


@pytest.fixture
def desk(client: Client, place: Unit) -> Client:
    client.force_login(User.objects.get(username=Role.SPECIALIST.value))
    return client


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("ten-rieng.xlsx", content)


def send(client: Client, before: str = "", **said: object) -> str:
    """A form with what the page before has carried along."""
    answer = client.post(reverse(SCREEN), {**held(before), **said}, follow=True)
    return answer.content.decode()


def held(page: str) -> dict[str, str]:
    """The hidden fields and chosen columns of a page."""
    hidden = re.findall(r'<input type="hidden"\s+name="([\w-]+)"\s+value="([^"]*)"', page)
    found = {name: unescape(value) for name, value in hidden if name != "csrfmiddlewaretoken"}
    for name, options in re.findall(r'<select\s+name="([\w-]+)"(.*?)</select>', page, re.S):
        chosen = re.search(r'value="(\w+)"\s+selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def test_the_columns_are_shown_before_anything_is_checked(desk: Client) -> None:
    page = send(desk, file=upload(book([row(1)])))

    assert "Tiêu đề trong tệp" in page
    assert held(page)["column-1"] == "full_name"
    assert held(page)["column-0"] == ""
    assert "Kết quả kiểm tra" not in page
    assert not ImportLayout.objects.exists()


def test_a_corrected_column_counts_and_is_remembered_for_the_next_file(desk: Client) -> None:
    odd = ["TT", "Họ và tên", "Ngày, năm sinh", "GT", *HEADS[4:]]
    page = send(desk, file=upload(book([row(1)], odd)))
    assert held(page)["column-3"] == ""

    seen = send(desk, page, **{"column-3": "sex"})
    assert "Nhập 1 người, sửa 0 dòng" in seen
    (kept,) = ImportLayout.objects.all()
    assert kept.mapping["3"] == "sex"
    assert kept.heads == odd

    again = send(desk, file=upload(book([row(1, **{"Giới tính": "ông"})], odd)))
    assert "Cột nào là gì (nhớ từ lần trước)" in again
    assert "Sheet1!D4" in again


def test_faults_stand_at_their_cells_and_leave_as_a_list(desk: Client) -> None:
    page = send(desk, file=upload(book([row(1, **{"Giới tính": "ông"}), row(2)])))

    seen = send(desk, page)

    assert "1 ô cần sửa trong tệp" in seen
    assert "Sheet1!D4" in seen
    assert "Nhập 1 người" not in seen
    answer = desk.post(reverse(SCREEN), {**held(seen), "list": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer))).worksheets[0]
    assert sheet["A2"].value == "Sheet1!D4"
    assert "Giới tính “ông”" in str(sheet["B2"].value)


def test_what_was_looked_at_is_entered_without_a_second_upload(desk: Client) -> None:
    seen = send(desk, send(desk, file=upload(book([row(1), row(2)]))))

    assert seen.index('<button type="submit" hidden>') < seen.index('name="enter"')  # the key Enter
    page = send(desk, seen, enter="1")

    assert "Đã nhập 2 người theo 2 quyết định, sửa 0 dòng; 0 dòng không đổi." in page
    with scoped(("/1/",)):
        assert Recognition.objects.count() == 2
    again = send(desk, file=upload(book([row(1), row(2)])))
    assert "Mọi dòng đã có trong sổ và không đổi" in again


def test_who_was_entered_is_one_press_away_by_decision(desk: Client) -> None:
    rows = [row(1), row(2), row(3, **{"Số quyết định": "2/QĐ-MAU"})]
    seen = send(desk, send(desk, file=upload(book(rows))))

    page = send(desk, seen, enter="1")

    ways = re.findall(r'<a href="([^"]+)">Xem người theo quyết định 2/QĐ-MAU</a>', page)
    (listed,) = [desk.get(unescape(way)).content.decode() for way in ways]
    assert [name in listed for name in ("Lý Mẫu An", "Hoàng Mẫu An", "Bàn Mẫu An")] == [1, 1, 0]
    again = send(desk, send(desk, file=upload(book(rows))), enter="1")
    assert "Xem người theo quyết định" not in again


def test_the_trail_says_in_words_what_was_entered(desk: Client) -> None:
    send(desk, send(desk, send(desk, file=upload(book([row(1)])))), enter="1")
    with scoped(("/1/",)):
        trail = Entry.objects.get(action="prestige.imported")
        desk.force_login(officer(Role.AUDITOR, Unit.objects.get(kind="nation")))

    page = desk.get(reverse("administration:audit-entry", args=[trail.pk])).content.decode()

    assert all(words in page for words in ("Số người mới", "Theo mấy quyết định", "Số dòng đã sửa"))
    assert "unchanged" not in page


def test_by_many_decisions_the_list_begins_with_the_newest(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "NAMED", 1)
    seen = send(desk, send(desk, file=upload(book([row(1), row(2)]))))

    page = send(desk, seen, enter="1")

    (way,) = re.findall(r'<a href="([^"]+)">Xem danh sách</a>', page)
    assert "sort=-decided" in way
    assert desk.get(unescape(way)).content.decode().count('scope="row"') == 2


def test_a_list_of_commas_is_read_as_well(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    texts = [[f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell) for cell in row(1)]]
    content = "\n".join(";".join(line) for line in [list(HEADS), *texts]).replace("Già làng;", "")

    seen = send(desk, send(desk, file=upload(content.encode())))

    assert "Nhập 1 người, sửa 0 dòng" in seen


def test_a_question_is_answered_by_choosing_and_the_answer_is_carried(desk: Client) -> None:
    content = book([row(1, **{"Dân tộc": "Trại"})])
    asked = send(desk, send(desk, file=upload(content)))
    (name, value), *_rest = re.findall(r'type="radio"\s+name="(ask-[\w-]+)"\s+value="(\d+)"', asked)

    answered = send(desk, asked, **{name: value})
    page = send(desk, answered, enter="1")

    assert "“Trại” là dân tộc nào?" in asked
    assert "Nhập 1 người, sửa 0 dòng" in answered
    assert "Đã nhập 1 người" in page


def test_nothing_of_the_file_is_left_in_session_draft_or_address(desk: Client) -> None:
    seen = send(desk, send(desk, file=upload(book([row(1), row(2)]))))
    answer = desk.post(reverse(SCREEN), {**held(seen), "enter": "1"})

    session = str(dict(desk.session))
    assert "Mẫu" not in session
    assert "ten-rieng" not in session
    assert answer.headers["Location"] == reverse(SCREEN)
    assert not FormDraft.objects.exists()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"column-1": ""}, "Chọn cột “Họ và tên”."),
        ({"column-11": ""}, "Chọn cột “Số quyết định”, hoặc ghi chung cho cả tệp ở dưới."),
        ({"column-2": "full_name"}, "Hai cột cùng là “Họ và tên”: chọn lại một cột."),
        ({"decided_on": "31/02/2026"}, "Tháng 2/2026 chỉ có 28 ngày."),
    ],
)
def test_columns_that_do_not_do_are_refused(
    desk: Client, form: dict[str, str], sentence: str
) -> None:
    page = send(desk, send(desk, file=upload(book([row(1)]))), **form)

    assert sentence in page
    assert "Kết quả kiểm tra" not in page


def test_a_sheet_without_heads_is_refused_and_another_sheet_can_be_chosen(desk: Client) -> None:
    made = load_workbook(BytesIO(book([row(1)])))
    made.move_sheet(made.create_sheet("Bìa"), -1)
    out = BytesIO()
    made.save(out)

    page = send(desk, file=upload(out.getvalue()))
    assert "Không thấy hàng tiêu đề" in page
    chosen = send(desk, page, sheet="Sheet1")

    assert "Tiêu đề trong tệp" in chosen


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"\x00\x01\x02 tep la", "không phải bảng tính"), (b"x" * 1_100_000, "Tệp lớn quá 1 MB.")],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    desk: Client, monkeypatch: pytest.MonkeyPatch, content: bytes, sentence: str
) -> None:
    monkeypatch.undo()

    assert sentence in send(desk, file=upload(content))


def test_the_template_has_the_heads_lists_and_examples_that_are_passed_over(desk: Client) -> None:
    answer = desk.get(reverse("prestige:import-template"))
    assert isinstance(answer, HttpResponse)
    made = load_workbook(BytesIO(answer.content))
    sheet, choices = made.worksheets
    found = heads.find(list(sheet.iter_rows(values_only=True)))

    assert found is not None
    assert len(found.guessed()) == len(found.titles)
    assert [sheet["A2"].value, sheet["A3"].value] == ["Ví dụ", "Ví dụ"]
    assert choices["B2"].value == "Nùng"
    assert len(sheet.data_validations.dataValidation) == 7
    page = send(desk, send(desk, file=upload(answer.content)))
    assert "Trang tính chưa có dòng nào dưới hàng tiêu đề." in page


def test_the_register_is_given_away_as_a_file_of_its_day(desk: Client) -> None:
    send(desk, send(desk, send(desk, file=upload(book([row(1)])))), enter="1")

    page = desk.get(reverse("prestige:export")).content.decode()
    answer = desk.post(reverse("prestige:export"), {"day": "23/11/2026", "with_ended": "on"})

    assert "Nhật ký ghi ai tải" in page
    assert "so-nguoi-co-uy-tin-2026-11-23.xlsx" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert sheet["B2"].value == "Lý Mẫu An"
    late = desk.post(reverse("prestige:export"), {"day": "24/11/2026"}).content.decode()
    assert "Chọn hôm nay hoặc một ngày trước." in late


@pytest.mark.parametrize("role", [Role.COMMUNE_LEADER, Role.VILLAGE_HEAD, Role.AUDITOR])
def test_who_may_not_import_opens_none_of_it(client: Client, place: Unit, role: Role) -> None:
    client.force_login(officer(role, place))

    for name in ("import", "import-template", "export"):
        assert client.get(reverse(f"prestige:{name}")).status_code == 403
    assert client.post(reverse(SCREEN), {"file": upload(book([row(1)]))}).status_code == 403
    with scoped(("/1/",)):
        assert not Recognition.objects.exists()


def test_a_day_that_nobody_decided_on_is_no_fault_of_the_server(desk: Client) -> None:
    early = row(1, **{"Ngày quyết định": date(1999, 1, 1), "Công nhận từ": date(1999, 1, 1)})

    seen = send(desk, send(desk, file=upload(book([early]))))

    assert "Sheet1!M4" in seen
