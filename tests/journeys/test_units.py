"""A commune officer looks up where a commune of today comes from, and no further."""

import pytest

from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


def test_every_page_on_the_way_to_the_units_is_fit(walk: Walk) -> None:
    walk.open("/")
    walk.is_fit()
    walk.sign_in("canbo-xa")
    walk.is_fit()

    walk.menu("Đơn vị hành chính")

    walk.is_fit()


def test_a_commune_officer_finds_what_stands_behind_a_commune(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    walk.menu("Đơn vị hành chính")
    walk.page.fill("main [name=q]", "hữu sản")
    walk.press("Xem")
    walk.reads("Xã Hữu Sản", "Tên từ 31/12/2024 đến trước 01/07/2025.")
    walk.is_fit()

    walk.page.locator("main .list").get_by_role("link", name="Xã Vân Sơn").first.click()
    walk.reads("Hợp thành từ", "1658/NQ-UBTVQH15", "Lược đồ, không dùng để xác định địa giới.")
    walk.is_fit()


def test_a_commune_officer_sees_the_districts_of_an_earlier_day(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    walk.menu("Đơn vị hành chính")
    walk.page.fill("main [name=day]", "31/12/2024")
    walk.press("Xem")

    walk.reads("Huyện Sơn Động", "Tỉnh Bắc Giang")


def test_a_commune_officer_is_refused_where_units_are_changed(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    walk.open("/quan-tri/sap-xep/")

    walk.reads("Chưa được phép mở trang này", "cán bộ xã")
    walk.is_fit()


def test_a_leader_sees_the_counts_of_the_province_drawn(walk: Walk) -> None:
    walk.sign_in("lanhdao-so")

    walk.menu("Đơn vị hành chính")
    walk.page.locator("main .tree").get_by_role("link", name="Tỉnh Bắc Ninh").first.click()
    walk.press("Xem biểu đồ, bản đồ")
    walk.reads("có số dân lớn nhất", "Lược đồ, không dùng để xác định địa giới")
    walk.is_fit()

    walk.page.get_by_text("Xem bảng số liệu").last.click()
    walk.page.get_by_role("cell").first.wait_for()
    walk.is_fit()
