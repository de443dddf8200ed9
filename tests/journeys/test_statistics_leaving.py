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
}
PAGE = f"""<!doctype html><title>.</title>
<form method="post" action="/leave" data-leaving='{json.dumps(WORDS)}'></form>"""
# Two accounts of one machine have typed into one form.
TYPED = """async () => {
  const { Queue } = await import("/queue.js");
  const ways = { sub: 5, store: "t", sync: "/sync", session: "/session", name: "Mai" };
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
    cells: list[str] = field(default_factory=list)
    left: int = 0

    def answer(self, route: Route) -> None:
        name = route.request.url.removeprefix(HOME)
        if name in {"queue.js", "leaving.js"}:
            route.fulfill(path=MODULES / name, content_type="text/javascript")
        elif name == "session":
            route.fulfill(json={"user": "7", "token": "t"})
        elif name == "sync" and self.is_there:
            route.fulfill(json=self.taken(route.request.post_data or ""))
        elif name == "sync":
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
    page.evaluate(ASK)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_who_signs_out_sends_first_or_takes_a_file_and_nothing_of_theirs_stays(
    browser: Browser,
) -> None:
    server = Server(is_there=False)
    page = machine(browser, server)

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
    page = machine(browser, server)

    press(page, "Ở lại")
    kept = page.evaluate(LEFT)
    page.evaluate(ASK)
    with page.expect_navigation():
        press(page, "Xoá")

    assert (kept, server.left) == (["a.x", "b.x", "c.x"], 1)
    assert page.evaluate(LEFT) == ["c.x"]
    page.context.close()
