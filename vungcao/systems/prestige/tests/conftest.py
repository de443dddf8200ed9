"""The ground of changes, within a reach that holds it."""

from collections.abc import Iterator

import pytest

from vungcao.kernel.scopes.services import scoped
from vungcao.systems.prestige.tests.changing import Ground


@pytest.fixture
def ground_of_changes(db: None) -> Iterator[Ground]:
    with scoped(("/1/",)):
        yield Ground()
