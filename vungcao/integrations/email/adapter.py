"""Registers e-mail with the exchange: a letter becomes one message in UTF-8, also in HTML."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from vungcao.integrations.email.box import Folder
from vungcao.integrations.email.client import Line, Server
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange.adapters import Adapter, Parcel, Refused, Send, Unreachable, adapters
from vungcao.kernel.exchange.letters import compose
from vungcao.kernel.offers.letters import Letter
from vungcao.runtime.env import environment

CODE = "email"
ADDRESS = re.compile(r"[!-~]{1,64}@[A-Za-z0-9.-]{1,253}")
HEADER = re.compile(r"(?:List|X)-[A-Za-z-]{1,40}: [ -~]{1,900}")
SEPARATORS = re.compile(r'[<>()\[\],;:\\"]|@.*@')


@contextmanager
def session(settings: Mapping[str, Any]) -> Iterator[Send]:
    """One line to the mail server for the letters of one round."""
    here = environment()
    line = Line(Server.of(here.smtp_url)) if here.smtp_url else None

    def send(parcel: Parcel) -> str:
        if line is None:
            raise Unreachable(lacks())
        letter = compose(parcel)
        return line.send(here.smtp_from, letter.to, mime(letter, parcel.key, here.smtp_from))

    try:
        yield send
    finally:
        if line is not None:
            line.close()


@contextmanager
def in_practice(settings: Mapping[str, Any]) -> Iterator[Send]:
    """In practice a letter lands in the class's mailbox; no mail server is known there."""
    here = environment()

    def send(parcel: Parcel) -> str:
        letter = compose(parcel)
        return Folder(here.mailbox)(mime(letter, parcel.key, here.smtp_from))

    yield send


def mime(letter: Letter, key: str, sender: str) -> bytes:
    """The message as it goes over the line. Raises `Refused` for an address or header that is none.

    Its Message-ID is made of the key: whoever gets a letter twice sees that it is one.
    """
    if not ADDRESS.fullmatch(letter.to) or SEPARATORS.search(letter.to):
        raise Refused("address")
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, letter.to
    message["Subject"] = " ".join(letter.subject.split())  # no line of it becomes a header
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = message_id(key, sender)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, charset="utf-8")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", charset="utf-8")
    return headers(letter.headers) + message.as_bytes()


def headers(given: Mapping[str, str]) -> bytes:
    """Lines for programs, which stand before the others.

    Not by the library: it breaks or encodes an address that is longer than a line, and programs do
    not put it together again.
    """
    lines = [f"{name}: {value}" for name, value in given.items()]
    if not all(HEADER.fullmatch(line) for line in lines):
        raise Refused("header")
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def message_id(key: str, sender: str) -> str:
    """The same for the same key; says nothing about what the key is made of."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2]}>"


def lacks() -> str:
    """Without a server letters wait."""
    return "" if environment().smtp_url else "not-configured"


adapters.register(CODE, Adapter(_("Thư điện tử"), session, lacks, in_practice))
