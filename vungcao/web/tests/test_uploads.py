"""Uploads in pieces: cut anywhere, gone on with, never mixed up, never somebody else's."""

import errno
import hashlib
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vungcao.kernel.access.models import Grant
from vungcao.kernel.calendar import clock
from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import StoredFile, Upload
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.files.services import uploading
from vungcao.kernel.scopes.services import Door, bind, scoped
from vungcao.kernel.tests.factories import GrantFactory, UserFactory
from vungcao.kernel.tests.files.conftest import kinds, store  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "kinds")]
CONTENT = ("Thôn mẫu 1;Thôn mẫu 2\n" * 900).encode()
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(uploading, "folder", lambda: tmp_path / "uploads")
    return tmp_path / "uploads"


@pytest.fixture
def held() -> Grant:
    made: Grant = GrantFactory.create()
    return made


@pytest.fixture
def client(held: Grant) -> Client:
    made = Client()
    made.force_login(held.user)
    return made


def words(**said: str) -> str:
    return ",".join(f"{name} {b64encode(text.encode()).decode()}" for name, text in said.items())


def begin(client: Client, size: int = len(CONTENT), **said: str) -> Any:
    metadata = words(**({"kind": OWN, "mark": "m"} | said))
    headers = {"Upload-Length": str(size), "Upload-Metadata": metadata, **TUS}
    return client.post(reverse("upload-new"), headers=headers)


def begun(client: Client, **said: Any) -> str:
    answer = begin(client, **said)
    assert answer.status_code == 201
    return str(answer.headers["Location"])


def push(client: Client, address: str, offset: int, piece: bytes, **headers: str) -> Any:
    return client.patch(
        address,
        piece,
        content_type="application/offset+octet-stream",
        headers={"Upload-Offset": str(offset), **TUS, **headers},
    )


def offset(client: Client, address: str) -> int:
    return int(client.head(address, headers=TUS).headers["Upload-Offset"])


def finish(client: Client, address: str) -> str:
    code = address.rstrip("/").rpartition("/")[2]
    form = {"upload": code, "upload_name": "danh sách.csv"}
    return client.post(reverse("own-files"), form, follow=True).content.decode()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 9000), st.integers(0, 9000)), max_size=6))
def test_a_line_cut_anywhere_gives_the_same_bytes(
    client: Client, held: Grant, cuts: list[tuple[int, int]]
) -> None:
    """Of each piece sent, only a part arrives; the sender then asks how far it is."""
    address = begun(client)
    for sent, lost in [*cuts, (len(CONTENT), 0)]:
        at = offset(client, address)
        piece = CONTENT[at : at + sent]
        if arrived := piece[: max(0, len(piece) - lost)]:
            push(client, address, at, arrived)

    finish(client, address)

    bind([held.scope], account=held.user.pk)
    file = StoredFile.objects.select_related("blob__key").latest("pk")
    assert queries.content(file) == CONTENT
    assert queries.name(file) == "danh sách.csv"
    assert not Upload.objects.exists()


def test_a_piece_at_the_wrong_place_is_refused_and_told_where(client: Client) -> None:
    address = begun(client)
    push(client, address, 0, CONTENT[:10])

    refused = push(client, address, 0, CONTENT[:10])

    assert (refused.status_code, refused.headers["Upload-Offset"]) == (409, "10")
    assert offset(client, address) == 10


def test_what_lies_beyond_the_row_is_written_over(client: Client, folder: Path) -> None:
    """As after a crash between the disk and the commit."""
    address = begun(client)
    push(client, address, 0, CONTENT[:10])
    (part,) = folder.glob("*")
    part.write_bytes(CONTENT[:10] + b"rest of a transaction that never was")

    push(client, address, 10, CONTENT[10:])

    assert part.read_bytes() == CONTENT


def test_no_more_is_taken_than_was_announced(client: Client) -> None:
    address = begun(client, size=10)

    assert push(client, address, 0, CONTENT).headers["Upload-Offset"] == "10"


def test_a_piece_that_was_changed_on_the_way_is_refused(client: Client) -> None:
    address = begun(client)
    good = b64encode(hashlib.sha256(b"abc").digest()).decode()

    assert (
        push(client, address, 0, b"abd", **{"Upload-Checksum": f"sha256 {good}"}).status_code == 460
    )
    assert (
        push(client, address, 0, b"abc", **{"Upload-Checksum": f"sha256 {good}"}).status_code == 204
    )


def test_an_upload_belongs_to_its_account(client: Client) -> None:
    address = begun(client)
    push(client, address, 0, CONTENT)
    other = Client()
    other.force_login(GrantFactory.create().user)

    assert other.head(address).status_code == 404
    assert push(other, address, 0, b"x").status_code == 404
    assert other.delete(address).status_code == 404
    assert "chưa tải lên xong" in finish(other, address)
    bind([], account=UserFactory.create().pk)
    assert not Upload.objects.exists()


def test_an_unfinished_upload_is_no_file(client: Client, held: Grant) -> None:
    address = begun(client)
    push(client, address, 0, CONTENT[:10])

    assert "chưa tải lên xong" in finish(client, address)
    bind([held.scope])
    assert not StoredFile.objects.exists()


def test_an_upload_outlives_a_full_store_and_ends_when_there_is_room(
    client: Client, held: Grant, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = begun(client)
    push(client, address, 0, CONTENT)
    with monkeypatch.context() as full:
        full.setattr("vungcao.kernel.files.storage._write_through", refuse)
        assert "Kho tệp đã đầy" in finish(client, address)
    assert offset(client, address) == len(CONTENT)

    assert "Đã tải tệp lên." in finish(client, address)

    assert client.head(address).status_code == 404


def test_an_upload_whose_pieces_are_gone_begins_anew(client: Client, folder: Path) -> None:
    """As after a restore: a backup holds no pieces."""
    address = begun(client)
    push(client, address, 0, CONTENT[:10])
    (part,) = folder.glob("*")
    part.unlink()

    assert push(client, address, 10, CONTENT[10:]).status_code == 404
    assert client.head(address).status_code == 404


def refuse(*_given: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_an_upload_of_what_is_refused_ends(client: Client) -> None:
    address = begun(client, size=3)
    push(client, address, 0, b"MZ\0")

    assert "Ở đây nhận" in finish(client, address)

    assert client.head(address).status_code == 404


def test_an_upload_can_be_given_up(
    client: Client, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    address = begun(client)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(address).status_code == 204

    assert client.head(address).status_code == 404
    assert list(folder.glob("*")) == []


def test_uploads_end_after_a_day(
    client: Client, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    address = begun(client)
    later = clock.now() + timedelta(days=1, minutes=1)

    with django_capture_on_commit_callbacks(execute=True), scoped([], door=Door.SYSTEM):
        assert services.expire_uploads(now=later, by=UserFactory.create()) == 1

    assert client.head(address).status_code == 404
    assert list(folder.glob("*")) == []


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"size": 0}, 413),
        ({"size": 10**12}, 413),
        ({"kind": "nobody.offers"}, 400),
    ],
)
def test_what_could_never_be_stored_is_not_begun(
    client: Client, said: dict[str, Any], status: int
) -> None:
    assert begin(client, **said).status_code == status


def test_nobody_begins_without_an_end(client: Client) -> None:
    for _ in range(uploading.MOST_AT_ONCE):
        begun(client)

    assert "dở dang" in begin(client).content.decode()


def test_says_what_it_understands(client: Client) -> None:
    answer = client.options(reverse("upload-new"))

    assert answer.headers["Tus-Version"] == "1.0.0"
    assert "creation" in answer.headers["Tus-Extension"]


def test_a_stranger_is_sent_to_sign_in_and_their_bytes_are_not_read() -> None:
    answer = push(Client(), reverse("upload", args=["a"]), 0, b"x")

    assert answer.status_code == 302
