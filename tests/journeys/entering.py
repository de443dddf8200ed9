"""What the journeys of the entry grid share: one answer that is owed, and hands that fill it in."""

import time
from collections.abc import Mapping

from playwright.sync_api import Page

from tests.journeys.walking import Walk
from vungcao.kernel.accounts.models import User
from vungcao.kernel.scopes.services import scoped
from vungcao.systems.onestop.tests.factories import commune
from vungcao.systems.statistics.models import Observation, ObservationLog, Submission
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.services import flow
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.tests.entry_forms import NOW, owed, published, wide
from vungcao.systems.statistics.tests.factories import op
from vungcao.systems.statistics.tests.layouts import small

READY = "#entry-form[data-ready]"
# Into the clipboard and out of it, as the keys do; the browser's own asks for a permission.
PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
TYPE = """async (cells) => {
  for (const [name, value] of cells) {
    const one = document.getElementsByName(name)[0];
    if (!one.offsetParent) one.closest("tr").querySelector("th button").click();
    one.focus();
    one.value = value;
    one.dispatchEvent(new InputEvent("input", { bubbles: true }));
    one.blur();
  }
}"""
WAITING = """() => new Promise((settle) => {
  const { store, sub } = JSON.parse(document.getElementById("entry-data").textContent);
  const request = indexedDB.open(`${store}-entry`, 1);
  request.onsuccess = () => {
    const all = request.result.transaction("ops").objectStore("ops").getAll();
    all.onsuccess = () => {
      request.result.close();
      settle(all.result.filter((op) => op.sub === sub && op.s !== "e").length);
    };
  };
})"""

FILLED = {
    "tay.homes": "30",
    "tay.male": "61",
    "tay.female": "59",
    "nung.homes": "10",
    "nung.male": "22",
    "nung.female": "21",
}
OPEN = (
    "() => [...document.querySelectorAll('.entry input')].filter(o => !o.readOnly).map(o => o.name)"
)
KEPT = "caches.match(location.href).then(Boolean)"
# What stands in the way when a page is not kept.
WORKERS = """async () => {
  const found = await navigator.serviceWorker.getRegistrations();
  const states = ["installing", "waiting", "active"];
  const state = (one) => states.map((name) => `${name} ${one[name]?.state}`);
  const answers = await Promise.all(["/sw.js", "/mat-mang/"].map(async (address) => {
    const answer = await fetch(address, { credentials: "omit" });
    return `${address} ${answer.status}`;
  }));
  return JSON.stringify({ controller: navigator.serviceWorker.controller?.state, answers,
    workers: found.map(state), caches: await caches.keys() });
}"""


def answer_owed() -> Submission:
    """The demo's commune owes a wide form."""
    with scoped(("/1/",)):
        return owed(commune(), published(wide()))


def answer_certified() -> Submission:
    """The demo's commune has filled a small form, and its leader has certified it."""
    with scoped(("/1/",)):
        found = owed(commune(), published(small(), "tra-lai"))
        typist, leader = (User.objects.get(username=one) for one in ("canbo-xa", "lanhdao-xa"))
        ops = [op(cell, cell, text) for cell, text in FILLED.items()]
        apply(submission=found, ops=ops, by=typist, now=NOW)
        flow.submit(submission=found, by=typist, now=NOW)
        flow.certify(submission=found, by=leader, now=NOW)
        return found


def address(submission: Submission) -> str:
    return f"/lam-viec/so-lieu/nhap/{submission.pk}/"


def ready(page: Page) -> None:
    page.wait_for_selector(READY, state="attached")


def open_form(walk: Walk, submission: Submission) -> Page:
    walk.open(address(submission))
    ready(walk.page)
    return walk.page


def focus(page: Page, cell: str) -> None:
    field = page.locator(f'[name="{cell}"]')
    if not field.is_visible():  # on a phone one line is open at a time
        field.locator("xpath=ancestor::tr").locator("th button").click()
    field.focus()


def write(page: Page, cell: str, text: str) -> None:
    """Typed over what stands there, and left by Enter."""
    focus(page, cell)
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def paste(page: Page, cell: str, text: str) -> None:
    focus(page, cell)
    page.evaluate(PASTE, text)


def type_all(page: Page, cells: Mapping[str, str]) -> None:
    page.evaluate(TYPE, list(cells.items()))


def value(page: Page, cell: str) -> str:
    return page.locator(f'[name="{cell}"]').input_value()


def waits(page: Page) -> int:
    """How many changes lie on this machine's disk."""
    return int(page.evaluate(WAITING))


def settled(page: Page) -> None:
    """Nothing waits any more on this machine."""
    until(page, f"({WAITING})().then((n) => n === 0)")


def kept(page: Page) -> None:
    """The worker has put the page away for times without a network."""
    until(page, KEPT)


def until(page: Page, promised: str, timeout: int = 30) -> None:
    """Asks anew: what waits for a function in the page takes a promise for a yes."""
    end = time.monotonic() + timeout
    while not page.evaluate(promised):
        assert time.monotonic() < end, page.evaluate(WORKERS)
        page.wait_for_timeout(50)


def figures(submission: Submission) -> dict[str, tuple[str, int | None]]:
    """What the server holds: state and value of each cell, by its code."""
    with scoped(("/1/",)):
        cells = submission.obligation.campaign.version.form_cells
        codes = dict(cells.values_list("cell_id", "code"))
        found = Observation.objects.filter(submission=submission)
        return {codes[row.cell_id]: (tuple(State)[row.state].value, row.value) for row in found}


def log(submission: Submission) -> list[ObservationLog]:
    with scoped(("/1/",)):
        return list(ObservationLog.objects.filter(submission=submission).order_by("revision"))
