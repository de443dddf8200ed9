"""Signing out while figures wait on the machine: sent, taken along, or given up, never left behind.

The modules come from disk by a route; the server is played by it too.
"""

import json
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.architecture.tree import PACKAGE

pytestmark = pytest.mark.journey

MODULES = PACKAGE / "web" / "static" / "js" / "entry"
HOME = "http://localhost:1/"
WORDS = {
    "title": "Còn số chưa gửi",
    "waits": "Còn {n} ô",
    "send": "Gửi",
    "file": "Xuất",
    "drop": "Xoá",
    "stay": "Ở lại",
    "left": "Còn {n} ô chưa gửi được",
    "saved": "Đã xuất",
    "failed": "Chưa gửi được",
    "offline": "Không có mạng",
    "dropped": "Đã xoá khỏi máy",
    "gone": "Đã bị xoá",
    "wiped": "{form}: {n} ô từ {from} đến {until}",
    "understood": "Đã hiểu",
}
PAGE = f"""<!doctype html><title>.</title>
<form method="post" action="/leave" data-account="7" data-leaving='{json.dumps(WORDS)}'></form>"""
# Two accounts of one machine have typed into one form.
TYPED = """async () => {
  const { Queue } = await import("/queue.js");
  const ways = { sub: 5, store: "t", sync: "/sync", session: "/session", name: "Mai" };
  ways.form = "Biểu 1";
  for (const [user, cells] of [["7", ["a.x", "b.x"]], ["8", ["c.x"]]]) {
    const queue = await Queue.begin({ ...ways, user, changed: async () => {} });
    queue.kick = () => {};
    await queue.put(cells.map((cell) => ({ cell, s: "v", v: "1", base: 0 })));
    queue.end();
  }
}"""
ASK = """async () => {
  const { ask } = await import("/leaving.js");
  await ask(document.querySelector("form"));
}"""
# A page of the product is opened so many days later.
LATER = """async (days) => {
  const { tidy } = await import("/leaving.js");
  const now = Date.now;
  Date.now = () => now() + days * 24 * 60 * 60 * 1000;
  await tidy(document.querySelector("form"));
  Date.now = now;
}"""
LEFT = """async () => {
  const { Queue } = await import("/queue.js");
  const queue = await Queue.begin({ sub: 5, store: "t", user: "8", changed: async () => {} });
  const left = (await queue.all()).map((op) => op.cell);
  queue.end();
  return left;
}"""


@dataclass
class Server:
    """Answers as the product does; whether it is there, and what came."""

    is_there: bool = True
    is_offline: bool = False
    cells: list[str] = field(default_factory=list)
    left: int = 0

    def answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(HOME)
        if name in {"queue.js", "leaving.js"}:
            route.fulfill(path=MODULES / name, content_type="text/javascript")
        elif name == "session" and not self.is_offline:
            route.fulfill(json={"user": "7", "token": "t"})
        elif name == "sync" and self.is_there:
            route.fulfill(json=self.taken(route.request.post_data or ""))
        elif name in {"sync", "session"}:
            route.abort()
        else:
            self.left += name == "leave"
            route.fulfill(body=PAGE, content_type="text/html")

    def taken(self, body: str) -> dict[str, object]:
        ops = json.loads(body)["ops"]
        self.cells += [op["cell"] for op in ops]
        done = [{"id": op["id"], "code": 200, "rev": 1} for op in ops]
        return {"rev": 1, "done": done, "cells": {}}


def machine(browser: Browser, server: Server) -> Page:
    page = browser.new_context().new_page()
    page.route("**/*", server.answer)
    page.goto(HOME)
    page.evaluate(TYPED)
    return page


def leaving(browser: Browser, server: Server) -> Page:
    page = machine(browser, server)
    page.evaluate(ASK)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_who_signs_out_sends_first_or_takes_a_file_and_nothing_of_theirs_stays(
    browser: Browser,
) -> None:
    server = Server(is_there=False)
    page = leaving(browser, server)

    page.get_by_text("Còn 2 ô").wait_for()
    press(page, "Gửi")
    page.get_by_text("Chưa gửi được").wait_for()
    with page.expect_download() as download:
        press(page, "Xuất")
    server.is_there = True
    with page.expect_navigation():
        press(page, "Gửi")

    saved = json.loads(download.value.path().read_text())
    assert [op["cell"] for op in saved["ops"]] == ["a.x", "b.x"]
    assert (server.cells, server.left) == (["a.x", "b.x"], 1)
    assert page.evaluate(LEFT) == ["c.x"]
    page.context.close()


def test_who_gives_the_figures_up_signs_out_and_who_stays_keeps_them(browser: Browser) -> None:
    server = Server(is_there=False)
    page = leaving(browser, server)

    press(page, "Ở lại")
    kept = page.evaluate(LEFT)
    page.evaluate(ASK)
    with page.expect_navigation():
        press(page, "Xoá")

    assert (kept, server.left) == (["a.x", "b.x", "c.x"], 1)
    assert page.evaluate(LEFT) == ["c.x"]
    page.context.close()


@pytest.mark.soak
def test_without_a_network_it_asks_too_and_deleting_signs_nobody_out(browser: Browser) -> None:
    server = Server(is_there=False, is_offline=True)
    page = machine(browser, server)
    page.context.set_offline(True)

    page.evaluate(ASK)
    page.get_by_text("Còn 2 ô Không có mạng").wait_for()
    press(page, "Xoá")
    page.get_by_text("Đã xoá khỏi máy").wait_for()

    assert server.left == 0
    assert page.evaluate(LEFT) == ["c.x"]
    page.context.close()


@pytest.mark.soak
def test_what_lay_here_for_seven_days_goes_and_its_owner_alone_is_told(browser: Browser) -> None:
    server = Server(is_there=False)
    page = machine(browser, server)

    page.evaluate(LATER, 6.9)
    kept = page.evaluate(LEFT)
    page.evaluate(LATER, 7.1)
    gone = page.evaluate(LEFT)
    page.get_by_text("Biểu 1: 2 ô từ").wait_for()
    lines = page.locator("dialog li").count()
    press(page, "Đã hiểu")
    left = page.evaluate("JSON.parse(localStorage['vc-wiped']).map((one) => one.user)")

    assert (kept, gone) == (["a.x", "b.x", "c.x"], [])
    assert (lines, left) == (1, ["8"])
    page.context.close()


@pytest.mark.soak
def test_what_is_old_is_sent_before_it_goes_where_that_can_be(browser: Browser) -> None:
    server = Server()
    page = machine(browser, server)

    page.evaluate(LATER, 8)

    assert server.cells == ["a.x", "b.x"]
    assert page.evaluate(LEFT) == []
    assert page.locator("dialog").count() == 0
    assert page.evaluate("JSON.parse(localStorage['vc-wiped']).map((one) => one.user)") == ["8"]
    page.context.close()
