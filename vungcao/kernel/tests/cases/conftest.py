"""The small province, for every test of cases."""

import pytest

from vungcao.kernel.tests.cases.world import World, build


@pytest.fixture
def world(db: None) -> World:
    return build()
