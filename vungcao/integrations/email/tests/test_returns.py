"""The mailbox of letters that came back, on a line to a server: read once each, then moved."""

import dataclasses
from collections.abc import Iterator
from datetime import date

import pytest

from vungcao.integrations.email import jobs
from vungcao.integrations.email.fake_imap import Folders, Server
from vungcao.integrations.email.imap import BoxFailed
from vungcao.integrations.email.imap import Server as Place
from vungcao.kernel.offers.letters import returns
from vungcao.runtime.env import environment

pytestmark = pytest.mark.django_db
OURS, FOREIGN = "Subject: Báo lỗi\n\nours\n", "Subject: Chào\n\nkhác\n"


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the one reader was given; it knows letters that say they are ours."""
    given: list[str] = []

    def reader(source: str, day: date) -> bool:
        given.append(source)
        return "ours" in source

    monkeypatch.setattr(returns, "_offers", {"mau": reader})
    return given


@pytest.fixture
def box(monkeypatch: pytest.MonkeyPatch, taken: list[str]) -> Iterator[Folders]:
    folders = Folders()
    with Server(folders) as server:
        folders.url = server.url
        here = dataclasses.replace(environment(), returns_url=server.url)
        monkeypatch.setattr("vungcao.integrations.email.jobs.environment", lambda: here)
        yield folders


def test_each_letter_is_taken_once_and_moved_to_where_it_belongs(
    box: Folders, taken: list[str]
) -> None:
    box.put(OURS)
    box.put(FOREIGN)

    jobs.read_returns()
    jobs.read_returns()

    assert [source.splitlines()[-1] for source in taken] == ["ours", "khác"]
    assert {name: len(held) for name, held in box.held.items()} == {
        "INBOX": 0,
        "Da-ghi": 1,
        "Khac": 1,
    }


def test_what_could_not_be_moved_stays_and_is_read_again(
    box: Folders, taken: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    box.put(OURS)
    box.breaks = {"COPY"}
    jobs.read_returns()
    assert (len(box.held["INBOX"]), len(taken)) == (1, 1)
    assert "copy-lost" in caplog.text

    box.breaks = set()
    jobs.read_returns()

    assert (len(box.held["INBOX"]), len(taken)) == (0, 2)


@pytest.mark.parametrize("fault", ["sign-in", "no-connection", "no-folder"])
def test_a_mailbox_that_does_not_open_is_told_without_a_name(
    box: Folders,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    fault: str,
) -> None:
    url = box.url
    wrong = {
        "sign-in": url.replace("mat-khau-mau", "sai"),
        "no-connection": "imap://tra-ve:x@127.0.0.1:1/INBOX",
        "no-folder": url.replace("INBOX", "Khong-co"),
    }[fault]
    here = dataclasses.replace(environment(), returns_url=wrong)
    monkeypatch.setattr("vungcao.integrations.email.jobs.environment", lambda: here)

    jobs.read_returns()

    assert fault in caplog.text
    assert "tra-ve" not in caplog.text


def test_without_a_mailbox_nothing_is_asked(taken: list[str]) -> None:
    jobs.read_returns()

    assert taken == []


def test_an_address_becomes_a_place_and_odd_folders_are_refused() -> None:
    place = Place.of("imaps://a%40b:m%3At@mail.invalid/Tra-ve")

    assert (place.user, place.password, place.port) == ("a@b", "m:t", 993)
    assert place.folder == "Tra-ve"
    with pytest.raises(BoxFailed, match="folder-name"):
        Place.of("imaps://a:b@mail.invalid/a%0d%0ab")
