"""How a reader wants pages shown: chosen in one panel, kept for public and office pages."""

import pytest

from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey


def choose(walk: Walk, *names: str) -> None:
    """In the panel, which must be open; each choice by its words."""
    panel = walk.page.locator("#display")
    for name in names:
        panel.get_by_text(name, exact=True).click()
    panel.get_by_role("button", name="Đóng").click()


def settings(walk: Walk) -> dict[str, str]:
    """As the page is shown now; what it has of itself included."""
    chosen: dict[str, str] = walk.page.evaluate("({...document.documentElement.dataset})")
    return chosen


@pytest.mark.soak
@ON_A_PHONE
def test_what_is_chosen_on_a_public_page_holds_in_the_office_and_the_guide(walk: Walk) -> None:
    walk.open("/xac-minh/")
    before = walk.page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize")
    walk.press("Cách hiển thị")
    choose(walk, "Tối", "Cao", "Gọn", "Rất lớn")

    chosen = {"theme": "dark", "contrast": "high", "density": "compact", "text": "larger"}
    assert settings(walk) == chosen
    assert walk.page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != before
    walk.is_fit()
    walk.sign_in("canbo-xa")
    assert settings(walk) == chosen
    walk.is_fit()
    walk.open("/giao-dien/nut/")
    assert settings(walk) == chosen
    walk.is_fit()


@pytest.mark.soak
@ON_A_DESK
def test_what_is_taken_back_in_the_office_leaves_public_pages_roomy(walk: Walk) -> None:
    walk.open("/giao-dien/")
    walk.press("Cách hiển thị")
    choose(walk, "Thoáng")
    assert settings(walk) == {"density": "roomy"}

    walk.press("Cách hiển thị")
    choose(walk, "Theo trang")

    assert settings(walk) == {"density": "compact"}
    walk.open("/xac-minh/")
    assert settings(walk) == {}


@pytest.mark.parametrize("page", [320, pytest.param(360, marks=pytest.mark.soak)], indirect=True)
def test_the_top_bar_of_a_phone_is_one_row_with_the_search_below(walk: Walk) -> None:
    walk.sign_in("canbo-xa")

    tops = [
        walk.page.locator(f".topbar {part}").bounding_box()
        for part in (".burger", ".brand", ".end > .btn:visible", ".end summary")
    ]
    middles = {round(box["y"] + box["height"] / 2) for box in tops if box}
    search = walk.page.locator(".topbar .search").bounding_box()

    assert len(tops) == 4
    assert max(middles) - min(middles) <= 2
    assert search
    assert search["y"] >= max(middles)
