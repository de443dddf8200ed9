"""Storing a file: checked, sealed when personal, kept once, and all or nothing."""

import errno
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import Blob, StoredFile
from vungcao.kernel.files.storage import Folder, StoreFailed
from vungcao.kernel.people.models import Person
from vungcao.kernel.scopes.services import Door, bind
from vungcao.kernel.tests.factories import UnitFactory, UserFactory
from vungcao.kernel.tests.files import samples
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    made: Unit = UnitFactory.create()
    bind([made.scope])
    return made


@pytest.fixture
def officer() -> User:
    made: User = UserFactory.create()
    return made


def put(unit: Unit, by: User, **given: Any) -> StoredFile:
    said = {"content": b"xin ch\xc3\xa0o", "name": "thư.txt", "kind": "test.plain"} | given
    return services.store(unit=unit, by=by, **said)


def lying(store: Folder) -> bytes:
    """Everything that lies in the store."""
    return b"".join(path.read_bytes() for path in store.root.rglob("*") if path.is_file())


def test_gives_back_what_was_stored(unit: Unit, officer: User) -> None:
    file = put(unit, officer)

    assert queries.content(file) == "xin chào".encode()
    assert queries.name(file) == "thư.txt"
    assert (file.media_type, file.scope, file.account) == ("text/plain", unit.scope, officer)
    assert len(file.code) == 10


def test_takes_a_stream_as_well_as_bytes(unit: Unit, officer: User) -> None:
    assert queries.content(put(unit, officer, content=BytesIO(b"abc"))) == b"abc"


def test_leaves_a_trace_without_the_name(unit: Unit, officer: User) -> None:
    file = put(unit, officer, name="đơn của Vàng Thị Mẫu.txt", kind="test.personal")

    body = Entry.objects.get(action="files.stored").body
    assert f"files.StoredFile:{file.pk}" in body
    assert "Mẫu" not in body


def test_announces_the_file_to_whoever_follows(
    unit: Unit, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Any] = []
    monkeypatch.setattr("vungcao.kernel.offers.outbox.put", told.append)

    put(unit, officer)

    assert [(one.topic, one.scope) for one in told] == [("files.stored", unit.scope)]
    assert not OutboxMessage.objects.exists()


def test_the_same_content_lies_in_the_store_once(unit: Unit, officer: User, store: Folder) -> None:
    first, second = put(unit, officer), put(unit, officer, name="khác.txt")

    assert first.blob_id == second.blob_id
    assert len(list(store.hashes())) == 1


def test_a_personal_content_is_sealed_and_never_twice_the_same(
    unit: Unit, officer: User, store: Folder
) -> None:
    files = [
        put(unit, officer, kind="test.personal", content=b"S\xe1\xbb\x91 000123" * 9)
        for _ in range(2)
    ]

    assert b"000123" not in lying(store)
    assert [queries.content(file) for file in files] == ["Số 000123".encode() * 9] * 2
    assert len(list(store.hashes())) == 2
    assert [file.name for file in files] == ["", ""]
    assert queries.name(files[0]) == "thư.txt"


def test_erasing_a_person_erases_their_files_and_their_names(
    unit: Unit, officer: User, now: Any
) -> None:
    key = vault.make_key(by=officer)
    person = Person.objects.create(key=key, unit=unit, scope=unit.scope)
    file = put(unit, officer, kind="test.personal", person=person)

    vault.destroy_key(key=key, now=now, by=officer)

    file = StoredFile.objects.select_related("blob__key").get(pk=file.pk)
    with pytest.raises(vault.KeyDestroyed):
        queries.content(file)
    assert queries.name(file) == file.code


def test_a_file_about_a_person_must_be_of_a_personal_kind(unit: Unit, officer: User) -> None:
    person = Person.objects.create(key=vault.make_key(by=officer), unit=unit, scope=unit.scope)

    with pytest.raises(ValueError, match="no personal kind"):
        put(unit, officer, person=person)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp rỗng"),
        (b"a" * 1001, "lớn hơn 1000 byte"),
        (samples.pdf(), "Nội dung tệp là PDF. Ở đây nhận: văn bản thuần."),
    ],
)
def test_refuses_what_the_kind_does_not_take_and_keeps_nothing(
    unit: Unit, officer: User, store: Folder, content: bytes, said: str
) -> None:
    with pytest.raises(RuleBroken, match=said):
        put(unit, officer, content=content, kind="test.small")

    assert lying(store) == b""
    assert not StoredFile.objects.exists()


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    unit: Unit, officer: User, store: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("vungcao.kernel.files.storage.os.fsync", full)

    with pytest.raises(StoreFailed, match="Kho tệp đã đầy"), transaction.atomic():
        put(unit, officer)

    assert lying(store) == b""
    assert not Blob.objects.exists()
    assert not StoredFile.objects.exists()


def test_an_officer_does_not_store_in_a_neighbours_unit(officer: User) -> None:
    one, other = UnitFactory.create(), UnitFactory.create()
    bind([one.scope], account=officer.pk)

    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        put(other, officer)


def test_a_citizen_stores_and_reads_their_own_only(officer: User) -> None:
    unit, citizen = UnitFactory.create(), UserFactory.create()
    bind([], account=citizen.pk, door=Door.CITIZEN)
    file = put(unit, citizen, kind="test.personal")

    assert list(StoredFile.objects.all()) == [file]
    bind([], account=officer.pk, door=Door.CITIZEN)
    assert not StoredFile.objects.exists()
    with pytest.raises(Exception, match="row-level security"), transaction.atomic():
        put(unit, citizen)
