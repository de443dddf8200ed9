"""Speaks IMAP: reads the letters of one mailbox one by one, and moves what was read."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

SECONDS = 15.0  # for every single wait
PORTS = {"imap": 143, "imaps": 993}
MOST = 200  # letters in one round
LONGEST = 200_000  # bytes of one letter: a report stands at its beginning
FOLDER = re.compile(r"[A-Za-z0-9._/-]{1,60}")


class BoxFailed(Exception):
    """The mailbox could not be read; a code without names or addresses."""


@dataclass(frozen=True)
class Server:
    """Where a mailbox is and how it is entered."""

    is_encrypted: bool
    host: str
    port: int
    user: str
    password: str
    folder: str = "INBOX"

    @classmethod
    def of(cls, url: str) -> "Server":
        """From `imaps://user:password@host:993/INBOX`; the environment has checked it."""
        parts = urlsplit(url)
        folder = parts.path.strip("/") or "INBOX"
        if not FOLDER.fullmatch(folder):
            raise BoxFailed("folder-name")
        return cls(
            parts.scheme == "imaps",
            parts.hostname or "",
            parts.port or PORTS[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            folder,
        )


class Box:
    """An open mailbox."""

    def __init__(self, line: imaplib.IMAP4) -> None:
        self.line = line

    def letters(self) -> Iterator[tuple[str, str]]:
        """The name of each letter that lies there, and its source; the oldest first."""
        found = self._asked("search", None, "ALL")
        names = [name for one in found if isinstance(one, bytes) for name in one.decode().split()]
        for name in names[:MOST]:
            parts = self._asked("fetch", name, f"(BODY.PEEK[]<0.{LONGEST}>)")
            content = next((part[1] for part in parts if isinstance(part, tuple)), b"")
            yield name, content.decode("utf-8", "replace")

    def move(self, name: str, folder: str) -> None:
        """Into another folder of the mailbox, which is made when it is not there."""
        with suppress(imaplib.IMAP4.error):
            self.line.create(folder)
        self._asked("copy", name, folder)
        self._asked("store", name, "+FLAGS", r"(\Deleted)")
        self.line.expunge()

    def _asked(self, command: str, *arguments: str | None) -> list[bytes | tuple[bytes, bytes]]:
        try:
            state, answer = self.line.uid(command, *arguments)  # type: ignore[arg-type]
        except (OSError, imaplib.IMAP4.error):
            raise BoxFailed(f"{command}-lost") from None
        if state != "OK":
            raise BoxFailed(f"{command}-{state.lower()}")
        return list(answer)


@contextmanager
def opened(server: Server) -> Iterator[Box]:
    """The mailbox, until the end. Raises `BoxFailed`; what a server says may name a person."""
    try:
        line = _connected(server)
    except OSError:
        raise BoxFailed("no-connection") from None
    try:
        _enter(line, server)
        yield Box(line)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            line.logout()
        with suppress(OSError):
            line.shutdown()  # a line that was cut is not closed by saying goodbye


def _connected(server: Server) -> imaplib.IMAP4:
    if server.is_encrypted:
        context = ssl.create_default_context()
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=SECONDS)
    return imaplib.IMAP4(server.host, server.port, timeout=SECONDS)


def _enter(line: imaplib.IMAP4, server: Server) -> None:
    try:
        line.login(server.user, server.password)
        state, _answer = line.select(server.folder)
    except (OSError, imaplib.IMAP4.error):
        raise BoxFailed("sign-in") from None
    if state != "OK":
        raise BoxFailed("no-folder")
