"""A commune gives a gift within the norms; who pays looks at the money and reads no name."""

import pytest

from tests.journeys.conftest import Device
from tests.journeys.walking import Walk

PLAIN = pytest.param(Device(360, has_scripts=False), marks=pytest.mark.soak, id="plain")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize(
        "page", [360, pytest.param(1280, marks=pytest.mark.soak), PLAIN], indirect=True
    ),
]


def test_a_gift_above_the_ceiling_is_refused_then_given_and_paid_for(
    register: None, walk: Walk
) -> None:
    walk.sign_in("canbo-xa")
    walk.menu("Lịch thăm hỏi")
    walk.reads("Tháng 11/2026")
    walk.is_fit()
    plan = walk.page.get_by_role("link", name="Xếp lịch thăm").first.get_attribute("href")
    assert plan is not None

    walk.open(plan.replace("tham-hoi", "che-do"))
    walk.page.check("[name=kind][value=tet_gift]")
    walk.page.fill("[name=amount]", "600000")
    walk.press("Ghi chế độ")
    walk.reads("Chưa ghi được", "số tiền ghi là 600.000 đồng")
    walk.is_fit()
    walk.page.fill("[name=amount]", "500000")
    walk.press("Ghi chế độ")
    walk.reads("Đã ghi chế độ.")

    walk.page.context.clear_cookies()
    walk.sign_in("tai-chinh")
    walk.menu("Kinh phí")
    walk.reads("522 × 500.000 × 2 = 522.000.000")
    walk.is_fit()
    walk.menu("Chế độ, hỗ trợ")
    walk.reads("không xem họ tên và thôn")
    walk.is_fit()
    assert " Mẫu " not in walk.page.locator("main").inner_text()
