"""Homes that the server's account may enter, and a whole product in one of them."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import prepared
from tests.faults.linked import Linked
from tests.faults.product import Product


@pytest.fixture
def home() -> Iterator[Path]:
    """As root the server drops to an account that cannot enter pytest's own folders."""
    yield from _folder()


@pytest.fixture(scope="module")
def product() -> Iterator[Product]:
    """One prepared home for all tests of a module; each finds the product running and whole."""
    for home in _folder():
        prepared.copy_to(home)
        made = Product(home)
        made.start()
        yield made
        made.end()


@pytest.fixture
def linked() -> Iterator[Linked]:
    """A product of its own with officers of three agencies, signed in."""
    for home in _folder():
        prepared.copy_to(home)
        made = Linked(home)
        try:
            made.start()
            made.open_offices()
            yield made
        finally:
            made.end()


def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="vungcao-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
