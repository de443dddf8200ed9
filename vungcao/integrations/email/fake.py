"""A mail server on loopback that keeps what it gets and errs as it is told; for demo and tests."""

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from vungcao.integrations.email.box import Folder


@dataclass
class Plan:
    """How often, in a hundred letters, the server errs in each way."""

    later: int = 0  # "not now" (451)
    never: int = 0  # "never" (550)
    slow: int = 0
    silent: int = 0  # takes the letter and hangs up before it says so
    twice: int = 0  # takes the letter and keeps two copies
    seconds: float = 0.3
    chance: random.Random = field(default_factory=lambda: random.Random(1))

    def fault(self) -> str:
        number = self.chance.randrange(100)
        for name in ("later", "never", "slow", "silent", "twice"):
            if (number := number - int(getattr(self, name))) < 0:
                return name
        return ""


class Handler:
    """What the server does with a letter that it was given."""

    def __init__(self, keep: Callable[[bytes], object], plan: Plan) -> None:
        self.keep, self.plan = keep, plan

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        fault = self.plan.fault()
        if fault == "later":
            return "451 4.3.0 try again"
        if fault == "never":
            return "550 5.1.1 no such box"
        if fault == "slow":
            await asyncio.sleep(self.plan.seconds)
        assert isinstance(envelope.content, bytes)
        for _copy in range(2 if fault == "twice" else 1):
            self.keep(envelope.content)
        if fault == "silent":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return "250 2.0.0 OK queued as mau"


class Memory:
    """Counts the copies of each letter by its Message-ID, as a store of mail would."""

    def __init__(self) -> None:
        self.copies: Counter[str] = Counter()
        self.last: Any = None

    def __call__(self, content: bytes) -> None:
        self.last = message_from_bytes(content)
        self.copies[str(self.last["Message-ID"])] += 1


def serve(port: int, keep: Callable[[bytes], object], plan: Plan | None = None) -> Controller:
    """Start a server in a thread of this process; its `stop()` ends it."""
    controller = Controller(Handler(keep, plan or Plan()), hostname="127.0.0.1", port=port)
    controller.start()
    return controller


def main(port: str, folder: str) -> None:
    """The demo's server, until it is stopped."""
    serve(int(port), Folder(Path(folder)))
    while True:
        time.sleep(3600)


if __name__ == "__main__":
    main(*sys.argv[1:])
