"""Cells of workbooks and lists as the file says them; what could do harm is refused whole."""

from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files import workbooks

AT_HALF_PAST_EIGHT = datetime(2023, 1, 16, 8, 30)  # noqa: DTZ001 (a workbook knows no zones)


def written(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def book(*rows: tuple[object, ...]) -> Workbook:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Danh sách"
    for row in rows:
        sheet.append(list(row))
    return made


def test_gives_texts_numbers_and_days_as_they_stand_in_the_cells() -> None:
    made = book(("Mẫu", 1958, date(2023, 1, 16)), (None, True, AT_HALF_PAST_EIGHT))

    read = workbooks.read(written(made), "mau.xlsx")

    assert read.sheet == "Danh sách"
    assert read.rows == (("Mẫu", 1958.0, date(2023, 1, 16)), (None, "x", "16/01/2023 08:30"))


def test_says_which_cells_are_computed() -> None:
    read = workbooks.read(written(book(("a", "b"), (1, "=A2+1"))), "mau.xlsx")

    assert read.formulas == {"B2"}


def test_reads_the_sheet_that_was_chosen() -> None:
    made = book(("một",))
    made.create_sheet("Hai").append(["hai"])

    read = workbooks.read(written(made), "mau.xlsx", "Hai")

    assert (read.sheets, read.rows) == (("Danh sách", "Hai"), (("hai",),))


@pytest.mark.parametrize("text", ["a;b\n1;2,5\n", "\ufeffa;b\r\n1;2,5\r\n", 'a,b\n1,"2,5"\n'])
def test_reads_a_list_with_either_separator(text: str) -> None:
    read = workbooks.read(text.encode(), "mau.csv")

    assert read.rows == (("a", "b"), ("1", "2,5"))


def with_part(name: str, content: bytes) -> bytes:
    made = written(book(("a",)))
    held = BytesIO(made)
    with ZipFile(held, "a", ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"khong phai bang", "mau.xlsx", "không phải bảng tính"),
        (b"\xd0\xcf\x11\xe0 xls", "mau.xls", "kiểu cũ"),
        (with_part("xl/vbaProject.bin", b"x"), "mau.xlsm", "có macro"),
        (with_part("xl/media/a.xml", b"0" * 20_000_000), "mau.xlsx", "bom giải nén"),
        (written(book(("a",)))[:-200], "mau.xlsx", "hỏng"),
        (b"a;b\n" * 6001, "mau.csv", "quá 6000 dòng"),
        (written(book(("a",) * 81)), "mau.xlsx", "quá 80 cột"),
    ],
)
def test_refuses_with_a_sentence(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        workbooks.read(content, name)
