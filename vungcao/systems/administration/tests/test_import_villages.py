"""The import of villages on the screen: looked at first, asked about, entered whole or not."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.tests.factories import NationFactory, ProvinceFactory, UnitFactory
from vungcao.kernel.units.imports import HEADER
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import children
from vungcao.systems.administration.tests.factories import officer
from vungcao.web.carried import MEGABYTE

pytestmark = pytest.mark.django_db

SCREEN = "administration:import-villages"
SAID = {"valid_from": "23/11/2026", "basis_number": "07/NQ-MAU"}


def book(*rows: Sequence[str]) -> SimpleUploadedFile:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for row in (HEADER, *rows):
        sheet.append(list(row))
    out = BytesIO()
    workbook.save(out)
    return SimpleUploadedFile("thon.xlsx", out.getvalue())


@pytest.fixture
def commune() -> Unit:
    province = ProvinceFactory.create(parent=NationFactory.create(), called="Núi")
    made: Unit = UnitFactory.create(parent=province, called="Mẫu A", code="90001")
    return made


@pytest.fixture
def desk(client: Client, commune: Unit) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def send(client: Client, **form: object) -> str:
    return client.post(reverse(SCREEN), {**SAID, **form}, follow=True).content.decode()


def carried(text: str) -> str:
    """The file as the page carries it to the next one."""
    return text.split('name="carried" value="')[1].split('"')[0]


def villages(commune: Unit, today: date) -> list[str]:
    return [unit.name for unit in children(commune, today) if unit.kind == Kind.VILLAGE]


def test_shows_what_a_file_would_enter_and_enters_nothing(
    desk: Client, commune: Unit, today: date
) -> None:
    text = send(desk, file=book(("Xã Mẫu A", "Thôn Đông", "thôn"), ("Xã Mẫu A", "Nà", "bản")))

    assert "Nhập 2 thôn, bản, tổ dân phố" in text
    assert "Bản Nà, Thôn Đông" in text
    assert villages(commune, today) == []
    assert not Citation.objects.filter(number="07/NQ-MAU").exists()


def test_enters_what_was_shown_without_a_second_upload(
    desk: Client, commune: Unit, today: date
) -> None:
    seen = send(desk, file=book(("Xã Mẫu A", "Thôn Đông", "thôn")))

    text = send(desk, carried=carried(seen), enter="1")

    assert "Đã nhập 1 thôn, bản, tổ dân phố." in text
    assert villages(commune, today) == ["Thôn Đông"]
    assert Entry.objects.filter(action="units.opened").exists()
    assert Unit.objects.get(kind=Kind.VILLAGE).basis.number == "07/NQ-MAU"


def test_names_every_wrong_cell_at_once_and_enters_nothing(
    desk: Client, commune: Unit, today: date
) -> None:
    seen = send(desk, file=book(("Xã Lạ", "Thôn 1", "thôn"), ("Xã Mẫu A", "Thôn 2", "xóm")))

    assert "2 ô cần sửa trong tệp" in seen
    assert "Sheet1!A2" in seen
    assert "Sheet1!C3" in seen
    send(desk, carried=carried(seen), enter="1")
    assert villages(commune, today) == []


def test_asks_which_of_two_communes_is_meant(desk: Client, commune: Unit, today: date) -> None:
    twin = UnitFactory.create(called="Mẫu A", code="90002")
    seen = send(desk, file=book(("Xã Mẫu A", "Thôn Đông", "thôn")))

    assert "“Xã Mẫu A” là đơn vị nào?" in seen
    assert "mã 90002" in seen
    answered = send(desk, carried=carried(seen), **{"answer:Xã Mẫu A": twin.pk})
    assert f'type="hidden" name="answer:Xã Mẫu A" value="{twin.pk}"' in answered
    send(desk, carried=carried(answered), enter="1", **{"answer:Xã Mẫu A": twin.pk})
    assert villages(twin, today) == ["Thôn Đông"]
    assert villages(commune, today) == []


def test_takes_no_file_that_the_page_did_not_carry(
    desk: Client, commune: Unit, today: date
) -> None:
    seen = send(desk, file=book(("Xã Mẫu A", "Thôn Đông", "thôn")))

    text = send(desk, carried="x" + carried(seen), enter="1")

    assert "Tệp tạm đã bị thay đổi. Chọn lại tệp." in text
    assert villages(commune, today) == []


def test_says_everything_that_is_missing_and_keeps_the_file(desk: Client) -> None:
    text = send(desk, file=book(("Xã Mẫu A", "Thôn Đông", "thôn")), valid_from="", basis_number="")

    assert text.count("Mục này còn trống, cần điền.") >= 2
    assert carried(text)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"khong phai bang tinh", "Tệp không phải bảng tính .xlsx."),
        (b"x" * (MEGABYTE + 1), "Tệp lớn quá 1 MB."),
    ],
)
def test_refuses_what_is_no_list(desk: Client, content: bytes, sentence: str) -> None:
    text = send(desk, file=SimpleUploadedFile("thon.xlsx", content))

    assert sentence in text
    assert "Nội dung tệp" not in text


def test_gives_a_file_to_fill_in(desk: Client) -> None:
    answer = desk.get(reverse("administration:import-villages-template"))

    book = load_workbook(BytesIO(answer.content))
    assert [cell.value for cell in book.worksheets[0][1]] == list(HEADER)
    assert "danh-sach-thon-2026-11-23.xlsx" in answer.headers["Content-Disposition"]


def test_asks_as_much_for_many_lines_as_for_one(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [("Xã Mẫu A", f"Thôn {number}", "thôn") for number in range(200)]

    with django_assert_max_num_queries(45):
        send(desk, file=book(*rows))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SPECIALIST])
def test_is_closed_to_other_roles(client: Client, commune: Unit, role: Role) -> None:
    client.force_login(officer(role))

    assert client.post(reverse(SCREEN), SAID).status_code == 403
