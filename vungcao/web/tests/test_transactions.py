"""One request is one transaction with one reach: all of it counts, or nothing does."""

from typing import Any

import psycopg
import pytest
from django.test import Client

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.policies import protection, reach
from vungcao.kernel.tests.factories import GrantFactory, UserFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("vungcao.web.tests.probe"),
    pytest.mark.slow,
]


@pytest.fixture(autouse=True)
def table(transactional_db: None, owner: psycopg.Connection[Any]) -> None:
    owner.execute('create table probe_row (id bigserial primary key, scope text collate "C")')
    owner.execute(protection("probe_row", reach())[0])
    owner.execute("insert into probe_row (scope) values ('/1/3/'), ('/1/30/')")


@pytest.fixture
def officer(client: Client) -> User:
    grant: Grant = GrantFactory.create(role=Role.COMMUNE_OFFICER, scope="/1/3/")
    client.force_login(grant.user)
    client.raise_request_exception = False
    return grant.user


def test_sees_exactly_its_own_reach(client: Client, officer: User) -> None:
    assert client.get("/count").content == b"1"


def test_without_an_account_nothing_is_seen(client: Client) -> None:
    assert client.get("/count").content == b"0"


def test_an_account_without_a_grant_sees_nothing(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert client.get("/count").content == b"0"


def test_what_a_view_wrote_counts(client: Client, officer: User) -> None:
    assert client.get("/add").content == b"2"
    assert client.get("/count").content == b"2"


@pytest.mark.parametrize("address", ["/explode", "/refuse", "/fail-quietly"])
def test_what_a_failing_view_wrote_does_not(client: Client, officer: User, address: str) -> None:
    assert client.get(address).status_code in (403, 500)
    assert client.get("/count").content == b"1"


def test_a_swallowed_database_error_is_an_error(client: Client, officer: User) -> None:
    assert client.get("/swallow").status_code == 500
    assert client.get("/count").content == b"1"


def test_an_export_is_written_within_the_reach(client: Client, officer: User) -> None:
    response = client.get("/export")
    assert b"".join(response.streaming_content) == b"1\n"  # type: ignore[attr-defined]


def test_a_refusal_is_traced_after_everything_else_is_undone(client: Client, officer: User) -> None:
    assert client.get("/administer").status_code == 403

    entry = Entry.objects.get()
    assert (entry.actor, entry.action) == (officer.username, "access.refused")
    assert entry.subject.endswith("probe.administer") or "administer" in entry.subject


def test_who_holds_the_role_in_one_place_is_bound_to_that_place(
    client: Client, officer: User
) -> None:
    GrantFactory.create(user=officer, role=Role.ADMINISTRATOR, scope="/1/30/")

    assert client.get("/count").content == b"2"
    assert client.get("/administer").content == b"/1/30/ 2026-11-23 1"


def test_whoever_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    response = client.get("/administer")
    assert (response.status_code, response["Location"]) == (302, "/sign-in?next=/administer")


def test_an_officer_opens_what_is_their_own_with_their_reach(client: Client, officer: User) -> None:
    assert client.get("/own").content.decode() == f"office {officer.pk} /1/3/ 2026-11-23"


def test_a_citizen_comes_in_by_the_citizens_door_and_reaches_nothing(client: Client) -> None:
    citizen = UserFactory.create(kind=User.Kind.CITIZEN)
    GrantFactory.create(user=citizen, role=Role.ADMINISTRATOR, scope="/1/3/")
    client.force_login(citizen)

    assert client.get("/own").content.decode() == f"citizen {citizen.pk}  2026-11-23"
    assert client.get("/door").content == b"citizen"
    assert client.get("/count").content == b"0"
    assert client.get("/administer").status_code == 403


def test_nobody_has_anything_of_their_own_before_signing_in(client: Client) -> None:
    assert client.get("/own")["Location"] == "/sign-in?next=/own"
    assert client.get("/door").content == b"public"
