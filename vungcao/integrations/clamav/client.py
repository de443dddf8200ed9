"""Speaks to clamd: a content by pieces (INSTREAM), and its version."""

import socket
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from vungcao.kernel.offers.files import ScannerSilent
from vungcao.runtime.env import WrongVariable

SECONDS = 60.0  # for every single wait: a large archive takes its time
PORT = 3310
ANSWER = 4096


@dataclass(frozen=True)
class Server:
    """Where clamd listens: a socket of this machine, or a host and a port."""

    path: str = ""
    host: str = ""
    port: int = PORT

    @classmethod
    def of(cls, url: str) -> "Server":
        """From `unix:///run/clamav/clamd.ctl` or `tcp://host:3310`. Raises `WrongVariable`."""
        said = urlsplit(url)
        if said.scheme == "unix" and said.path:
            return cls(path=unquote(said.path))
        if said.scheme == "tcp" and said.hostname:
            return cls(host=said.hostname, port=said.port or PORT)
        raise WrongVariable("CLAMD_URL phải là unix:///đường-dẫn hoặc tcp://máy:3310.")

    def connect(self) -> socket.socket:
        if self.host:
            return socket.create_connection((self.host, self.port), SECONDS)
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            line.settimeout(SECONDS)
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line


def scan(server: Server, content: Iterable[bytes]) -> str:
    """The name of the threat in a content, or nothing. Raises `ScannerSilent`."""
    try:
        with closing(server.connect()) as line:
            line.sendall(b"zINSTREAM\0")
            for piece in content:
                if piece:  # an empty piece would end the stream
                    line.sendall(len(piece).to_bytes(4) + piece)
            line.sendall(bytes(4))
            return _threat(_answer(line))
    except OSError as error:
        raise ScannerSilent(str(error)) from error


def version(server: Server) -> str:
    """What answers, and how old its signatures are. Raises `ScannerSilent`."""
    try:
        with closing(server.connect()) as line:
            line.sendall(b"zVERSION\0")
            return _answer(line)
    except OSError as error:
        raise ScannerSilent(str(error)) from error


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < ANSWER:
        piece = line.recv(ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _threat(said: str) -> str:
    """`stream: OK`, `stream: Eicar-Test-Signature FOUND`; anything else is no verdict."""
    told = said.removeprefix("stream: ")
    if told == "OK":
        return ""
    if told.endswith(" FOUND"):
        return told.removesuffix(" FOUND") or "FOUND"
    raise ScannerSilent(told[:200] or "no answer")
