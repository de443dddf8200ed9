"""Tables that exist for one test, in a clone that nobody uses afterwards."""

import pytest

from vungcao.kernel.tests.scopes import scratch


@pytest.fixture
def tables(transactional_db: None, owner: scratch.Owner) -> scratch.Owner:
    """The scratch tables, filled and committed."""
    scratch.make(owner)
    scratch.fill(owner)
    return owner
