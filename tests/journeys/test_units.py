"""A commune officer looks up where a commune of today comes from, and no further."""

import pytest

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


@pytest.mark.soak
@ON_A_PHONE
def test_every_page_on_the_way_to_the_units_is_fit(walk: Walk) -> None:
    walk.open("/")
    walk.is_fit()
    walk.sign_in("canbo-xa")
    walk.is_fit()

    walk.menu("Đơn vị hành chính")

    walk.is_fit()


@ON_A_PHONE
def test_a_commune_officer_finds_what_stands_behind_a_commune(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    walk.menu("Đơn vị hành chính")
    walk.page.fill("main [name=q]", "hữu sản")
    walk.press("Xem")
    walk.reads("Xã Hữu Sản", "Tên từ 31/12/2024 đến trước 01/07/2025.")
    walk.is_fit()

    walk.page.locator("main table").get_by_role("link", name="Xã Vân Sơn").first.click()
    walk.reads("Hợp thành từ", "1658/NQ-UBTVQH15", "Lược đồ, không dùng để xác định địa giới.")
    walk.is_fit()


@pytest.mark.soak
@ON_A_DESK
def test_a_commune_officer_sees_the_districts_of_an_earlier_day(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    walk.menu("Đơn vị hành chính")
    walk.page.fill("main [name=day]", "31/12/2024")
    walk.press("Xem")

    walk.reads("Huyện Sơn Động", "Tỉnh Bắc Giang")


@pytest.mark.soak
@ON_A_DESK
def test_a_commune_officer_is_refused_where_units_are_changed(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    walk.open("/quan-tri/sap-xep/")

    walk.reads("Chưa được phép mở trang này", "cán bộ xã")
    walk.is_fit()


@pytest.mark.soak
@ON_A_PHONE
def test_a_leader_sees_the_counts_of_the_province_drawn(walk: Walk) -> None:
    walk.sign_in("lanhdao-so")

    walk.menu("Đơn vị hành chính")
    walk.page.locator("main .tree").get_by_role("link", name="Tỉnh Bắc Ninh").first.click()
    walk.press("Xem biểu đồ, bản đồ")
    walk.reads("có số dân lớn nhất", "Lược đồ, không dùng để xác định địa giới")
    walk.reads("Số dân của Tỉnh Bắc Ninh tăng từ")
    walk.is_fit()

    walk.page.get_by_text("Xem bảng số liệu").last.click()
    walk.page.get_by_role("cell").first.wait_for()
    walk.is_fit()


@pytest.mark.soak
@ON_A_DESK
def test_a_leader_reads_from_the_desk_into_a_commune_back_and_prints(walk: Walk) -> None:
    walk.sign_in("lanhdao-so")
    walk.reads("Số đếm của Tỉnh Bắc Ninh", "có số dân lớn nhất")
    walk.is_fit()

    walk.press("Xem biểu đồ và bản đồ của Tỉnh Bắc Ninh")
    walk.press("Như đã ghi")
    walk.press("31/12/2024")
    walk.reads("của 313 đơn vị ngày 31/12/2024, 99 đơn vị ngày 30/6/2026")
    walk.press("Theo đơn vị hôm nay")
    walk.reads("theo địa giới ngày")
    walk.arrive()
    walk.page.locator("figure.map svg a").first.click()
    walk.reads("đứng thứ")
    walk.is_fit()

    walk.page.emulate_media(media="print")
    tables = walk.page.locator("figure.chart table")
    assert [table.is_visible() for table in tables.all()] == [True, True]
    assert not walk.page.get_by_text("Tải về").first.is_visible()
    walk.page.emulate_media(media="screen")

    walk.press("Về Tỉnh Bắc Ninh")
    walk.reads("Số dân của Tỉnh Bắc Ninh tăng từ")
