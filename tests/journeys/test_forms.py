"""Long forms: looked up while typing, kept as a draft, asked about on leaving."""

import pytest
from playwright.sync_api import Dialog, Response

from tests.journeys.conftest import ON_A_DESK
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey
FORM = "/quan-tri/phan-quyen/moi/"


def keeps_the_unit(answer: Response) -> bool:
    """Whether this is the draft with the unit: an earlier one may still be on its way."""
    return answer.url.endswith(FORM) and "V%C3%A2n" in (answer.request.post_data or "")


@pytest.mark.soak
@ON_A_DESK
def test_a_role_is_granted_by_looking_up_and_survives_being_called_away(walk: Walk) -> None:
    page = walk.page
    asked: list[str] = []
    walk.sign_in("quan-tri")
    walk.open(FORM)
    page.locator("[name=account]").press_sequentially("tai ch")
    page.get_by_role("option", name="tai-chinh").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("[name=unit]").wait_for(state="hidden")
    page.check("[name=role][value=kiem-tra]")
    page.locator("[name=unit]").press_sequentially("huu san")
    page.get_by_role("option", name="nay thuộc Xã Vân Sơn").wait_for()
    walk.is_fit()
    with page.expect_response(keeps_the_unit):
        page.get_by_role("option", name="nay thuộc Xã Vân Sơn").click()
    page.get_by_text("Đã lưu nháp lúc").wait_for()

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.once("dialog", leave)
    page.fill("[name=decision_number]", "7/QĐ-MAU")
    walk.open(FORM)
    walk.reads("Có bản nháp lúc")
    assert asked == ["beforeunload"]

    walk.press("Điền lại")
    page.locator("main form").get_by_role("button", name="Cấp vai trò").click()
    walk.reads("Đã cấp vai trò.", "Xã Vân Sơn", "tai-chinh")
