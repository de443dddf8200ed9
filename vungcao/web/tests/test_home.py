"""The officer's first page: a greeting, what needs a look, the way to each screen."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.offers.registry import Registry
from vungcao.kernel.offers.screens import Tile
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.tests.notices.telling import NOON
from vungcao.web.charts import desk
from vungcao.web.views import home

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiles(monkeypatch: pytest.MonkeyPatch) -> Registry[Tile]:
    """None but those of the test; nothing is drawn."""
    offered: Registry[Tile] = Registry("tile")
    monkeypatch.setattr(home, "tiles", offered)
    monkeypatch.setattr(desk, "shelves", Registry("shelf"))
    return offered


def page(client: Client) -> str:
    return client.get(reverse("home")).content.decode()


def test_greets_with_the_day_in_words(client: Client) -> None:
    grant = GrantFactory.create(user__last_name="Nguyễn Văn", user__first_name="Mẫu")
    client.force_login(grant.user)

    text = page(client)

    assert "Chào Nguyễn Văn Mẫu" in text
    assert "Thứ Hai 23/11/2026" in text


def test_a_tile_counts_where_its_roles_are_held(client: Client, tiles: Registry[Tile]) -> None:
    asked: list[tuple[tuple[str, ...], date]] = []

    def figure(scopes: tuple[str, ...], day: date) -> int:
        asked.append((scopes, day))
        return 1234

    grant = GrantFactory.create()
    roles = frozenset({Role.COMMUNE_OFFICER})
    tiles.register("a.b", Tile(_("Việc mẫu"), figure, roles, "administration:units"))
    client.force_login(grant.user)

    text = page(client)

    assert asked == [((grant.scope,), date(2026, 11, 23))]
    assert "1.234" in text
    assert reverse("administration:units") in text


def test_a_tile_of_another_role_is_not_even_asked(client: Client, tiles: Registry[Tile]) -> None:
    def never(scopes: tuple[str, ...], day: date) -> int:
        raise AssertionError("asked")

    tiles.register("a.b", Tile(_("Việc mẫu"), never, frozenset({Role.AUDITOR})))
    client.force_login(GrantFactory.create().user)

    assert "Việc mẫu" not in page(client)


def test_asks_the_database_for_little(
    client: Client, tiles: Registry[Tile], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(GrantFactory.create().user)

    with django_assert_max_num_queries(23):
        page(client)


def test_a_role_without_figures_reads_what_comes_and_what_is_there(
    client: Client, tiles: Registry[Tile]
) -> None:
    client.force_login(GrantFactory.create().user)

    text = page(client)

    assert "Không có việc nào chờ chị/anh" in text
    assert all(reverse(name) in text for name in ("notices", "delegations", "own-files"))


def test_says_the_one_thing_that_is_new(client: Client) -> None:
    grant = GrantFactory.create()
    with scoped(("/1/",), account=grant.user.pk, door=Door.OFFICE):
        Notice.objects.create(
            recipient=grant.user,
            kind="jobs.finished",
            subject="jobs.Run:1",
            key="new",
            details={"label": "Việc mẫu", "run": "abcdefghij"},
            made_at=NOON,
        )
    client.force_login(grant.user)

    assert "Đã xong: Việc mẫu</a>" in page(client)


def test_is_closed_to_citizens(client: Client) -> None:
    client.force_login(GrantFactory.create(role=Role.CITIZEN).user)

    assert client.get(reverse("home")).status_code == 403
