"""The browser reads figures and works out checks exactly as the server does.

`test_vectors.py` of statistics answers the same file. The modules come from disk by a route.
"""

import pytest
from playwright.sync_api import Browser, Route

from tests.architecture.tree import PACKAGE
from vungcao.systems.statistics.tests import vectors

pytestmark = pytest.mark.journey

MODULES = PACKAGE / "web" / "static" / "js" / "entry"
ADDRESS = "http://vungcao.invalid/"
ANSWER = """async (cases) => {
  const { q, dec, convention, parse, round, show, text, vi } = await import("/num.js");
  const { evaluate, fill, lacks, reads } = await import("/ast.js");
  const said = (value) => (Array.isArray(value) ? value.join("/") : value);
  const ways = {
    read: ({ texts, places, how }) => {
      const cells = texts.map((one) => parse(one, places, how));
      return [convention(texts), cells.map((one) => [one.s, one.v, one.e ?? "", show(one)])];
    },
    written: ({ value, places }) => {
      const exact = q(...value.split("/").map(BigInt));
      const travels = text(exact, places);
      return [said(round(exact, places)), travels, vi(travels)];
    },
    worked_out: ({ e, cells, past, below }) => {
      const env = {
        cell: (name) => cells?.[name] ?? null,
        past: (name, series) => past?.[`${name}/${series}`] ?? null,
        below: (name) => below?.[name] ?? [],
      };
      return [said(evaluate(e, env)), lacks(e, env), [...reads(e)].sort()];
    },
    filled: ({ e, key }) => [...reads(fill(e, key))].sort(),
  };
  const answers = {};
  for (const [kind, list] of Object.entries(cases)) answers[kind] = list.map(ways[kind]);
  return answers;
}"""


def from_disk(route: Route) -> None:
    name = route.request.url.removeprefix(ADDRESS)
    if name in {"num.js", "ast.js"}:
        route.fulfill(path=MODULES / name, content_type="text/javascript")
    else:
        route.fulfill(body="<!doctype html><title>.</title>", content_type="text/html")


def test_the_browser_answers_the_cases_as_the_server_does(browser: Browser) -> None:
    cases = vectors.cases()
    page = browser.new_page()
    page.route("**/*", from_disk)
    page.goto(ADDRESS)

    answers = page.evaluate(ANSWER, cases)

    page.close()
    wrong = [
        (case, answer)
        for kind, found in cases.items()
        for case, answer in zip(found, answers[kind], strict=True)
        if answer != case["is"]
    ]
    assert wrong == []
