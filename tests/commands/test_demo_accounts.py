"""The demo's accounts: one per role of an officer, each where such a role is held."""

import pytest
from django.contrib.auth import authenticate

from vungcao.config import demo
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import VillageFactory
from vungcao.kernel.units.models import Kind
from vungcao.web import demo_accounts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def opened(province: None) -> None:
    """With a village each; the demo of units makes many more."""
    by = system_account("demo")
    with scoped(("/1/",)):
        for commune in (demo.commune(), demo.neighbour()):
            VillageFactory.create(parent=commune, called="mẫu 1")
        for _ in range(2):
            demo.open_accounts(password="vungcao-demo", by=by)


@pytest.mark.usefixtures("opened")
def test_each_role_of_an_officer_signs_in_by_its_slug_and_reaches_its_place() -> None:
    for role in OFFICE:
        user = User.objects.get(username=role.value)
        assert len(reach(user, demo.SINCE, frozenset({role}))) == 1
    assert authenticate(username="lanhdao-so", password="vungcao-demo") is not None
    assert Grant.objects.count() == len(demo.ACCOUNTS)
    for role in demo.CITIZENS:
        assert reach(User.objects.get(username=role.value), demo.SINCE) == ()


@pytest.mark.usefixtures("opened")
def test_the_neighbours_reach_nothing_of_each_other() -> None:
    one, other = (
        reach(User.objects.get(username=name), demo.SINCE) for name in ("canbo-xa", "canbo-xa-2")
    )

    assert one != other
    assert not any(a.startswith(b) or b.startswith(a) for a in one for b in other)


@pytest.mark.usefixtures("opened")
def test_a_village_head_holds_a_village_of_the_demo() -> None:
    held = Grant.objects.get(user__username=Role.VILLAGE_HEAD.value)

    assert held.unit.kind == Kind.VILLAGE
    assert held.scope.startswith(demo.commune().scope)


@pytest.mark.usefixtures("opened")
def test_the_sign_in_page_lists_every_role_once_by_its_place() -> None:
    groups = demo_accounts.listed(demo.SINCE)

    names = [account.username for group in groups for account in group.accounts]
    assert set(Role.values) <= set(names)
    assert len(names) == len(set(names)) == len(demo.ACCOUNTS) + len(demo.CITIZENS)
    assert [account.username for account in groups[-1].accounts] == ["congdan", "uytin"]
