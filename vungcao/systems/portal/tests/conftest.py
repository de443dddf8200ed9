"""The office that takes letters; a folder for pictures that goes with the test."""

import gc
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from vungcao.systems.portal.tests.letter_world import NOW, World, build, easy


@pytest.fixture(autouse=True)
def begun(front: None) -> None:
    """Each test here finds a portal that has begun, unless it asks for the `plain` clone."""


@pytest.fixture
def world(db: None, now: list[datetime], monkeypatch: pytest.MonkeyPatch) -> World:
    easy(monkeypatch)
    return build()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """A test moves the time by its first item."""
    moment = [NOW]
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: moment[0])
    monkeypatch.setattr("vungcao.kernel.calendar.clock.today", lambda: moment[0].date())
    return moment


@pytest.fixture
def pictures_folder(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Drawing a size of a picture leaves files to the collector, which would warn of them."""
    settings.MEDIA_ROOT = tmp_path
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()
