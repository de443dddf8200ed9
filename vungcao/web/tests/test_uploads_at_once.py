"""Uploads over real connections at the same moment: no byte is lost, doubled or mixed up."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from typing import TypeVar
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from vungcao.kernel.access.models import Grant
from vungcao.kernel.files import queries, services
from vungcao.kernel.files.models import Blob, StoredFile
from vungcao.kernel.files.registrations import OWN
from vungcao.kernel.files.services import uploading
from vungcao.kernel.files.storage import Folder
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.kernel.tests.files.conftest import kinds, store  # noqa: F401
from vungcao.web.tests.test_uploads import words

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("store", "kinds"),
]
CONTENT = b"".join(b"Thon mau %d\n" % number for number in range(60_000))
TOKEN = "a" * 32
Done = TypeVar("Done")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(uploading, "folder", lambda: tmp_path / "uploads")
    return tmp_path / "uploads"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def offset(self) -> int:
        return int(self.headers["Upload-Offset"])


class Sender:
    """A browser of an account; every question is a connection of its own."""

    def __init__(self, server: LiveServer, held: Grant) -> None:
        client = Client()
        client.force_login(held.user)
        session = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
        self.place = urlsplit(server.url).netloc
        self.headers = {
            "Cookie": f"{session}; {settings.CSRF_COOKIE_NAME}={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Tus-Resumable": "1.0.0",
        }

    def ask(self, method: str, path: str, body: bytes, **headers: str) -> Answer:
        line = HTTPConnection(self.place, timeout=30)
        line.request(method, path, body, self.headers | headers)
        said = line.getresponse()
        answer = Answer(said.status, dict(said.headers), said.read().decode())
        line.close()
        return answer

    def begin(self, size: int) -> str:
        said = {"Upload-Length": str(size), "Upload-Metadata": words(kind=OWN, mark="m")}
        return self.ask("POST", reverse("upload-new"), b"", **said).headers["Location"]

    def push(self, address: str, offset: int, piece: bytes) -> Answer:
        said = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset)}
        return self.ask("PATCH", address, piece, **said)

    def push_and_hang_up(self, address: str, piece: bytes) -> None:
        """The piece leaves; the answer finds nobody."""
        line = HTTPConnection(self.place, timeout=30)
        said = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
        line.request("PATCH", address, piece, self.headers | said)
        line.close()

    def finish(self, address: str) -> Answer:
        code = address.rstrip("/").rpartition("/")[2]
        form = urlencode({"upload": code, "upload_name": "danh sách.txt"}).encode()
        said = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", reverse("own-files"), form, **said)


@pytest.fixture
def held() -> Grant:
    made: Grant = GrantFactory.create()
    return made


@pytest.fixture
def sender(live_server: LiveServer, held: Grant) -> Sender:
    return Sender(live_server, held)


def at_once(*works: Callable[[], Done]) -> list[Done]:
    """Each in a thread of its own; none begins before all are ready."""
    start = Barrier(len(works))

    def work(one: Callable[[], Done]) -> Done:
        try:
            start.wait(timeout=30)
            return one()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(work, works))


def contents_of(held: Grant) -> list[bytes]:
    with scoped([held.scope], account=held.user.pk):
        return [queries.content(file) for file in queries.own(held.user)]


def test_of_pieces_for_one_place_one_is_taken_and_the_others_told_where(
    sender: Sender, held: Grant
) -> None:
    size = 200_000
    address = sender.begin(2 * size)
    pieces = [letter.encode() * size for letter in "abcdef"]

    answers = at_once(*(lambda piece=one: sender.push(address, 0, piece) for one in pieces))

    assert sorted(answer.status for answer in answers) == [204] + [409] * 5
    assert {answer.offset for answer in answers} == {size}
    won = pieces[[answer.status for answer in answers].index(204)]
    assert sender.push(address, size, b"z" * size).status == 204
    assert sender.finish(address).status == 302
    assert contents_of(held) == [won + b"z" * size]


def test_two_pages_that_send_the_same_file_make_one_whole_file(sender: Sender, held: Grant) -> None:
    address = sender.begin(len(CONTENT))

    def send(step: int) -> int:
        at, refused = 0, 0
        while at < len(CONTENT):
            answer = sender.push(address, at, CONTENT[at : at + step])
            at, refused = answer.offset, refused + (answer.status == 409)
        return refused

    refused = at_once(lambda: send(50_000), lambda: send(35_000))
    answers = at_once(*[lambda: sender.finish(address)] * 2)

    assert sum(refused) > 0
    assert sorted(answer.status for answer in answers) == [200, 302]
    (content,) = contents_of(held)
    assert hashlib.sha256(content).digest() == hashlib.sha256(CONTENT).digest()


def test_a_piece_whose_answer_was_lost_is_not_taken_twice(sender: Sender, held: Grant) -> None:
    address, half = sender.begin(len(CONTENT)), len(CONTENT) // 2
    sender.push_and_hang_up(address, CONTENT[:half])
    while sender.ask("HEAD", address, b"").offset == 0:
        continue

    again = sender.push(address, 0, CONTENT[:half])
    sender.push(address, again.offset, CONTENT[again.offset :])
    sender.finish(address)

    assert (again.status, again.offset) == (409, half)
    assert contents_of(held) == [CONTENT]


def test_two_uploads_of_one_content_that_end_together_are_two_files(
    sender: Sender, held: Grant
) -> None:
    addresses = [sender.begin(len(CONTENT)) for _ in range(2)]
    for address in addresses:
        sender.push(address, 0, CONTENT)

    answers = at_once(*(lambda at=one: sender.finish(at) for one in addresses))

    assert [answer.status for answer in answers] == [302, 302]
    assert contents_of(held) == [CONTENT, CONTENT]


def test_a_content_stored_twice_at_once_lies_once_and_has_two_owners(tmp_path: Path) -> None:
    grants = [GrantFactory.create() for _ in range(2)]

    def put(held: Grant) -> StoredFile:
        with scoped([held.scope], account=held.user.pk):
            return services.store(
                content=CONTENT, name="a.txt", kind="test.plain", unit=held.unit, by=held.user
            )

    for _ in range(5):
        files = at_once(*(lambda held=one: put(held) for one in grants))

    assert Blob.objects.count() == len(list(Folder(tmp_path / "files").hashes())) == 1
    assert {file.blob_id for file in files} == {Blob.objects.get().pk}
    for held, file in zip(grants, files, strict=True):
        with scoped([held.scope], account=held.user.pk):
            assert queries.content(StoredFile.objects.get(pk=file.pk)) == CONTENT
            assert set(StoredFile.objects.values_list("unit", flat=True)) == {held.unit_id}
