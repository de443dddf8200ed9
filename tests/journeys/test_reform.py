"""The administrator splits a practice village: draft, totals, apply, undo."""

import pytest

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey

SOURCE = "Thôn mẫu 1, Xã Vân Sơn"


def draft(walk: Walk) -> None:
    """A draft of one village split 3 : 1."""
    walk.menu("Sắp xếp đơn vị")
    walk.press("Lập dự thảo")
    walk.page.fill("[name=title]", "Chia thôn mẫu 1 (hành trình)")
    walk.page.fill("[name=effective_on]", "01/12/2026")
    walk.page.fill("[name=basis_number]", "Dữ liệu mẫu của bản trình diễn")
    walk.press("Lưu dự thảo")
    for name in ("mẫu X", "mẫu Y"):
        walk.press("Thêm đơn vị mới")
        walk.page.select_option("[name=kind]", "village")
        walk.page.select_option("[name=form]", "hamlet")
        walk.page.fill("[name=name]", name)
        walk.page.fill("[name=parent_unit]", "Xã Vân Sơn")
        walk.press("Thêm vào dự thảo")
    for name, weight in (("mẫu X", "3"), ("mẫu Y", "1")):
        walk.press("Thêm dòng chuyển")
        walk.page.fill("[name=source]", SOURCE)
        walk.page.select_option("[name=target_made]", label=f"Thôn {name}")
        walk.page.fill("[name=weight]", weight)
        walk.press("Thêm vào dự thảo")


@ON_A_DESK
def test_an_administrator_splits_a_village_and_takes_it_back(walk: Walk) -> None:
    walk.sign_in("quan-tri")
    draft(walk)
    walk.reads("Dự thảo này áp dụng được.", "Tổng trước", "Tổng sau", "Khớp")
    walk.is_fit()

    walk.press("Áp dụng theo quyết định")
    walk.reads("Lập mới 2 đơn vị", "Kết thúc 1 đơn vị")
    walk.is_fit()
    walk.page.fill("[name=decision_number]", "03/QĐ-MAU")
    walk.page.fill("[name=decided_on]", "20/11/2026")
    walk.press("Áp dụng sắp xếp")
    walk.reads("Đã áp dụng", "Khớp")
    walk.is_fit()

    walk.press("Hoàn tác")
    walk.reads("Khôi phục 1 đơn vị: Thôn mẫu 1")
    walk.is_fit()
    walk.press("Hoàn tác sự kiện")
    walk.reads("Đã hoàn tác. Các đơn vị trở lại như trước sự kiện.")


@pytest.mark.soak
@ON_A_PHONE
def test_the_form_asks_which_of_many_villages_is_meant(walk: Walk) -> None:
    walk.sign_in("quan-tri")
    walk.menu("Sắp xếp đơn vị")
    walk.press("Chia một thôn mẫu thành ba (thực hành)")
    walk.press("Thêm thay đổi, bãi bỏ")
    walk.page.fill("[name=unit]", "Thôn mẫu 2")
    walk.press("Thêm vào dự thảo")

    walk.reads("Chọn một bên dưới.", "Thôn mẫu 2")
    walk.is_fit()


@pytest.mark.soak
@ON_A_DESK
def test_the_reform_of_2025_can_be_read(walk: Walk) -> None:
    walk.sign_in("kiem-tra")
    walk.menu("Sắp xếp đơn vị")
    walk.is_fit()
    walk.page.locator("main").get_by_role("link", name="Hợp nhất Bắc Giang").first.click()

    walk.reads("99 đơn vị mới", "Khớp")
    walk.is_fit()
    walk.page.get_by_text("Sau sắp xếp: 99 đơn vị").click()
    walk.page.get_by_role("row", name="Xã Vân Sơn lập mới").get_by_text("Xã Hữu Sản").wait_for()


@pytest.mark.soak
@ON_A_DESK
def test_an_administrator_looks_at_the_imports(walk: Walk) -> None:
    walk.sign_in("quan-tri")
    walk.menu("Nhập danh sách thôn")
    walk.press("Kiểm tra tệp")
    walk.reads("Chọn tệp danh sách thôn (.xlsx).")
    walk.is_fit()

    walk.menu("Nhập ranh giới")
    walk.is_fit()
