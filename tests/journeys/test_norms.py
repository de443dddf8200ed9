"""An administrator keeps norms and calendars; a commune officer reads them."""

import pytest

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


@pytest.mark.soak
@ON_A_DESK
def test_an_administrator_reads_what_comes_and_what_is_in_doubt(walk: Walk) -> None:
    walk.sign_in("quan-tri")

    walk.menu("Quy định")
    walk.reads("2.200.000 đồng/người/tháng", "từ ngày 01/01/2027")
    walk.is_fit()
    walk.press("Chuẩn thu nhập của hộ nghèo, khu vực nông thôn")
    walk.is_fit()
    walk.press("Ghi giá trị mới")
    walk.press("Ghi giá trị")
    walk.reads("Chưa lưu được")
    walk.is_fit()

    walk.menu("Quy định")
    walk.press("Chưa xác minh")
    walk.reads("chưa ai đọc văn bản làm căn cứ")
    walk.open("/quan-tri/quy-dinh/chua-xac-minh/?text=danh+muc+12+tieu+chi")
    walk.reads("Danh mục 12 tiêu chí của xã")
    walk.is_fit()
    walk.press("Nghị định 272/2025/NĐ-CP: xã, danh mục tiêu chí")
    walk.reads("Đã đọc văn bản này")
    walk.is_fit()


@ON_A_DESK
def test_an_administrator_confirms_the_24th_of_november(walk: Walk) -> None:
    walk.sign_in("quan-tri")

    walk.menu("Lịch làm việc")
    walk.reads("Tháng 11: 21 ngày làm việc")
    walk.is_fit()
    walk.press("24/11/2026")
    walk.reads("17:00 29/12/2026")
    walk.is_fit()
    walk.page.fill("[name=number]", "01/QĐ-MAU")
    walk.page.fill("[name=source]", "Công báo mẫu, trang 1")
    walk.press("Xác minh và áp dụng")
    walk.reads("được áp dụng từ bây giờ")

    walk.menu("Lịch làm việc")
    walk.reads("Tháng 11: 20 ngày làm việc")


@pytest.mark.soak
@ON_A_DESK
def test_a_new_day_shows_first_what_it_moves(walk: Walk) -> None:
    walk.sign_in("quan-tri")
    walk.menu("Lịch làm việc")

    walk.press("Đổi một ngày")
    walk.page.fill("[name=day]", "25/12/2026")
    walk.page.fill("[name=reason]", "Ngày nghỉ mẫu")
    walk.page.fill("[name=number]", "02/QĐ-MAU")
    walk.page.fill("[name=source]", "Công báo mẫu, trang 2")
    walk.press("Xem hạn nào dời")
    walk.reads("Đổi ngày này thì hạn nào dời")
    walk.is_fit()
    walk.press("Ghi vào lịch")

    walk.reads("Đã ghi ngày 25/12/2026 vào lịch.")


@pytest.mark.soak
@ON_A_DESK
def test_the_hours_of_a_season_are_posted(walk: Walk) -> None:
    walk.sign_in("quan-tri")
    walk.menu("Lịch làm việc")

    walk.press("Đổi giờ làm việc")
    walk.is_fit()
    for name, hour in zip(("morning_from", "morning_to"), ("7h00", "11h30"), strict=True):
        walk.page.fill(f"[name={name}]", hour)
    walk.page.fill("[name=valid_from]", "16/04/2027")
    walk.page.fill("[name=number]", "04/QĐ-MAU")
    walk.press("Ghi giờ làm việc")

    walk.reads("Đã ghi giờ làm việc mới.")


@pytest.mark.soak
@ON_A_PHONE
def test_a_commune_officer_asks_why_a_date(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    walk.menu("Quy định")
    walk.press("Dân tộc")
    walk.page.fill("main [name=q]", "Trại")
    walk.press("Tìm dân tộc")
    walk.reads("Dao, Sán Chay, Sán Dìu")
    walk.is_fit()

    walk.menu("Lịch làm việc")
    walk.press("Tính một thời hạn")
    walk.page.fill("[name=received]", "31/12/2025")
    walk.press("Tính hạn")
    walk.reads("Nghỉ hoán đổi, làm bù ngày 10/01/2026")
    walk.is_fit()
