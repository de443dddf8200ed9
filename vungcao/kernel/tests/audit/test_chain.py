"""The chain is made at commit, refuses every change, and shows the ones made behind its back."""

import hashlib
import json
import threading
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import queries, services
from vungcao.kernel.audit.models import Entry, Link

pytestmark = pytest.mark.django_db(transaction=True)
Owner = psycopg.Connection[Any]


@pytest.fixture
def account() -> User:
    return User.objects.create(username="quan-tri")


def write(account: User, *actions: str) -> None:
    with transaction.atomic():
        for action in actions:
            services.record(by=account, action=action, subject="a row")


def recomputed(stream: str) -> list[bytes]:
    """The oracle: the chain of a stream, computed here from what its entries say."""
    hashes, last = [], b""
    links = Link.objects.filter(stream=stream).order_by("seq").values_list("seq", "entry")
    for seq, entry in links:
        said = Entry.objects.get(pk=entry)
        moment = int(said.at.timestamp()) * 1_000_000 + said.at.microsecond
        text = f"{stream}\n{seq}\n{moment}\n{said.body}"
        last = hashlib.sha256(last + text.encode()).digest()
        hashes.append(last)
    return hashes


def test_links_every_entry_when_its_transaction_commits(account: User) -> None:
    with transaction.atomic():
        services.record(by=account, action="units.named", subject="a row")
        assert not Link.objects.exists()
    write(account, "units.named", "units.closed")

    stored = [bytes(link.hash) for link in Link.objects.order_by("seq")]
    assert stored == recomputed("units")
    assert len(stored) == 3
    assert queries.verify() == queries.Verdict(entries=3, unlinked=0)


def test_a_change_that_is_rolled_back_leaves_no_entry(account: User) -> None:
    with transaction.atomic():
        services.record(by=account, action="units.named", subject="a row")
        transaction.set_rollback(True)

    assert not Entry.objects.exists()
    assert not Link.objects.exists()


def test_one_transaction_writes_to_one_stream(account: User) -> None:
    write(account, "units.named", "norms.set")
    write(account, "norms.set")

    streams = Entry.objects.order_by("pk").values_list("stream", flat=True)
    assert list(streams) == ["units", "units", "norms"]


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_entry set body = body",
        "delete from audit_entry",
        "truncate audit_entry, audit_link",
        "update audit_link set hash = ''",
        "delete from audit_link",
        "insert into audit_link values ('units', 9, 9, '')",
    ],
)
def test_nobody_changes_or_removes_anything(account: User, owner: Owner, statement: str) -> None:
    write(account, "units.named")

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    if not statement.startswith("insert"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="nhật ký không sửa"):
            owner.execute(statement)
    assert queries.verify().holds


@pytest.mark.parametrize(
    ("tampering", "fault"),
    [
        ("update audit_entry set body = replace(body, 'a row', 'b row') where id = 2", "changed"),
        ("update audit_entry set at = at + interval '1 us' where id = 2", "changed"),
        ("delete from audit_entry where id = 2", "missing"),
        ("delete from audit_link where seq = 2", "gap"),
    ],
)
def test_what_an_owner_does_behind_its_back_is_found_at_its_place(
    account: User, owner: Owner, tampering: str, fault: str
) -> None:
    for _ in range(4):
        write(account, "units.named")
    owner.execute("alter table audit_entry disable trigger all")
    owner.execute("alter table audit_link disable trigger all")
    first = owner.execute("select min(id) from audit_entry").fetchone()
    assert first is not None
    owner.execute(tampering.replace("id = 2", f"id = {first[0] + 1}"))

    verdict = queries.verify()

    assert (verdict.stream, verdict.fault) == ("units", fault)
    assert verdict.seq == (3 if fault == "gap" else 2)
    assert not verdict.holds


@pytest.mark.slow
def test_writers_at_once_make_one_unbroken_chain(account: User) -> None:
    def work() -> None:
        for _ in range(20):
            write(account, "units.named")
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sequence = Link.objects.order_by("seq").values_list("seq", flat=True)
    assert list(sequence) == list(range(1, 81))
    assert queries.verify().holds
    assert json.loads(Entry.objects.order_by("pk")[0].body)["action"] == "units.named"
