"""Readers of the portal: on a phone, by the keyboard, four times as large, without a network."""

import pytest
from wagtail.models import Page

from tests.journeys.conftest import ON_A_PHONE
from tests.journeys.walking import Walk
from vungcao.systems.portal.queries.opened import opened
from vungcao.systems.portal.tests.factories import published, section

pytestmark = pytest.mark.journey
PATH = "/tin-tuc/duong-vao-thon/"
EVERY = (
    *("/trang-chu/", "/thu-tuc/", "/so-do-trang/", "/tro-nang/", "/ban-tin/", "/ban-tin/dang-ky/"),
    *("/gop-y/trang/", "/gop-y/theo-doi/", "/mat-mang/", "/xac-minh/", "/so-lieu/", "/cong-khai/"),
    *("/tim-kiem/", "/tim-kiem/?q=duong", "/tim-kiem/?q=zzqq", "/nghe/", "/nghe/bo-phat-thanh/"),
    *("/thu-nguoi-dan/hoi/", "/thu-nguoi-dan/theo-doi/", "/lam-viec/tro-giup/", "/khong-co/"),
)


@pytest.fixture
def portal(walk: Walk) -> Walk:
    published(section())
    return walk


@ON_A_PHONE
def test_an_article_is_read_by_everybody(portal: Walk) -> None:
    portal.page.set_viewport_size({"width": 320, "height": 640})  # 1280 px at 400 %
    portal.open(PATH)
    portal.reads("Đường vào thôn đã thông.")
    portal.is_fit()
    assert portal.out_of_reach() == []

    portal.press("Chế độ đọc")
    portal.page.wait_for_load_state()
    assert portal.page.url.endswith(PATH)
    assert portal.page.locator("html.reading").count() == 1
    portal.is_fit()
    portal.press("Thôi chế độ đọc")
    portal.page.wait_for_load_state()
    assert portal.page.locator("html.reading").count() == 0


@pytest.mark.soak
@ON_A_PHONE
def test_a_comment_is_written_by_the_keyboard_alone(portal: Walk) -> None:
    keys = portal.page.keyboard
    portal.open(PATH)
    portal.tabs_to("Viết ý kiến")
    keys.press("Enter")
    portal.page.wait_for_url("**/gop-y/bai/**")
    said = {
        "Tên hiện dưới ý kiến": "Người đọc mẫu",
        "Thư điện tử": "ban-doc@mau.invalid",
        "Ý kiến": "Viết bằng bàn phím.",
    }
    for name, words in said.items():
        portal.tabs_to(name)
        keys.type(words)
    portal.tabs_to("Gửi ý kiến")
    keys.press("Enter")

    portal.page.wait_for_url("**/gop-y/da-gui/**")
    portal.reads("Đã nhận ý kiến")
    portal.is_fit()


def one_of_each_kind() -> list[str]:
    """Pages of the portal: of every kind that the demo has, and of every language, the first."""
    rows = opened(Page.objects).filter(depth__gt=2).order_by("path")
    kinds = {(one.content_type_id, one.locale_id): one.url for one in reversed(rows)}
    return sorted(kinds.values())


@pytest.mark.soak
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's files
@pytest.mark.usefixtures("demo_portal")
@ON_A_PHONE
@pytest.mark.parametrize("is_reading", [False, True])
def test_every_public_page_is_fit(walk: Walk, is_reading: bool) -> None:
    places = [*EVERY, *one_of_each_kind()]
    assert len(places) >= len(EVERY) + 15
    walk.open("/trang-chu/")
    if is_reading:
        walk.press("Chế độ đọc")
        walk.page.wait_for_load_state()
    for path in places:
        for width in (320, 360, 1280):
            walk.page.set_viewport_size({"width": width, "height": 640})
            walk.open(path)
            walk.is_fit()
        assert walk.out_of_reach() == [], path
