"""Photographs of the screens for `make screenshots`: narrow to wide, light, dark and printed.

No test: pytest collects this file only where the Makefile names it.
"""

from pathlib import Path

import pytest

from tests.journeys.screens import EVERY, Screen
from tests.journeys.walking import Walk

pytestmark = pytest.mark.journey

WIDTHS = (360, 768, 1280)
HEIGHT = 800


@pytest.fixture
def folder(request: pytest.FixtureRequest) -> Path:
    place = Path(request.config.getoption("--screenshots") or ".screenshots")
    place.mkdir(parents=True, exist_ok=True)
    return place


@pytest.mark.parametrize("page", [WIDTHS[-1]], indirect=True, ids=["wide"])
@pytest.mark.parametrize("screen", EVERY, ids=lambda screen: screen.name)
def test_a_screen_is_photographed(walk: Walk, screen: Screen, folder: Path) -> None:
    if screen.account:
        walk.sign_in(screen.account)
    screen.show(walk)
    for width in WIDTHS:
        walk.page.set_viewport_size({"width": width, "height": HEIGHT})
        for theme in ("light", "dark"):
            walk.page.emulate_media(color_scheme=theme)
            walk.page.screenshot(path=folder / f"{screen.name}-{width}-{theme}.png", full_page=True)
    walk.page.emulate_media(media="print", color_scheme="light")
    walk.page.screenshot(path=folder / f"{screen.name}-in.png", full_page=True)
    walk.page.pdf(path=folder / f"{screen.name}-in.pdf", format="A4")
