"""Photographs of the screens for `make screenshots`: narrow to wide, light, dark and printed.

No test: pytest collects this file only where the Makefile names it.
"""

from pathlib import Path

import pytest

from tests.journeys.crowds import COUNTS, CROWDS, show
from tests.journeys.screens import EVERY, MISTAKES, Mistake, Screen
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
    photograph(walk, folder, screen.name)


@pytest.mark.parametrize("page", [WIDTHS[-1]], indirect=True, ids=["wide"])
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_what_is_refused_is_photographed(walk: Walk, mistake: Mistake, folder: Path) -> None:
    if mistake.account:
        walk.sign_in(mistake.account)
    mistake.show(walk)
    photograph(walk, folder, f"loi-{mistake.name}")


@pytest.mark.parametrize("page", [WIDTHS[-1]], indirect=True, ids=["wide"])
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("name", CROWDS)
def test_a_list_is_photographed(empty: Walk, name: str, count: int, folder: Path) -> None:
    show(empty, name, count)
    photograph(empty, folder, f"{name}-{count}-dong")


def photograph(walk: Walk, folder: Path, name: str) -> None:
    walk.arrive()
    for width in WIDTHS:
        walk.page.set_viewport_size({"width": width, "height": HEIGHT})
        for theme in ("light", "dark"):
            walk.page.emulate_media(color_scheme=theme)
            walk.page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
    walk.page.emulate_media(media="print", color_scheme="light")
    walk.page.screenshot(path=folder / f"{name}-in.png", full_page=True)
    walk.page.pdf(path=folder / f"{name}-in.pdf", format="A4")
