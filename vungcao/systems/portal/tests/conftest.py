"""The office that takes letters, for every test that asks for it; the time stands."""

from datetime import datetime

import pytest

from vungcao.systems.portal.tests.letter_world import NOW, World, build, easy


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
