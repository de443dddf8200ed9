"""A browser for the journeys: Debian's Chromium on a phone's and on a desk's screen."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--disable-dev-shm-usage", "--disable-gpu", "--disable-extensions"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """As root Chromium needs --no-sandbox; in a small /dev/shm the first flag."""
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(params=[360, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 740}, locale="vi-VN")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()
