"""Text messages land in the demo's mailbox; without a gateway they wait and say so."""

import dataclasses
import mailbox
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from vungcao.integrations.sms import adapter
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange.adapters import Parcel, Unreachable
from vungcao.kernel.offers.letters import Letter
from vungcao.kernel.offers.outbox import Announcement
from vungcao.runtime.env import environment

PARCEL = Parcel(1, "k1", Announcement("letter", "tests.Row:1"))


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = dataclasses.replace(environment(), home=tmp_path)
    monkeypatch.setattr(adapter, "environment", lambda: here)
    monkeypatch.setattr(adapter, "compose", lambda parcel: Letter("0900 000 001", "", "Mã 000 123"))
    return here.mailbox


def test_the_demos_messages_can_be_read_in_its_mailbox(box: Path) -> None:
    with adapter.session({}) as send:
        send(PARCEL)

    (message,) = mailbox.Maildir(box)
    assert message["To"] == "0900 000 001"
    assert message["X-Channel"] == "sms"
    assert clock.now() - parsedate_to_datetime(message["Date"]) < timedelta(minutes=5)


def test_without_a_gateway_nothing_is_sent(box: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    production = dataclasses.replace(environment(), mode="production")
    monkeypatch.setattr(adapter, "environment", lambda: production)

    with adapter.session({}) as send, pytest.raises(Unreachable, match="not-connected"):
        send(PARCEL)

    assert not box.exists()
