"""Workbooks of a campaign: given, filled in, looked at, entered; each wholly or not at all."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.queries import remember
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.files import workbook_sets
from vungcao.kernel.files.workbook_sets import FileRead
from vungcao.kernel.organisations.queries import called
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics.models import Channel, ObservationLog, ReturnedCell, Submission
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.queries import workbook_giving as giving
from vungcao.systems.statistics.queries.workbook_reading import NOT_HERS, Looked, look
from vungcao.systems.statistics.queries.workbook_targets import NOT_OURS, STRANGER
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.services import publishing, workbooks
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.services.publishing import Title
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    TODAY,
    campaign,
    commune,
    department,
    everywhere,
    form,
    officer,
    op,
    province,
    standing,
)
from vungcao.systems.statistics.tests.layouts import small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
Edit = Callable[[Workbook], None]


def some_communes() -> list[Unit]:
    rows = Unit.objects.in_force(TODAY).filter(kind=Kind.COMMUNE).exclude(pk=commune().pk)
    return [commune(), *rows.under((province().scope,)).order_by("pk")[:4]]


@pytest.fixture(scope="module")
def given(once: Arrange) -> dict[int, bytes]:
    """The workbooks of a campaign over five communes, by the id of their answers."""

    def make() -> dict[int, bytes]:
        said = {**small(), "checks": []}
        said["sections"][0]["cells"] = {"nung.homes": {"closed": True}}
        by = system_account("thiet-ke-bieu")
        title = Title(name="Biểu thử", reporter="commune", valid_from=date(2020, 1, 1))
        with everywhere() as keeper:
            made = publishing.draft(code="thu02", title=title, layout=definition.read(said), by=by)
            version = publishing.publish(version=made, now=NOW, by=by)
            asked = campaign(keeper, version)
            units = [one.pk for one in some_communes()]
            rows = Submission.objects.select_related("obligation__campaign__version__form")
            rows = rows.filter(obligation__campaign=asked, unit__in=units)
            found = sorted(rows, key=lambda row: units.index(row.unit_id))
            files = giving.workbooks(found, TODAY)
            return {row.pk: file.content for row, file in zip(found, files, strict=True)}

    return once(make)


@pytest.fixture
def specialist() -> Iterator[User]:
    with standing(officer("chuyen-vien", Role.SPECIALIST, province())) as user:
        yield user


def filled(content: bytes, *edits: Edit, **cells: object) -> bytes:
    """A workbook after somebody has worked on its first sheet."""
    book = load_workbook(BytesIO(content))
    for cell, value in cells.items():
        book.worksheets[0][cell] = value
    for edit in edits:
        edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read(files: Mapping[str, bytes]) -> tuple[FileRead, ...]:
    """As one archive, in this process, which is quicker."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return workbook_sets.unpacked(workbook_sets.take(out.getvalue(), "nhieu.zip"))


def looked(by: User, files: Mapping[str, bytes], **chosen: int) -> list[Looked]:
    return look(read(files), by, TODAY, chosen)


def enter(by: User, files: Mapping[str, bytes], seen: int = 0) -> list[Looked]:
    """Each file as the page enters it, shown with a revision; faults stay with their file."""
    found = looked(by, files)
    for one in found:
        try:
            workbooks.enter_workbook(file=one, seen=seen, by=by, now=NOW)
        except workbooks.NotWhole as refused:
            one.faults = list(refused.faults)
    return found


def said(one: Looked) -> list[str]:
    return [f"{fault.cell.partition('!')[2]} {fault.text}" for fault in one.faults]


GOOD: dict[str, Any] = {"C10": 30, "E10": 60, "F10": "61", "E11": "1.000", "F11": "-"}
HIDDEN = {name: line for line, name in enumerate(("form", "version", "mark", "period", "unit"), 2)}


def hidden(**changed: object) -> Edit:
    def edit(book: Workbook) -> None:
        for name, value in changed.items():
            book["vungcao"].cell(HIDDEN.get(name, 7), 2, value)

    return edit


def without_hidden(book: Workbook) -> None:
    del book["vungcao"]


def with_two_more_sheets(book: Workbook) -> None:
    book.worksheets[0].title = "Khác"
    book.create_sheet("Nháp")


def with_macro(content: bytes) -> bytes:
    out = BytesIO(content)
    with ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def wrong_files(given: dict[int, bytes]) -> dict[str, bytes]:
    """One archive with everything that goes wrong between a Sở and its communes."""
    one, two, three, four, five = given.values()
    name_of_one = giving.places([commune().pk], TODAY)[commune().pk]
    return {
        "01.xlsx": filled(
            one, C10=1.5, E10="abc", F10="1,234.5", C11=5, E11=1e16, F11=date(2026, 5, 1)
        ),
        "02.xlsx": filled(two, C10="=1+1", E10="#REF!", F10=True, D11=999, E11=1, F11=2),
        "03.xlsx": filled(
            three,
            A2="Mã biểu: khac (phiên bản 1)",
            A3="Kỳ báo cáo: Năm 2024",
            A4=f"Đơn vị báo cáo: {name_of_one}",
        ),
        "04.xlsx": filled(four, B10="Dao", E10=4, F7="Nữ giới"),
        "05.xlsx": filled(five, with_two_more_sheets),
        "06.xlsx": filled(one, hidden(version=2)),
        "07.xlsx": filled(one, hidden(period=2024001, unit=0)),
        "08.xlsx": filled(one, hidden(submission=10**8)),
        "09.xlsx": filled(one),
        "10.xlsx": filled(one, without_hidden, A2=None, A3=None, A4=None),
        "11.xlsx": filled(two, without_hidden, A2="Mã biểu: la"),
        "12.xlsx": filled(two, without_hidden, A3="Kỳ báo cáo: Tháng 2 năm 2025"),
        "13.xlsx": filled(two, without_hidden, A4="Đơn vị báo cáo: Xã Qqqq"),
        "14.xlsx": with_macro(one),
        "15.docx": b"PK",
    }


def test_every_kind_of_error_is_said_at_its_cell_in_one_look(
    given: dict[int, bytes], specialist: User
) -> None:
    name_of_one = giving.places([commune().pk], TODAY)[commune().pk]

    found = looked(specialist, wrong_files(given))

    assert [said(file) for file in found] == [
        [
            "C10 “1,5”: ô này chỉ lấy số nguyên",
            "E10 “abc”: Không đọc được thành số, ví dụ đúng: 1.234,5; hoặc -, ..., x nếu không có",
            "F10 “1,234.5”: Dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ, ví dụ 1.234,5",
            "C11 Ô này của biểu đóng, không nhập số.",
            "E11 Số quá lớn",
            "F11 Bảng tính đã đổi số thành ngày 01/05/2026: định dạng ô là số rồi gõ lại",
        ],
        [
            "C10 Ô có công thức chưa được tính: mở bằng Excel rồi lưu lại, hoặc ghi số",
            "E10 Ô chứa lỗi của bảng tính (như #REF!) hoặc giá trị đúng/sai, không phải số",
            "F10 Ô chứa lỗi của bảng tính (như #REF!) hoặc giá trị đúng/sai, không phải số",
            "D11 Tệp ghi 999, cộng theo biểu được 3: sửa các ô thành phần hoặc ô này.",
        ],
        [
            "A2 Trang này của biểu “khac (phiên bản 1)”, tệp là của biểu “thu02”.",
            "A3 Trang này ghi Năm 2024, tệp lấy cho Năm 2025.",
            f"A4 Trang này ghi “{name_of_one}”, tệp lấy cho {found[2].place}.",
        ],
        [
            "B8 Thiếu cột “Số người, Nữ”.",
            "B10 Thiếu dòng “Tày”.",
            "B10 Biểu không có dòng “Dao”.",
        ],
        ["A1 Thiếu trang “Dân số”."],
        ["A2 Tệp lấy từ phiên bản khác của biểu “Biểu thử”: lấy tệp mẫu mới."],
        [
            "A3 Báo cáo này của kỳ Năm 2025: lấy tệp mẫu của kỳ ấy.",
            "A4 Tệp của đơn vị khác: lấy tệp mẫu của đơn vị này.",
        ],
        ["A4 Tệp của một báo cáo ngoài nơi chị/anh phụ trách."],
        ["A4 Tệp “01.xlsx” cũng là của báo cáo này: bỏ bớt một tệp."],
        [
            "A2 Thiếu dòng “Mã biểu: …”: dùng tệp mẫu.",
            "A3 Thiếu dòng “Kỳ báo cáo: …”: dùng tệp mẫu.",
            "A4 Thiếu dòng “Đơn vị báo cáo: …”: dùng tệp mẫu.",
        ],
        ["A2 Không có đợt thu nào đang mở của biểu “la”."],
        ["A3 Biểu này không thu cho kỳ “Tháng 2 năm 2025”."],
        ["A4 Không có báo cáo nào của “Xã Qqqq” trong đợt này."],
        [" Tệp có macro: lưu lại thành tệp không có macro (.docx, .xlsx)."],
        [" Tệp không phải bảng tính .xlsx."],
    ]
    assert found[0].faults[1].cell == "Dân số!E10"
    assert not any(file.is_ready for file in found)


def test_corrected_they_go_in_whole_and_once(given: dict[int, bytes], specialist: User) -> None:
    files = {f"{pk}.xlsx": filled(one, **GOOD) for pk, one in given.items()}

    first = enter(specialist, files)
    again = enter(specialist, files, seen=5)

    assert [(len(one.changes), one.unchanged, one.faults) for one in first] == [(5, 0, [])] * 5
    assert [(len(one.changes), one.unchanged, one.faults) for one in again] == [(0, 5, [])] * 5
    rows = ObservationLog.objects.filter(submission__in=given)
    assert rows.filter(channel=Channel.WORKBOOK, is_delegated=True).count() == 25
    held = entry.shown(Submission.objects.get(pk=min(given)))
    assert {code: f"{one.state}{one.value or ''}" for code, one in held.items()} == {
        "tay.homes": "v30",
        "tay.male": "v60",
        "tay.female": "v61",
        "nung.male": "v1000",
        "nung.female": "p",
    }


def test_one_wrong_file_waits_and_hinders_no_other(
    given: dict[int, bytes], specialist: User
) -> None:
    (first, one), (second, two) = list(given.items())[:2]
    files = {"1.xlsx": filled(one, **{**GOOD, "E10": "sáu"}), "2.xlsx": filled(two, **GOOD)}

    done = enter(specialist, files)

    assert [bool(file.faults) for file in done] == [True, False]
    counted = dict(Submission.objects.filter(pk__in=[first, second]).values_list("pk", "counter"))
    assert counted == {first: 0, second: 5}


def test_what_was_left_alone_in_the_file_keeps_what_came_since_and_a_clash_is_shown(
    given: dict[int, bytes], specialist: User
) -> None:
    pk, content = next(iter(given.items()))
    submission = Submission.objects.get(pk=pk)
    typed = [op("a", "tay.male", "7"), op("b", "tay.female", "8")]
    apply(submission=submission, ops=typed, by=specialist, now=NOW)

    (one,) = looked(specialist, {"1.xlsx": filled(content, E10=9, C10=1)})

    changes = {
        change.code: (change.before, change.after, change.is_clash) for change in one.changes
    }
    assert changes == {"tay.homes": ("", "1", False), "tay.male": ("7", "9", True)}


def test_a_figure_that_moved_after_the_look_keeps_its_file_waiting(
    given: dict[int, bytes], specialist: User
) -> None:
    pk, content = next(iter(given.items()))
    submission = Submission.objects.get(pk=pk)
    apply(submission=submission, ops=[op("a", "tay.male", "7")], by=specialist, now=NOW)

    (one,) = enter(specialist, {"1.xlsx": filled(content, **GOOD)})

    assert said(one) == ["E10 chuyen-vien vừa sửa ô này thành “7”: xem lại rồi nhập."]
    assert list(entry.shown(submission)) == ["tay.male"]


def test_of_a_returned_answer_only_the_returned_cells_are_taken(
    given: dict[int, bytes], specialist: User
) -> None:
    pk, content = next(iter(given.items()))
    version = Submission.objects.get(pk=pk).obligation.campaign.version
    cell = version.form_cells.get(code="tay.male")
    ReturnedCell.objects.create(
        submission_id=pk, cell=cell, comment="Xem lại", revision=0, by=specialist, at=NOW
    )

    (one,) = looked(specialist, {"1.xlsx": filled(content, C10=1, E10=9)})
    (template,) = giving.workbooks(list(giving.answers(specialist).filter(pk=pk)), TODAY)

    assert said(one) == ["C10 Chỉ sửa được các ô bị trả lại; ô này phải giữ nguyên: để trống."]
    sheet = load_workbook(BytesIO(template.content)).worksheets[0]
    assert [sheet[name].protection.locked for name in ("C10", "E10")] == [True, False]


def test_a_submitted_answer_and_a_stranger_s_are_said(
    given: dict[int, bytes], specialist: User
) -> None:
    pk, content = next(iter(given.items()))
    file = {"1.xlsx": filled(content, **GOOD)}
    Submission.objects.filter(pk=pk).update(stage=1, submitted_at=NOW, author=specialist)

    assert "đã nộp, chờ xác nhận" in said(looked(specialist, file)[0])[0]
    with standing(officer("can-bo-ban", Role.COMMUNE_OFFICER, some_communes()[1])) as other:
        assert said(looked(other, file)[0]) == [f"A4 {STRANGER}"]
    with standing(officer("kiem-tra", Role.AUDITOR, province())) as reader:
        assert f"A4 {NOT_HERS}" in said(looked(reader, file)[0])


def test_a_file_without_our_marks_is_known_by_form_period_and_unit_and_asked_when_in_doubt(
    given: dict[int, bytes], specialist: User
) -> None:
    pk, content = next(iter(given.items()))
    sure = filled(content, without_hidden, A4="Đơn vị báo cáo: XÃ  vân sơn", E10=9)
    former = former_name(commune())
    doubtful = filled(content, without_hidden, A4=f"Đơn vị báo cáo: {former}", E10=9)

    (one,) = looked(specialist, {"1.xlsx": sure})
    (asked,) = looked(specialist, {"2.xlsx": doubtful})

    assert (one.submission and one.submission.pk, len(one.changes)) == (pk, 1)
    assert asked.question
    assert pk in dict(asked.question.choices)
    (answered,) = looked(specialist, {"2.xlsx": doubtful}, **{asked.question.key: pk})
    assert (answered.is_ready, len(answered.changes)) == (True, 1)


def former_name(unit: Unit) -> str:
    """The name of a commune that went into this one, and which it does not bear itself."""
    gone = Unit.objects.filter(kind=Kind.COMMUNE, valid_until__lte=TODAY).under((unit.scope,))
    called = {one.name for one in on_day([one.pk for one in gone], date(2025, 1, 1))}
    own = {one.text for one in on_day([unit.pk], TODAY)}
    return min(name for name in called if not any(text in name for text in own))


def test_a_body_of_the_province_has_its_name_in_its_file_and_is_never_guessed(
    specialist: User,
) -> None:
    with everywhere() as keeper:
        version = form("thu03", reporter="department")
        asked = campaign(keeper, version, organisations=[department()])
    rows = giving.of_campaign(specialist, asked, specialist.reach, TODAY)

    (file,) = giving.workbooks(rows, TODAY)
    (known,) = looked(specialist, {"1.xlsx": filled(file.content, E10=1)})
    (lost,) = looked(specialist, {"1.xlsx": filled(file.content, without_hidden, E10=1)})

    assert known.place == called([department().pk], TODAY)[department().pk]
    assert (known.is_ready, len(known.changes)) == (True, 1)
    assert said(lost) == [f"A4 {NOT_OURS}"]


def test_a_template_is_locked_but_for_its_inputs_and_says_what_may_be_typed(
    given: dict[int, bytes],
) -> None:
    book = load_workbook(BytesIO(next(iter(given.values()))))

    sheet = book.worksheets[0]
    assert sheet.protection.sheet
    assert book.security.lockStructure
    cells = ("B10", "C9", "C10", "C11", "D10", "E10")
    assert [sheet[name].protection.locked for name in cells] == [
        True,
        True,
        False,
        True,
        True,
        False,
    ]
    assert "D6:F6" in {str(one) for one in sheet.merged_cells.ranges}
    assert sheet["D10"].value == "=SUM('Dân số'!E10,'Dân số'!F10)"
    assert {str(one.sqref) for one in sheet.data_validations.dataValidation} == {
        "C10",
        "E10:E11",
        "F10:F11",
    }
    assert book["vungcao"].sheet_state == "veryHidden"


def test_looking_at_many_files_costs_few_statements(
    given: dict[int, bytes], specialist: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    remember(specialist, TODAY)
    files = read({f"{pk}.xlsx": filled(one, **GOOD) for pk, one in given.items()})

    with django_assert_max_num_queries(12):
        look(files, specialist, TODAY)
