"""The same journeys in a browser that runs no scripts: every screen still does its work."""

import inspect
from collections.abc import Callable

import pytest

from tests.journeys import (
    test_accounts,
    test_audit,
    test_documents,
    test_exchange,
    test_files,
    test_grants,
    test_norms,
    test_notices,
    test_reform,
    test_shell,
    test_units,
)
from tests.journeys.conftest import Device
from tests.journeys.test_documents import book as book
from tests.journeys.test_files import large as large
from tests.journeys.walking import Walk

pytestmark = [
    pytest.mark.journey,
    pytest.mark.soak,
    pytest.mark.parametrize("page", [Device(360, has_scripts=False)], indirect=True, ids=["plain"]),
]
# What is about scripts: by their own names, with the reason.
ABOUT_SCRIPTS: dict[str, str] = {}
MODULES = (
    test_accounts,
    test_audit,
    test_documents,
    test_exchange,
    test_files,
    test_grants,
    test_norms,
    test_notices,
    test_reform,
    test_shell,
    test_units,
)
JOURNEYS = [
    journey
    for module in MODULES
    for name, journey in vars(module).items()
    if name.startswith("test_") and name not in ABOUT_SCRIPTS
]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.__name__)
def test_a_journey_goes_without_scripts(
    walk: Walk, journey: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    wanted = set(inspect.signature(journey).parameters)

    journey(walk=walk, **{name: request.getfixturevalue(name) for name in wanted - {"walk"}})
