"""Readers of the portal: on a phone, by the keyboard, four times as large, without a network."""

import pytest
from django.test import Client

from tests.journeys.conftest import ON_A_PHONE
from tests.journeys.walking import Walk
from vungcao.systems.portal.tests.factories import published, section

pytestmark = pytest.mark.journey
PATH = "/tin-tuc/duong-vao-thon/"
EVERY = (
    *("/trang-chu/", "/tin-tuc/", PATH, "/thu-tuc/", "/so-do-trang/", "/tro-nang/", "/ban-tin/"),
    *("/gop-y/", "/gop-y/trang/", "/gop-y/theo-doi/", "/mat-mang/", "/xac-minh/"),
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
@pytest.mark.parametrize("is_reading", [False, True])
def test_every_public_page_is_fit(portal: Walk, is_reading: bool) -> None:
    open_ = [path for path in EVERY if Client().get(path).status_code == 200]
    assert len(open_) >= 8
    portal.open(PATH)
    if is_reading:
        portal.press("Chế độ đọc")
        portal.page.wait_for_load_state()
    for path in open_:
        for width in (320, 360, 1280):
            portal.page.set_viewport_size({"width": width, "height": 640})
            portal.open(path)
            portal.is_fit()
        assert portal.out_of_reach() == [], path
