"""A village selects: its head keeps the minutes, the commune goes on; the paper is verified."""

import re

import pytest

from tests.journeys.conftest import ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


@pytest.fixture
def ground(register: None) -> None:
    """The demo's ground with its register, in place of the ground alone."""


def opens_a_round(walk: Walk) -> None:
    """The village has somebody: a successor is selected, for a reason."""
    walk.menu("Bình chọn")
    walk.press("Mở đợt bình chọn")
    walk.page.get_by_role("link", name="Chọn người thay").first.click()
    walk.reads("Chọn người thay thế")
    walk.page.select_option("[name=end_reason]", "health")
    walk.is_fit()
    walk.page.locator("main form").get_by_role("button", name="Mở đợt bình chọn").click()
    walk.reads("Đã mở đợt bình chọn.", "Chưa đề cử ai")


def nominates(walk: Walk, name: str) -> None:
    walk.press("Đề cử người")
    walk.page.check("[name=who][value=new]")
    walk.page.fill("[name=full_name]", name)
    walk.page.fill("[name=birth]", "1965")
    walk.press("Đề cử người")
    walk.reads("Đã ghi người được đề cử.", name)


def closes_the_meeting(walk: Walk) -> None:
    """Below two thirds it stays open and nothing that was typed is lost."""
    walk.press("Ghi cuộc họp thôn")
    for field, text in (
        ("held_on", "20/11/2026"),
        ("households_total", "61"),
        ("households_present", "40"),
        ("place", "nhà văn hoá thôn"),
        ("chair", "Trần Mẫu Hưng"),
        ("secretary", "Ninh Mẫu Nhàn"),
    ):
        walk.page.fill(f"[name={field}]", text)
    walk.page.locator("[name^=votes_]").fill("38")
    walk.press("Đóng cuộc họp thôn")
    walk.reads("Có 40 trên 61 hộ dự họp; cần ít nhất 2/3, tức 41 hộ.")
    walk.is_fit()
    assert walk.page.input_value("[name=chair]") == "Trần Mẫu Hưng"
    walk.page.fill("[name=households_present]", "41")
    walk.press("Đóng cuộc họp thôn")
    walk.reads("Đã đóng cuộc họp thôn.", "41 trên 61 hộ", "Việc tiếp theo do xã làm.")


def takes_the_minutes(walk: Walk) -> str:
    """Mẫu 01 for signing; the address of the page that verifies it."""
    walk.page.get_by_role("button", name=re.compile("In Mẫu 01")).click()
    walk.reads("Đã in Mẫu 01: biên bản họp thôn.")
    walk.is_fit()
    links = walk.page.locator("main").get_by_role("link")
    address = links.filter(has_text="PDF").get_attribute("href")
    pdf = walk.page.context.request.get(f"{walk.base}{address}")
    assert pdf.body().startswith(b"%PDF")
    return links.filter(has_text="Trang xác minh").get_attribute("href") or ""


@ON_A_PHONE
def test_a_village_head_keeps_the_minutes_and_anybody_verifies_them(walk: Walk) -> None:
    walk.sign_in("truongthon")
    opens_a_round(walk)
    nominates(walk, "Lý Mẫu Thanh")
    closes_the_meeting(walk)
    page, verified = walk.page.url, takes_the_minutes(walk)

    walk.page.context.clear_cookies()
    walk.open(verified)
    walk.reads("không số", "ký tay, không có chữ ký số")
    assert "Lý Mẫu Thanh" not in walk.page.content()

    walk.sign_in("canbo-xa")
    walk.page.goto(page)
    walk.press("Ghi cuộc họp liên tịch")
    walk.reads("Số phiếu cho Lý Mẫu Thanh")
