"""Tables that exist for one module, or for one test in a clone that nobody uses afterwards."""

from collections.abc import Iterator

import psycopg
import pytest

from conftest import CLONES
from tests import templates
from vungcao.kernel.tests.scopes import scratch


@pytest.fixture
def committed_tables(transactional_db: None, owner: scratch.Owner) -> None:
    """The scratch tables, filled and committed, for a test that commits."""
    scratch.make(owner)
    scratch.fill(owner)


@pytest.fixture
def tables(laid: None, db: None) -> None:
    """The same for a test whose changes are undone."""


@pytest.fixture(scope="module")
def laid(keeper: scratch.Owner) -> Iterator[None]:
    scratch.make(keeper)
    scratch.fill(keeper)
    yield
    scratch.drop(keeper)


@pytest.fixture(scope="module")
def keeper(django_db_setup: None) -> Iterator[scratch.Owner]:
    """The owner of the clone that a whole module's tests use."""
    CLONES.enter("plain")
    place = templates.owner_address(CLONES.name("plain"))
    with psycopg.connect(place.conninfo(), autocommit=True) as owner:
        yield owner
