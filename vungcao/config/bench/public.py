"""The portal's pages: answers a second, kept and drawn anew, and what a first view weighs.

A web process as the product runs it, with all that the demo's portal shows, its imprint and its
comments. Front, a section and an article are asked for, each for some seconds; `cached_rps` and
`uncached_rps` are those of the slowest of them. Not kept is whatever has a query that pages do not
know. A first view is the page and every file that it names, as many bytes as are sent; how long it
takes on a slow line is measured where a browser is (`slow_line`).

`python -m vungcao.config.bench.public` measures in the database that the environment names.
"""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vungcao.config import boot
from vungcao.config.bench import slow_line
from vungcao.runtime import children, load, ports
from vungcao.runtime.env import environment

BUDGETS: dict[str, float] = {
    "cached_rps": 3000,
    "uncached_rps": 300,
    "first_view_kb": 90,
    "save_data_kb": 50,
}
AT_LEAST = frozenset({"cached_rps", "uncached_rps"})
FILES = re.compile(r'<(?:link[^>]*rel="(?:stylesheet|icon|manifest)"|script|img)[^>]*>')
ADDRESS = re.compile(r'(?:href|src)="(/[^"]+)"')
IMPORTED = re.compile(r'(?:from|import) ?"\./([^"]+)"')
GZIP = {"Accept-Encoding": "gzip"}
FRUGAL = {"Save-Data": "on"}
ANEW = "?khong-luu=1"
PATIENCE = 60.0
LAID = (
    "organisations.contacts",
    "portal.articles",
    "portal.recordings",
    "portal.documents",
    "portal.translations",
    "portal.shelves",
    "comments.comments",
)


@dataclass(frozen=True)
class Size:
    """For how many seconds each page is asked."""

    seconds: int = 5


def main() -> None:
    """The last line is what was measured."""
    boot.enter()
    rows, figures = measure(Size())
    sys.stdout.write(json.dumps({"rows": rows, "figures": figures}) + "\n")


def measure(size: Size) -> tuple[int, dict[str, float]]:
    """How many articles stand, and what was found."""
    rows, pages = _lay()
    with _web() as port:
        figures: dict[str, float] = {"asked_by_wrk": int(load.by() == "wrk")}
        for name, path in pages.items():
            for kind, address in (("cached", path), ("uncached", path + ANEW)):
                load.fetch(port, address, GZIP)
                load.rate(port, address, GZIP, 1)
                figures[f"{kind}_{name}_rps"] = load.rate(port, address, GZIP, size.seconds)
        for name, path in pages.items():
            figures[f"first_view_{name}_kb"] = _weight(port, path, {})
            figures[f"save_data_{name}_kb"] = _weight(port, path, FRUGAL)
        figures |= slow_line.measure(port, pages)
    for kind in ("cached", "uncached"):
        figures[f"{kind}_rps"] = min(figures[f"{kind}_{name}_rps"] for name in pages)
    for kind in ("first_view", "save_data"):
        figures[f"{kind}_kb"] = max(figures[f"{kind}_{name}_kb"] for name in pages)
    return rows, figures


def _lay() -> tuple[int, Mapping[str, str]]:
    """The demo's pages and comments; the addresses of a front, a section and an article."""
    from django.core.management import call_command

    from vungcao.config.bench.ground import everywhere
    from vungcao.kernel.calendar import clock
    from vungcao.kernel.offers.upkeep import demos
    from vungcao.systems.comments.models import PublishedComment
    from vungcao.systems.portal.models import Article

    with everywhere() as by:
        for name in LAID:
            demos.get(name).build(by, clock.today())
        said = set(PublishedComment.objects.values_list("article", flat=True))
        articles = list(Article.objects.order_by("pk"))
        shown = next(one for one in articles if f"portal.page:{one.pk}" in said)
        article, section = shown.url, shown.get_parent().url
    call_command("collectstatic", interactive=False, verbosity=0)
    return len(articles), {"front": "/", "section": section, "article": article}


@contextmanager
def _web() -> Iterator[int]:
    """The web process of the product on a port of its own, once it answers."""
    port = ports.any_free()
    child = children.web(environment(), port)
    log = (environment().home / "web.log").open("wb")
    process = subprocess.Popen(
        child.command, env=os.environ | child.variables, stdout=log, stderr=log
    )
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)
        log.close()


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if load.fetch(port, "/", GZIP)[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise load.Unanswered(Path(environment().home / "web.log").read_text()[-1000:])


def _weight(port: int, path: str, headers: dict[str, str]) -> float:
    """A page and its files, each once, in KiB as sent; without what a browser fetches later."""
    sent = {path: load.fetch(port, path, GZIP | headers)[1]}
    page = load.fetch(port, path, headers)[1].decode()
    wanted = [
        address
        for tag in FILES.findall(page)
        if 'loading="lazy"' not in tag
        for address in ADDRESS.findall(tag)
    ]
    while wanted:
        address = wanted.pop()
        if address not in sent:
            sent[address] = load.fetch(port, address, GZIP | headers)[1]
            if address.endswith(".js"):
                text = load.fetch(port, address, {})[1].decode()
                folder = address.rpartition("/")[0]
                wanted += [f"{folder}/{name}" for name in IMPORTED.findall(text)]
    return round(sum(map(len, sent.values())) / 1024, 1)


if __name__ == "__main__":
    main()
