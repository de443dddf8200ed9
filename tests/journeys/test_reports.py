"""A prestigious person reports at the commune: recorded, answered and closed under its number."""

import re

import pytest

from tests.journeys.conftest import ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


@pytest.fixture
def walk(register: None, walk: Walk) -> Walk:
    """Before the demo in which the register stands."""
    return walk


@ON_A_PHONE
def test_an_officer_records_a_report_answers_it_and_sees_it_closed(walk: Walk) -> None:
    walk.sign_in("canbo-xa")
    walk.menu("Phản ánh của người có uy tín")
    walk.reads("Quá hạn", "Theo nội dung")
    walk.is_fit()

    walk.press("Ghi phản ánh")
    walk.page.fill("[name=village]", "Thôn mẫu 1")
    walk.press("Tiếp tục")
    walk.reads("Người phản ánh:")
    walk.page.check("[name=kind][value=proposal]")
    walk.page.fill("[name=words]", "Cầu tạm qua suối đã gãy một nhịp.")
    walk.is_fit()
    walk.page.locator("main form").get_by_role("button", name="Ghi phản ánh").click()
    walk.reads("Đọc hoặc in cho người phản ánh", "Sẽ trả lời chậm nhất ngày")
    number = re.search(r"BC-2026-\d{4}", walk.page.locator("h1").inner_text())
    assert number is not None
    walk.is_fit()

    walk.page.fill("#answer_words", "Xã cho làm lại nhịp cầu trong tuần này.")
    walk.page.locator("main").get_by_role("button", name="Trả lời", exact=True).click()
    walk.reads(f"Đã trả lời phản ánh số {number[0]}.", "Câu trả lời")

    walk.open("/lam-viec/uy-tin/phan-anh/?state=answered")
    walk.reads(number[0])
