"""A specialist goes from a district of 2024 to the reform that moved a village; an audit looks."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE, Device
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


@pytest.fixture
def walk(
    register: None,
    transactional_db: None,
    live_server: LiveServer,
    page: Page,
    request: pytest.FixtureRequest,
) -> Walk:
    """A reader before the demo province with its register."""
    device = request.node.callspec.params["page"]
    has_scripts = not isinstance(device, Device) or device.has_scripts
    return Walk(page, live_server.url, has_scripts=has_scripts)


@ON_A_DESK
def test_a_specialist_goes_from_an_old_district_to_the_reform_that_moved_a_village(
    walk: Walk,
) -> None:
    walk.sign_in("chuyenvien")

    walk.menu("Danh sách người có uy tín")
    walk.page.fill("[name=day]", "31/12/2024")
    walk.page.fill("[name=unit]", "Huyện Tân Yên")
    walk.press("Lọc")
    walk.reads("1 đến 5 trên 5", "Như ngày 31/12/2024")
    walk.is_fit()

    walk.page.locator("main tbody").get_by_role("link").first.click()
    walk.reads("Lần công nhận này", "50/QĐ-MAU")
    walk.is_fit()

    walk.page.locator("[aria-labelledby=term] dd a").first.click()
    walk.reads("Số người của thôn", "Hợp nhất Bắc Giang và Bắc Ninh", "Huyện Tân Yên")
    walk.is_fit()

    walk.menu("Độ phủ và nhắc việc")
    walk.reads("Phường Chũ")
    walk.open("/lam-viec/uy-tin/do-phu/?kind=without")
    walk.reads("Thôn chưa có ai")
    walk.is_fit()


@pytest.mark.soak
@ON_A_PHONE
def test_an_audit_reads_who_opened_a_record_and_can_change_nothing(walk: Walk) -> None:
    walk.sign_in("kiem-tra")

    walk.menu("Danh sách người có uy tín")
    walk.page.locator("main tbody").get_by_role("link").first.click()
    walk.reads("Ai đã mở hồ sơ")
    walk.is_fit()

    assert walk.page.get_by_text("Việc với người này").count() == 0
    assert walk.page.locator("main form button:visible").count() == 0
