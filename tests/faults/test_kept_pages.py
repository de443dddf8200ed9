"""Whatever is killed while an article is published over and over: no reader sees an older one."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.product import Product, wait_for
from tests.faults.publisher import PATH, TITLE
from vungcao.runtime import load
from vungcao.runtime.env import PROJECT

pytestmark = [pytest.mark.fault, pytest.mark.slow, pytest.mark.soak]
NUMBER = re.compile(rf"{TITLE} (\d+)\.")
HEADERS = {"Host": "localhost", "X-Forwarded-Proto": "https"}
READS = 60


@pytest.fixture
def publishing(product: Product) -> Iterator[tuple[Product, Path]]:
    product.heal()
    notes = product.home / "published.txt"
    notes.write_text("")  # each publisher counts from one
    publisher = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.publisher", str(notes)],
        env=product.variables(),
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_for(lambda: last(notes) > 3, product.said.read_text)
        yield product, notes
    finally:
        publisher.terminate()
        publisher.wait()
        product.heal()


def last(notes: Path) -> int:
    return len(notes.read_text().split("\n")) - 1


def read(product: Product) -> int | None:
    """The number on the page; None while nobody answers."""
    with suppress(OSError):
        status, page = load.fetch(product.port, PATH, HEADERS)
        found = NUMBER.search(page.decode()) if status == 200 else None
        return int(found[1]) if found else None
    return None


@pytest.mark.parametrize(
    "victim",
    ["", *(pytest.param(one, marks=pytest.mark.soak) for one in ("web_worker", "postmaster"))],
)
def test_no_reader_sees_an_older_page_than_was_committed(
    victim: str, publishing: tuple[Product, Path]
) -> None:
    product, notes = publishing
    shown, stale = set(), []
    wait_for(lambda: read(product) is not None, product.said.read_text)

    for nth in range(READS):
        if victim and nth == READS // 3:
            os.kill(getattr(product, victim)(), signal.SIGKILL)
        least = last(notes)
        number = read(product)
        if number is not None:
            shown.add(number)
            stale += [(least, number)] if number < least else []
        time.sleep(0.02)

    wait_for(lambda: (read(product) or 0) >= last(notes) - 1, product.said.read_text)
    assert stale == []
    assert len(shown) > 1
