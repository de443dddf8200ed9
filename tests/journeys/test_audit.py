"""An auditor proves that nobody changed the trail."""

import pytest

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


@ON_A_DESK
def test_an_auditor_verifies_the_trail(walk: Walk) -> None:
    walk.sign_in("kiem-tra")

    walk.menu("Nhật ký hệ thống")
    walk.reads("Đăng nhập")
    walk.is_fit()
    walk.press("Xem thêm 50 dòng")
    if walk.has_scripts:
        walk.reads("Đã thêm 50 dòng, đến dòng 100")
        walk.page.locator("#rows-older:focus").wait_for()
    walk.is_fit()
    walk.page.locator("main tbody th a").last.click()
    walk.reads("Mắt xích")
    walk.page.go_back()
    walk.reads("Dòng 1 đến 100" if walk.has_scripts else "Dòng 51 đến 100")

    walk.page.locator("main tbody a").first.click()
    walk.reads("Mắt xích")
    walk.is_fit()

    walk.menu("Nhật ký hệ thống")
    walk.press("Kiểm tra toàn bộ nhật ký")
    walk.reads("Nhật ký nguyên vẹn.")
    walk.is_fit()


@pytest.mark.soak
@ON_A_PHONE
def test_an_auditor_signs_out(walk: Walk) -> None:
    walk.sign_in_by_the_form("kiem-tra")

    walk.page.locator("details.menu summary").click()
    walk.is_fit()
    walk.press("Đăng xuất")

    walk.page.wait_for_url("**/tai-khoan/dang-nhap/")
    walk.open("/quan-tri/nhat-ky/")
    walk.page.wait_for_url("**/tai-khoan/dang-nhap/?next=**")
