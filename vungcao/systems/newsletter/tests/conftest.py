"""A shelf that offers articles, and whoever works on an issue."""

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.offers.articles import articles
from vungcao.systems.newsletter.tests import shelf as made
from vungcao.systems.newsletter.tests.shelf import Shelf


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Three articles of two sections, the first of them read aloud."""
    held = Shelf()
    held.put(1, sounds=(made.SOUND,))
    held.put(2, 3, section="Chính sách")
    monkeypatch.setattr(articles, "_offers", {"mau.pages": held.offer})
    return held


@pytest.fixture
def keeper(db: None) -> User:
    """Somebody in whose name issues are made; numbers can be given."""
    made.numbering()
    return made.officer(Role.PUBLISHER, "duyet@mau.invalid")
