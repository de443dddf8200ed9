"""A phone loses its network on a village road, finds it again, and is handed on to a colleague."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import entering
from tests.journeys.conftest import ON_A_DESK, ON_A_PHONE
from tests.journeys.walking import Walk
from vungcao.systems.statistics.views import entry, entry_page
from vungcao.web import offline

pytestmark = pytest.mark.journey

# Every address that the browser keeps, by the name of the cache.
KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    kept[name] = (await cache.keys()).map((request) => new URL(request.url).pathname);
  }
  return kept;
}"""
READY = "() => navigator.serviceWorker.ready.then(() => true)"
CONTROLLED = "() => navigator.serviceWorker.controller !== null"
MET_NO_WORKER = "() => performance.getEntriesByType('navigation')[0].workerStart === 0"
PATIENCE = 20  # seconds


@pytest.fixture(params=[360, 1280])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Unlike in the other journeys the service worker is let in."""
    context = browser.new_context(viewport={"width": request.param, "height": 740}, locale="vi-VN")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def kept(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(KEPT)
    return found


def let_in(walk: Walk, path: str) -> None:
    """A page that was on its way when the worker began is not yet its own; the next one is."""
    walk.open(path)
    walk.page.evaluate(READY)
    walk.open(path)
    walk.page.wait_for_function(CONTROLLED)


def lose_network(walk: Walk, path: str) -> None:
    """The page answers for the network, under the address that was asked for."""
    walk.page.context.set_offline(True)
    walk.open(path)
    walk.reads("Mất mạng", "Lúc này vẫn làm được gì", path)
    assert walk.page.url == walk.base + path


def find_network(walk: Walk, sentence: str) -> None:
    walk.page.context.set_offline(False)
    walk.reads(sentence)  # by itself


@ON_A_PHONE
def test_without_a_network_the_address_is_kept_and_opens_again(walk: Walk) -> None:
    let_in(walk, "/xac-minh/")
    lose_network(walk, "/xac-minh/?ma=MAU")
    walk.complaints.clear()  # what did not come because there was no network
    walk.is_fit()
    walk.press("Thử lại")
    walk.reads("Mất mạng")
    find_network(walk, "Tra theo mã")

    walk.sign_in("canbo-xa")
    lose_network(walk, "/lam-viec/don-vi/")
    find_network(walk, "Xã Vân Sơn")
    assert walk.page.url.endswith("/lam-viec/don-vi/")


@pytest.mark.soak
@ON_A_DESK
def test_after_signing_out_nothing_of_the_office_is_left(walk: Walk) -> None:
    walk.sign_in("canbo-xa")
    let_in(walk, "/lam-viec/tim/?q=van+son")
    walk.page.evaluate(
        "caches.open('vungcao-cua-phien').then((cache) => cache.put('/x', new Response('')))"
    )
    assert all(
        path == "/mat-mang/" or path.startswith("/static/") or path == "/x"
        for paths in kept(walk.page).values()
        for path in paths
    )

    walk.page.locator(".topbar summary").last.click()
    walk.press("Đăng xuất")
    walk.page.wait_for_url("**/tai-khoan/dang-nhap/")
    entering.until(walk.page, "caches.keys().then((names) => !names.includes('vungcao-cua-phien'))")

    left = kept(walk.page)
    assert [name for name in left if "-shell-" not in name and "-files-" not in name] == []
    assert {
        path for paths in left.values() for path in paths if not path.startswith("/static/")
    } == {"/mat-mang/"}


@pytest.mark.soak
@ON_A_PHONE
def test_another_mode_on_the_same_address_keeps_nothing_of_this_one(walk: Walk) -> None:
    walk.open("/mat-mang/")
    walk.page.evaluate("caches.open('vungcao-production-1-shell-0').then(() => {})")

    walk.page.evaluate(
        "navigator.serviceWorker.getRegistration().then((held) => held?.unregister())"
    )
    let_in(walk, "/mat-mang/")

    assert [name for name in kept(walk.page) if "production" in name] == []


@ON_A_PHONE
def test_a_form_that_was_on_its_way_while_the_worker_began_is_kept_too(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    owed, code, draw = entering.answer_owed(), offline.worker(), entry_page.grid_page
    is_asked, is_begun = threading.Event(), threading.Event()

    def late(*given: object, **more: object) -> object:
        is_asked.set()
        assert is_begun.wait(PATIENCE)
        return draw(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(offline, "worker", lambda: is_asked.wait(PATIENCE) and code)
    monkeypatch.setattr(entry, "grid_page", late)
    walk.sign_in("canbo-xa")
    form = walk.page.context.new_page()
    form.evaluate("address => { location.href = address; }", walk.base + entering.address(owed))
    walk.page.wait_for_function(CONTROLLED)  # all pages that stood have been taken over
    is_begun.set()

    entering.ready(form)

    assert form.evaluate(MET_NO_WORKER)
    entering.kept(form)
    form.wait_for_function(CONTROLLED)
