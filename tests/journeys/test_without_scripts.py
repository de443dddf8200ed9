"""The same journeys in a browser that runs no scripts: every screen still does its work.

A few of them here; all of them in `make soak`.
"""

import inspect
from collections.abc import Callable, Iterator

import pytest

from tests.journeys import (
    test_accounts,
    test_audit,
    test_documents,
    test_exchange,
    test_forms,
    test_grants,
    test_norms,
    test_notices,
    test_prestige_changes,
    test_reform,
    test_shell,
    test_units,
)
from tests.journeys.conftest import Device
from tests.journeys.test_documents import book as book
from tests.journeys.test_documents import home as home
from tests.journeys.walking import Walk

pytestmark = [
    pytest.mark.journey,
    pytest.mark.parametrize("page", [Device(360, has_scripts=False)], indirect=True, ids=["plain"]),
]
# Sending files has a journey of its own without scripts: test_files.py.
MODULES = (
    test_accounts,
    test_audit,
    test_documents,
    test_exchange,
    test_grants,
    test_norms,
    test_notices,
    test_prestige_changes,
    test_reform,
    test_shell,
    test_units,
)
# What is done by scripts, and what does the same without them.
BY_SCRIPTS = {
    "test_an_officer_signs_in_with_a_passkey_alone": "the password, or the code of an app",
}
USUAL = {"test_an_administrator_grants_a_role_and_ends_it"}


def journeys(*, of_register: bool = False) -> Iterator[object]:
    """Those upon the demo's ground, or those that need its register as well."""
    for module in MODULES:
        for name, journey in vars(module).items():
            if not name.startswith("test_") or name in BY_SCRIPTS:
                continue
            if ("register" in inspect.signature(journey).parameters) == of_register:
                marks = () if name in USUAL else pytest.mark.soak
                yield pytest.param(journey, marks=marks, id=name.removeprefix("test_"))


def goes(journey: Callable[..., None], walk: Walk, request: pytest.FixtureRequest) -> None:
    wanted = set(inspect.signature(journey).parameters)
    journey(walk=walk, **{name: request.getfixturevalue(name) for name in wanted - {"walk"}})


@pytest.mark.parametrize("journey", list(journeys()))
def test_a_journey_goes_without_scripts(
    walk: Walk, journey: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    goes(journey, walk, request)


@pytest.mark.parametrize("journey", list(journeys(of_register=True)))
def test_a_journey_of_the_register_goes_without_scripts(
    walk: Walk, register: None, journey: Callable[..., None], request: pytest.FixtureRequest
) -> None:
    goes(journey, walk, request)


@pytest.mark.soak
def test_a_role_is_granted_by_looking_up_with_buttons(walk: Walk) -> None:
    walk.sign_in_by_the_form("quan-tri")
    walk.open(test_forms.FORM)

    walk.page.fill("[name=account]", "tai ch")
    walk.page.check("[name=role][value=kiem-tra]")
    walk.press("Tìm")
    walk.reads("tai-chinh")
    walk.page.get_by_label("tai-chinh").first.check()
    walk.page.fill("[name=unit]", "huu san")
    walk.page.get_by_role("button", name="Tìm", exact=True).last.click()
    walk.reads("nay thuộc Xã Vân Sơn")
    walk.page.get_by_label("nay thuộc Xã Vân Sơn").first.check()
    walk.page.fill("[name=decision_number]", "7/QĐ-MAU")
    walk.press("Lưu nháp")
    walk.page.get_by_text("Nháp lúc").first.wait_for()
    walk.page.locator("main form").get_by_role("button", name="Cấp vai trò").click()

    walk.reads("Đã cấp vai trò.", "tai-chinh")
