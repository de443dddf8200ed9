"""An officer asks what a screen is for, and a visitor reads it in English."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


def open_menu(walk: Walk) -> None:
    walk.page.locator(".topbar details.menu summary").click()


@pytest.mark.soak
@ON_A_DESK
def test_an_officer_opens_the_help_of_the_screen(walk: Walk) -> None:
    walk.sign_in("quan-tri")
    walk.open("/quan-tri/sap-xep/")
    if walk.has_scripts:
        here = walk.page.locator(".side [aria-current]")
        if here.is_visible():
            expect(here).to_be_in_viewport()
        walk.page.keyboard.press("/")
        walk.page.locator("#top-search:focus").wait_for()
    link = walk.page.get_by_role("link", name="Trợ giúp trang này (mở thẻ mới)")
    if not link.first.is_visible():
        open_menu(walk)

    with walk.page.context.expect_page() as opened:
        link.locator("visible=true").first.click()

    help_page = Walk(opened.value, walk.base, has_scripts=walk.has_scripts)
    help_page.reads("Sắp xếp đơn vị hành chính", "Lập dự thảo")
    picture = opened.value.locator("main img").first
    picture.scroll_into_view_if_needed()
    if walk.has_scripts:  # waiting for a picture is a script, too
        opened.value.wait_for_function("() => document.querySelector('main img').naturalWidth > 0")
    help_page.is_fit()
    help_page.press("Mọi trang hướng dẫn")
    help_page.reads("Sách hướng dẫn")
    help_page.is_fit()


@ON_A_PHONE
def test_a_visitor_reads_english_and_goes_back(walk: Walk) -> None:
    walk.open("/tai-khoan/dang-nhap/")
    walk.press("English")
    walk.reads("User name")
    walk.is_fit()

    walk.sign_in("canbo-xa")
    walk.open("/lam-viec/co-quan/")
    walk.reads("Public bodies")
    walk.is_fit()
    open_menu(walk)
    walk.press("Tiếng Việt")

    walk.reads("Cơ quan, đơn vị")
    assert walk.page.url.endswith("/lam-viec/co-quan/")
    walk.is_fit()


@pytest.mark.soak
@ON_A_PHONE
def test_an_officer_looks_at_another_period_and_reads_what_waits(walk: Walk) -> None:
    walk.sign_in("canbo-xa")
    walk.open("/lam-viec/don-vi/")
    summary = walk.page.locator(".topbar .viewing summary")
    if summary.is_visible():
        summary.click()
        walk.is_fit()
        walk.press("Tháng này")
    else:
        walk.press("Mở danh mục")
        walk.page.locator(".side a.context").click()
        walk.reads("Đơn vị và kỳ đang xem")
        walk.is_fit()
        walk.page.select_option("main select[name=span]", "month")
        walk.press("Xem kỳ này")

    walk.reads("Cây đơn vị")
    walk.page.locator(".side .context", has_text="Tháng").wait_for(state="attached")
    assert walk.page.url.endswith("/lam-viec/don-vi/")

    walk.menu("Việc cần làm")
    walk.reads("Việc quá hạn đứng trước.")
    walk.is_fit()
