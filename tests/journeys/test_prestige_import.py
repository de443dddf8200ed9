"""A specialist brings a list: two cells are wrong, the corrected file is entered."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.journeys.conftest import ON_A_DESK
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey
HEADS = ("TT", "Họ và tên", "Năm sinh", "Dân tộc", "Thôn, bản", "Xã", "Thành phần")
LINES = (
    (1, "Lý Mẫu Sửu", 1961, "Dao", "Thôn mẫu 21", "Xã Đông Phú", "Già làng; Đảng viên"),
    (2, "Bàn Mẫu Tám", "5/6/1970", "Tày", "Thôn mẫu 22", "Xã Đông Phú", "Trưởng thôn"),
)


def written(path: Path, *lines: tuple[object, ...]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Sheet1"
    for line in (("DANH SÁCH NGƯỜI CÓ UY TÍN",), HEADS, *lines):
        sheet.append(list(line))
    made.save(path)
    return path


@ON_A_DESK
def test_a_specialist_mends_two_cells_and_enters_the_list(
    register: None, walk: Walk, tmp_path: Path
) -> None:
    first, second = LINES
    wrong = written(
        tmp_path / "sai.xlsx", (*first[:2], "31/2/1961", *first[3:]), (*second[:6], "Quan to")
    )
    right = written(tmp_path / "dung.xlsx", *LINES)
    walk.sign_in("chuyenvien")
    walk.menu("Nhập từ tệp Excel")
    walk.reads("Chưa có gì được ghi cho đến khi bấm nút nhập")

    walk.page.set_input_files("[name=file]", wrong)
    walk.press("Kiểm tra tệp")
    walk.reads("Tiêu đề trong tệp")
    walk.page.fill("[name=number]", "12/QĐ-MAU")
    walk.page.fill("[name=decided_on]", "05/10/2026")
    walk.is_fit()
    walk.press("Kiểm tra các dòng")
    walk.reads("2 ô cần sửa trong tệp", "Sheet1!C3", "Sheet1!G4")
    walk.is_fit()

    walk.page.set_input_files("[name=file]", right)
    walk.press("Kiểm tra tệp")
    walk.press("Nhập 2 người, sửa 0 dòng")
    walk.page.get_by_text("Đã nhập 2 người theo 1 quyết định").first.wait_for()
    walk.is_fit()
