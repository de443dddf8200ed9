"""What every journey does: open, sign in, and look whether a page is fit to be used."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, Request

from tests.ground import PASSWORD
from vungcao.kernel.accounts.models import User

AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What passes is neither described nor carried over: that would be most of the work.
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
VIOLATIONS = "options => axe.run(document, options).then((found) => found.violations)"

MOST_TABS = 120
# Whether a name is that of what has the focus: its label, or its own words.
REACHED = """name => {
  const at = document.activeElement
  const labels = [...(at.labels ?? [])].map(one => one.innerText)
  return [...labels, at.getAttribute("aria-label"), at.innerText].some(
    said => (said ?? "").trim() === name)
}"""
# What a keyboard must reach: visible, not off; of a group of radio buttons the one that is chosen.
WANTED = """() => {
  const sort = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const stands = (one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled;
  const named = (one) => [...document.getElementsByName(one.name)];
  const group = (one) => named(one).filter((other) => other.form === one.form);
  const speaks = (one) => one.type !== "radio" || one.checked
    || (!group(one).some((other) => other.checked) && one === group(one)[0]);
  const wanted = [...document.querySelectorAll(sort)].filter((one) => stands(one) && speaks(one));
  for (const one of wanted) one.dataset.wanted = "";
  document.addEventListener("focusin", (event) => delete event.target.dataset.wanted);
  document.activeElement?.blur();
  return wanted.length;
}"""
# An address counts once: a map may leave its links to the list beside it.
MISSED = """() => {
  const place = (one) => one.getAttribute("href");
  const reached = new Set([...document.querySelectorAll("a[href]:not([data-wanted])")].map(place));
  const missed = [...document.querySelectorAll("[data-wanted]")];
  for (const one of missed) delete one.dataset.wanted;
  return missed.filter((one) => !reached.has(place(one)))
    .map((one) => `${one.tagName} ${one.getAttribute("name")} ${one.textContent.trim()}`);
}"""
# Words of a chart that end in dots or reach out of the page, into which none can scroll.
CUT = """() => [...document.querySelectorAll(".chart svg.vl text")].filter((one) => {
  const box = one.getBoundingClientRect();
  const out = box.left < 0 || box.right > document.documentElement.clientWidth;
  return box.width > 0 && (out || one.textContent.includes("…"));
}).map((one) => one.textContent)"""
SPARE = 30  # presses for what a browser reaches of its own: scrolling regions, its own frame


class Walk:
    """One reader in one browser; what the pages complain about is kept."""

    def __init__(self, page: Page, base: str, *, has_scripts: bool = True) -> None:
        self.page = page
        self.base = base
        self.has_scripts = has_scripts
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", self._failed)

    def _failed(self, request: Request) -> None:
        """What the browser itself gave up on, because it had gone to the next page, is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.url} {request.failure}")

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def sign_in(self, username: str) -> None:
        """As somebody who has filled in the form before: their session, and where it led."""
        client = Client()
        client.force_login(User.objects.get(username=username))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.base}]
        )
        self.open("/lam-viec/")

    def sign_in_by_the_form(self, username: str, password: str = PASSWORD) -> None:
        self.open("/tai-khoan/dang-nhap/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url("**/lam-viec/")

    def press(self, name: str) -> None:
        """The button or link of this name, as a reader finds it."""
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        button.or_(link).first.click()

    def menu(self, name: str) -> None:
        """An entry of the menu, which a phone first has to open; a number may stand beside it."""
        self.arrive()
        opener = self.page.get_by_role("button", name="Mở danh mục")
        if opener.is_visible():
            opener.click()
        said = re.compile(rf"^{re.escape(name)}( \d+\b.*)?$")
        self.page.locator("nav.side").get_by_role("link", name=said).click()

    def reads(self, *sentences: str) -> None:
        """Each sentence stands in the page's main part."""
        for sentence in sentences:
            self.page.locator("main").get_by_text(sentence).first.wait_for(state="attached")

    def arrive(self) -> None:
        """Until the page that a press led to stands whole: a look at half a page finds faults."""
        self.page.wait_for_load_state("load")

    def is_fit(self) -> None:
        """Nothing for axe to object to, no sideways scroll, no word of a chart that is cut, no
        script or file that failed."""
        self.arrive()
        if self.has_scripts:  # axe is a script itself
            found = self._violations()
            assert not found, f"{self.page.url}: {found}"
        for font in ("", "DejaVu Sans"):
            assert self._overflow(font) == 0, f"{self.page.url} scrolls sideways in “{font}”"
            assert not (cut := self.page.evaluate(CUT)), f"{self.page.url} cuts {cut} in “{font}”"
        assert not self.complaints, f"{self.page.url}: {self.complaints}"

    def _violations(self) -> list[str]:
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        violations: list[dict[str, Any]] = self.page.evaluate(VIOLATIONS, OPTIONS)
        return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations]

    def out_of_reach(self) -> list[str]:
        """What the key Tab does not lead to."""
        self.arrive()
        for _ in range(self.page.evaluate(WANTED) + SPARE):
            self.page.keyboard.press("Tab")
        missed: list[str] = self.page.evaluate(MISSED)
        return missed

    def tabs_to(self, name: str) -> None:
        """Press Tab until what has this name, as a reader of the screen says it, is reached."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(REACHED, name):
                return
        raise AssertionError(f"{self.page.url}: Tab does not lead to “{name}”")

    def _overflow(self, font: str) -> int:
        """How far the page sticks out sideways in its own font, or in a wide one of weak phones."""
        self.page.evaluate(
            "font => document.documentElement.style.setProperty('--font', font)",
            f'"{font}"' if font else "",
        )
        too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(too_wide))
