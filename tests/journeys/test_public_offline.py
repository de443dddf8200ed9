"""What was read and kept to be heard opens again without a network, as the product sends it."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection
from playwright.sync_api import Browser, Page

from tests.journeys.walking import Walk
from vungcao.config.kept_places import is_place
from vungcao.systems.portal.tests import voices
from vungcao.systems.portal.tests.factories import published, section
from vungcao.web.keeping import Keeper

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.soak]
PATH, OTHER = "/tin-tuc/duong-vao-thon/", "/tin-tuc/bai-khac/"
PATIENCE = 100  # looks, ten a second
READY = "() => navigator.serviceWorker.ready.then(() => true)"
MET_NO_WORKER = "() => performance.getEntriesByType('navigation')[0].workerStart === 0"
READ = """async () => {
  const name = (await caches.keys()).find((one) => one.endsWith("-read"));
  const cache = name && await caches.open(name);
  return cache ? (await cache.keys()).map((one) => new URL(one.url).pathname) : [];
}"""
HEARS = """async () => {
  const audio = document.querySelector(".player audio");
  audio.load();
  await new Promise((done, failed) => {
    audio.addEventListener("loadeddata", done, { once: true });
    audio.addEventListener("error", () => failed(audio.error?.message), { once: true });
    audio.preload = "auto";
  });
  return audio.duration;
}"""


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def with_files(keeper: Any) -> Any:
    """Static files from where they are written; everything else from the keeper."""
    files: Any = StaticFilesHandler(keeper)

    def answer(environ: dict[str, Any], start: Any) -> Any:
        try:
            return files(environ, start)
        finally:
            connection.close()

    return answer


@pytest.fixture
def kept(ground: None, transactional_db: None, browser: Browser) -> Iterator[Walk]:
    """A phone whose service worker is let in, before the product with its kept pages."""
    keeper = Keeper(get_wsgi_application(), is_place)
    server = make_server("127.0.0.1", 0, with_files(keeper), Server, Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    context.set_default_timeout(10_000)
    yield Walk(context.new_page(), f"http://127.0.0.1:{server.server_port}")
    context.close()
    server.shutdown()
    server.server_close()
    keeper.watch.end()


def keeps(page: Page, wanted: list[str]) -> None:
    """A page is put away after it is shown."""
    for _look in range(PATIENCE):
        if (found := page.evaluate(READ)) == wanted:
            return
        page.wait_for_timeout(100)
    assert found == wanted


def test_an_article_and_its_recording_stay_on_the_phone(kept: Walk) -> None:
    place = section()
    voices.heard(published(place), "tyz")
    published(place, "bai-khac")
    kept.open(OTHER)
    kept.page.evaluate(READY)
    kept.open(OTHER)
    kept.open(PATH)
    kept.page.get_by_role("button", name="Giữ để nghe khi mất mạng").click()
    kept.reads("Đã giữ trong máy")
    keeps(kept.page, [OTHER, PATH])

    kept.page.context.set_offline(True)
    kept.open(PATH)
    kept.reads("Đường vào thôn đã thông.")
    assert kept.page.evaluate(HEARS) > 0.5
    kept.complaints.clear()  # what did not come because there was no network
    kept.is_fit()

    kept.open(f"{PATH}?nghe=abcdefghij")
    kept.reads("Đường vào thôn đã thông.")

    kept.open("/tin-tuc/chua-doc-bao-gio/")
    kept.reads("Mất mạng", "Trang đã đọc, máy này còn giữ", "Bản đọc đã giữ để nghe")
    assert "Thôn mẫu 1" in kept.page.locator('[data-kept="heard"] p').inner_text()
    assert kept.page.evaluate(HEARS.replace(".player", "[data-kept=heard]")) > 0.5
    kept.page.locator('[data-kept="read"] a').first.click()
    kept.reads("Đường vào thôn đã thông.")


def test_no_more_than_the_last_thirty_are_kept(kept: Walk) -> None:
    place = section()
    for number in range(33):
        published(place, f"bai-{number}")
    kept.open("/thu-tuc/")
    kept.page.evaluate(READY)
    kept.open("/thu-tuc/")
    for number in range(33):
        kept.open(f"/tin-tuc/bai-{number}/")

    keeps(kept.page, ["/thu-tuc/", *(f"/tin-tuc/bai-{number}/" for number in range(3, 33))])


def test_the_very_first_page_stays_too(kept: Walk) -> None:
    published(section())
    kept.open(f"{PATH}#main")
    assert kept.page.evaluate(MET_NO_WORKER)
    keeps(kept.page, [PATH])

    kept.page.context.set_offline(True)
    kept.open(PATH)
    kept.reads("Đường vào thôn đã thông.")
