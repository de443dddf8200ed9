"""A leader of the department counts the register of an earlier day, and publishes the counts."""

import pytest

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("register")]


@ON_A_DESK
def test_a_leader_counts_by_district_then_on_todays_map_takes_the_annex_and_publishes(
    walk: Walk,
) -> None:
    walk.sign_in("lanhdao-so")
    walk.menu("Thống kê")
    walk.page.fill("main [name=day]", "31/12/2024")
    walk.press("Xem")
    walk.reads("So với số đã công bố", "Tỉnh Bắc Giang", "Huyện Sơn Động")
    walk.is_fit()

    walk.press("Địa giới hôm nay")
    walk.reads("Sắp xếp đơn vị từ 31/12/2024", "Có hiệu lực từ 01/07/2025", "Lược đồ")

    walk.press("Phụ lục danh sách")
    walk.reads("10 dòng đầu; tệp tải về có đủ 522 người")
    walk.is_fit()
    with walk.page.expect_download() as taken:
        walk.press("Tải PDF")
    assert taken.value.suggested_filename == "phu-luc-nguoi-co-uy-tin.pdf"

    walk.open("/lam-viec/uy-tin/thong-ke/cong-bo/")
    walk.press("Công bố số liệu ngày 30/09/2026")
    walk.reads("Đã công bố số liệu ngày 30/09/2026.", "Cả tỉnh, ngày 30/09/2026")
    walk.is_fit()


@pytest.mark.soak
@ON_A_PHONE
@pytest.mark.parametrize(
    "who", ["ubnd", *(pytest.param(who, marks=pytest.mark.soak) for who in ("bo", "so-nganh"))]
)
def test_who_does_not_keep_the_register_reads_no_small_number(walk: Walk, who: str) -> None:
    walk.sign_in(who)
    walk.menu("Thống kê")

    walk.reads("Tổng hợp theo đơn vị", "dưới 5 người, hoặc có thể tính ra số dưới 5 người")
    assert walk.page.locator("main td", has_text="…").count() > 0
    assert walk.page.get_by_role("link", name="Phụ lục danh sách").count() == 0
    walk.is_fit()
