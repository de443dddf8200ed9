"""Roles on the way through the product: granted, ended, handed over for a week and lost again."""

from datetime import date

import pytest

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


@ON_A_DESK
def test_an_administrator_grants_a_role_and_ends_it(walk: Walk) -> None:
    walk.sign_in("quan-tri")
    walk.menu("Phân quyền")
    walk.is_fit()

    walk.press("Cấp vai trò")
    walk.page.fill("[name=account]", "tai-chinh")
    walk.page.check("[name=role][value=kiem-tra]")
    walk.page.fill("[name=unit]", "Xã Vân Sơn")
    walk.is_fit()
    walk.page.locator("main form").get_by_role("button", name="Cấp vai trò").click()
    walk.reads("Đã cấp vai trò.", "Xã Vân Sơn", "Đang giữ")
    walk.is_fit()

    walk.press("Kết thúc vai trò")
    walk.page.select_option("[name=reason]", "mistake")
    walk.press("Kết thúc vai trò")
    walk.reads("Đã ghi ngày kết thúc.", "Cấp nhầm")


@pytest.mark.soak
@ON_A_PHONE
def test_a_leader_hands_over_for_a_week_and_the_colleague_loses_it(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk.sign_in("lanhdao-xa")
    walk.open("/tai-khoan/uy-quyen/")
    walk.is_fit()
    walk.page.get_by_role("link", name="Uỷ quyền").last.click()
    walk.page.fill("[name=to]", "canbo-xa")
    walk.page.fill("[name=decision_number]", "1/QĐ-MAU")
    walk.is_fit()
    walk.press("Uỷ quyền")
    walk.reads("Đã uỷ quyền.", "từ 23/11/2026 đến hết 29/11/2026")

    walk.page.context.clear_cookies()
    walk.sign_in("canbo-xa")
    walk.open("/tai-khoan/uy-quyen/")
    walk.reads("uỷ quyền từ lanhdao-xa đến hết 29/11/2026")

    monkeypatch.setattr("vungcao.kernel.calendar.clock.today", lambda: date(2026, 11, 30))
    walk.open("/tai-khoan/uy-quyen/")
    walk.reads("Cán bộ xã")
    assert "lanhdao-xa" not in walk.page.locator("main").inner_text()
