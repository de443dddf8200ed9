"""How soon somebody reads on a slow line: Chromium, slowed down as its own "Slow 3G" does.

Two seconds until anything answers, 50 kB a second each way, a phone of 360 px that knows nothing
of the portal yet; then a second page, when styles and letters have come. Needs playwright and a
Chromium on PATH (both belong to the tests); without them nothing is measured.
"""

import importlib.util
import os
import shutil
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SLOW = {
    "offline": False,
    "latency": 2000,  # milliseconds
    "downloadThroughput": 50_000,  # bytes a second
    "uploadThroughput": 50_000,
}
PATIENCE = 120_000.0  # milliseconds
FIRST_TEXT = """
() => new Promise((said) => new PerformanceObserver((list) => {
  const found = list.getEntriesByName("first-contentful-paint")[0];
  if (found) said(found.startTime);
}).observe({ type: "paint", buffered: true }))
"""
WHOLE = "() => performance.getEntriesByType('navigation')[0].loadEventEnd"


def measure(port: int, pages: Mapping[str, str]) -> dict[str, float]:
    """Seconds by page: until the first words are there, until all is; for the first and the next.

    Empty where no browser can be driven.
    """
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None or importlib.util.find_spec("playwright") is None:
        return {}
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu"] if os.geteuid() == 0 else ["--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        figures: dict[str, float] = {}
        for name, address in pages.items():
            figures |= _page(browser, f"http://127.0.0.1:{port}", name, address)
        browser.close()
        return figures


def _page(browser: "Browser", root: str, name: str, address: str) -> dict[str, float]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="vi-VN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", dict(SLOW))
    words, whole = _opened(page, root + address)
    again, _whole = _opened(page, f"{root}/so-do-trang/")
    context.close()
    return {
        f"slow_3g_{name}_words_s": words,
        f"slow_3g_{name}_whole_s": whole,
        f"slow_3g_{name}_next_words_s": again,
    }


def _opened(page: "Page", address: str) -> tuple[float, float]:
    page.goto(address, wait_until="load")
    words: float = page.evaluate(FIRST_TEXT)
    page.wait_for_function("performance.getEntriesByType('navigation')[0].loadEventEnd > 0")
    whole: float = page.evaluate(WHOLE)
    return round(words / 1000, 2), round(whole / 1000, 2)
