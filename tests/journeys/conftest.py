"""A browser for the journeys: Debian's Chromium on a phone's and on a desk's screen."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.ground import TODAY
from tests.journeys.walking import Walk
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.offers import upkeep
from vungcao.kernel.scopes.services import scoped

FLAGS = ["--disable-dev-shm-usage", "--disable-gpu", "--disable-extensions"]


@dataclass(frozen=True)
class Device:
    """The width of its screen in px, and whether it runs scripts."""

    width: int
    has_scripts: bool = True


# Each way is walked at one width by `make test` and at both by `make soak`.
ON_A_DESK = pytest.mark.parametrize(
    "page", [pytest.param(360, marks=pytest.mark.soak), 1280], indirect=True
)
ON_A_PHONE = pytest.mark.parametrize(
    "page", [360, pytest.param(1280, marks=pytest.mark.soak)], indirect=True
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """As root Chromium needs --no-sandbox; in a small /dev/shm the first flag.

    Debian's build without windows does a quarter less for the same journey.
    """
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(params=[360, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    given = request.param
    device = given if isinstance(given, Device) else Device(given)
    view: ViewportSize = {"width": device.width, "height": 740}
    # What a page asks of the server is seen by the journey itself; test_offline.py lets it in.
    context = browser.new_context(
        viewport=view,
        locale="vi-VN",
        service_workers="block",
        java_script_enabled=device.has_scripts,
    )
    context.set_default_timeout(20_000)  # the first page of a process reads all templates
    yield context.new_page()
    context.close()


@pytest.fixture
def walk(
    ground: None,
    transactional_db: None,
    live_server: LiveServer,
    page: Page,
    request: pytest.FixtureRequest,
) -> Walk:
    """A reader before the demo province's sign-in page; every demo account is open."""
    device = request.node.callspec.params["page"]
    has_scripts = not isinstance(device, Device) or device.has_scripts
    return Walk(page, live_server.url, has_scripts=has_scripts)


@pytest.fixture
def demo_portal(ground: None, transactional_db: None) -> None:
    """What the demo shows of the portal, the newsletter and comments."""
    with scoped(("/1/",)):
        keeper = system_account("demo")
        offers = sorted(upkeep.demos.items(), key=lambda offer: (offer[1].order, offer[0]))
        for name, offer in offers:
            if name.partition(".")[0] in ("portal", "newsletter", "comments"):
                offer.build(keeper, TODAY)


@pytest.fixture
def empty(transactional_db: None, live_server: LiveServer, page: Page) -> Walk:
    """A reader of a province without any data but what the test enters."""
    return Walk(page, live_server.url)
