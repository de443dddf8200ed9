"""What administration lets the search find: today's units by old names, bodies, legal texts."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.search import services
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units.models import NATION_SCOPE, Unit
from vungcao.systems.administration.queries import searching
from vungcao.systems.administration.tests.factories import officer

TODAY = date(2026, 11, 23)


@pytest.fixture
def reader(client: Client, province: None) -> Client:
    by = UserFactory.create()
    with scoped((NATION_SCOPE,)):
        services.rebuild(today=TODAY, by=by)
    client.force_login(officer(Role.COMMUNE_OFFICER, Unit.objects.get(key="2025-07/x-07621")))
    return client


def found(client: Client, text: str) -> str:
    return client.get(reverse("search"), {"q": text, "source": ""}).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("luc ngan", "Uỷ ban nhân dân xã <mark>Lục</mark> <mark>Ngạn</mark>"),
        ("LỤC NGẠN", "Xã <mark>Lục</mark> <mark>Ngạn</mark>"),
        ("qd 414", "414</mark>/<mark>QĐ</mark>-TTg"),
        ("hữu sản", "Xã Vân Sơn"),
        ("huyen luc ngan", "Xã Sa Lý"),
        ("ban dan toc", "Sở <mark>Dân</mark> <mark>tộc</mark> và Tôn giáo tỉnh Bắc Ninh"),
        ("07621", "Xã Vân Sơn"),
    ],
)
def test_the_probes(reader: Client, typed: str, seen: str) -> None:
    assert seen in found(reader, typed)


@pytest.mark.django_db
def test_one_thing_read_again_is_as_in_the_whole() -> None:
    world = World()
    world.apply(world.merger(world.a, world.b))

    whole = {entry.key: entry for entry in searching.units(None, TODAY)}

    for key, entry in whole.items():
        assert list(searching.units(frozenset({key}), TODAY)) == [entry]
    merged = next(entry for entry in whole.values() if entry.title == "Xã Mẫu Mới")
    assert {"Xã Mẫu A", "Xã Mẫu B"} <= set(merged.also)
    assert list(searching.units(frozenset({"x"}), TODAY)) == []
    assert list(searching.citations(frozenset({"x"}), TODAY)) == []


@pytest.mark.django_db
def test_a_legal_text_that_is_entered_is_announced_to_the_search() -> None:
    citations.cite(number="414/QĐ-TTg", by=UserFactory.create())

    subject = f"citations.Citation:{Citation.objects.get().pk}"
    with scoped((NATION_SCOPE,)):
        sent = OutboxMessage.objects.filter(receiver="search", subject=subject)
        assert sent.count() == 1
