"""Issued documents are found by their numbers, where they may be read; sealed words never are."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.documents import certificates
from vungcao.kernel.documents.models import Document, RelationKind, SigningKey
from vungcao.kernel.documents.services import issuing
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.offers.search import Entry
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.search import queries, rules, services
from vungcao.kernel.search.jobs import FOLLOWER
from vungcao.kernel.tests.documents import world
from vungcao.kernel.tests.documents.world import NOW, TODAY
from vungcao.kernel.tests.factories import (
    NationFactory,
    PersonFactory,
    UnitFactory,
    UserFactory,
)
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.runtime.env import environment
from vungcao.systems.administration.queries import searching
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SOURCE = "administration.documents"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("home")
    here = dataclasses.replace(environment(), home=place)
    certificates.make_demo_key(here, "mau", "Uỷ ban nhân dân xã Mẫu (MẪU)", NOW)
    return place


@pytest.fixture
def clerk(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    mine = dataclasses.replace(environment(), home=home)
    monkeypatch.setattr(issuing, "environment", lambda: mine)
    with scoped(("/1/",), door=Door.OFFICE):
        yield UserFactory.create()


@pytest.fixture
def body(clerk: User) -> Organisation:
    made = world.office(UnitFactory.create(parent=NationFactory.create()))
    world.books(made, clerk)
    return made


@pytest.fixture
def key(body: Organisation, clerk: User) -> SigningKey:
    return issuing.register_key(organisation=body, file="mau", is_demo=True, by=clerk)


@pytest.fixture
def issued(body: Organisation, clerk: User, key: SigningKey) -> Document:
    return world.issued(body, clerk, key)


def delivered() -> None:
    """What the outbox holds for the search, as the delivery hands it over."""
    for said in OutboxMessage.objects.filter(receiver="search").order_by("pk"):
        FOLLOWER.take(Announcement(said.topic, said.subject, said.scope))


def found(typed: str) -> list[str]:
    return [entry.key for entry in queries.find(SOURCE, rules.ask(typed))[0]]


def entries() -> dict[str, Entry]:
    return {entry.key: entry for entry in searching.documents(None, TODAY)}


@pytest.mark.parametrize(
    "typed", ["01/QĐ-MAU", "01/qd", "qd 01", "quyet dinh 01", "23/11/2026", "xa mau 01", "code"]
)
def test_an_issued_document_is_found_as_soon_as_its_letter_arrives(
    issued: Document, typed: str
) -> None:
    assert found("01/QĐ-MAU") == []

    delivered()

    assert found(issued.code if typed == "code" else typed) == [issued.code]


def test_sealed_words_do_not_stand_in_the_index(
    issued: Document, body: Organisation, clerk: User, key: SigningKey
) -> None:
    told = world.issued(body, clerk, key, subject="Về việc nghỉ lễ", is_subject_public=True)
    delivered()

    assert found("nghỉ lễ") == [told.code]
    assert found("phê duyệt") == []
    assert world.SUBJECT not in repr(entries()[issued.code])


def test_drafts_and_numbered_documents_are_no_business_of_the_search(
    body: Organisation, clerk: User
) -> None:
    world.draft(body, clerk)
    world.numbered(body, clerk)
    delivered()

    assert entries() == {}
    assert found("mau") == []


def test_the_neighbouring_commune_finds_nothing(
    client: Client, issued: Document, body: Organisation
) -> None:
    delivered()

    def page(user: User) -> str:
        client.force_login(user)
        return client.get(reverse("search"), {"q": "01/QĐ-MAU"}).content.decode()

    own = page(officer(Role.COMMUNE_OFFICER, body.unit))
    assert issued.code in own
    assert "Văn bản đã ban hành" in own
    neighbour = UnitFactory.create(parent=Unit.objects.get(pk=1))
    assert issued.code not in page(officer(Role.COMMUNE_LEADER, neighbour))
    assert issued.code not in page(officer(Role.ADMINISTRATOR))  # reads no documents


def test_revoked_and_replaced_documents_are_marked_and_stand_below(
    issued: Document, body: Organisation, clerk: User, key: SigningKey
) -> None:
    newer = world.issued(body, clerk, key)
    issuing.relate(
        document=newer, target=issued, kind=RelationKind.REPLACES, effective_on=TODAY, by=clerk
    )
    delivered()

    assert found("quyết định mau") == [newer.code, issued.code]
    assert "được thay thế từ 23/11/2026" in entries()[issued.code].detail
    issuing.revoke(document=newer, on=TODAY, today=TODAY, reason="Sai căn cứ", by=clerk)
    delivered()
    shown = queries.find(SOURCE, rules.ask("02/QĐ-MAU"))[0][0].detail
    assert "bị thu hồi từ 23/11/2026" in shown
    assert "Sai căn cứ" not in shown


def test_one_read_again_and_all_rebuilt_are_the_same_index(issued: Document, clerk: User) -> None:
    delivered()
    one_by_one = queries.state(SOURCE)

    services.rebuild(today=TODAY, by=clerk)

    assert queries.state(SOURCE) == one_by_one
    assert list(searching.documents(frozenset({issued.code}), TODAY)) == [entries()[issued.code]]
    assert list(searching.documents(frozenset({"x"}), TODAY)) == []
    assert searching.code_of_document("x") == searching.code_of_document("0") == ""


def test_a_reform_takes_the_document_along(issued: Document, clerk: User) -> None:
    delivered()
    Document.objects.filter(pk=issued.pk).update(scope="/1/77/")

    moved = Announcement("units.reform_took_effect", "units.Reform:1", "/1/")
    services.refresh(announcement=moved, today=TODAY, by=clerk)

    with scoped(("/1/77/",), door=Door.OFFICE):
        assert found("01/QĐ-MAU") == [issued.code]


def test_the_paper_of_somebody_erased_is_found_by_number_alone(
    body: Organisation, clerk: User, key: SigningKey
) -> None:
    person = PersonFactory.create(full_name="Nông Mẫu An")
    made = world.numbered(body, clerk, key=person.key, subject="Hỗ trợ ông Nông Mẫu An")
    issuing.sign(document=made, key=key, now=NOW, by=clerk)
    vault.destroy_key(key=person.key, now=NOW, by=clerk)

    services.rebuild(today=TODAY, by=clerk)

    assert found("01/QĐ-MAU") == [made.code]
    assert found("nông an") == []
    assert "Nông" not in repr(entries())
