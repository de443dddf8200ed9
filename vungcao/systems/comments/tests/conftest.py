"""The shelf and the office of every test that asks for them."""

from datetime import datetime

import pytest

from vungcao.kernel.offers.articles import articles
from vungcao.systems.comments.tests.world import NOW, Shelf, World, build


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """One article, whatever the portal of this installation publishes."""
    shelf = Shelf()
    monkeypatch.setattr(articles, "_offers", {"tests.shelf": shelf.offer()})
    return shelf


@pytest.fixture
def world(db: None, shelf: Shelf) -> World:
    return build()


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time stands; a test moves it by its first item."""
    moment = [NOW]
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: moment[0])
    return moment
