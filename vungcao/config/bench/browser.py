"""A signed-in browser in this process: whole requests through our own WSGI application."""

import secrets
from collections.abc import Callable, Iterator
from io import BytesIO
from time import perf_counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vungcao.kernel.accounts.models import User

TOKEN = "a" * 32  # any token is one, if cookie and header agree


class Failed(Exception):
    """A page answered otherwise than it should."""


class Browser:
    """What one account asks for, with its session, and how long each answer took."""

    def __init__(self, user: "User") -> None:
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = (
            f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        )

    @property
    def network(self) -> str:
        return "127.0.0.1"

    def ask(self, address: str, body: bytes | None = None, kind: str = "") -> bytes:
        """The whole answer. Raises `Failed` for any other than 200."""
        return b"".join(self._parts(address, body, kind))

    def timed(self, address: str) -> float:
        """Seconds until the whole answer is there."""
        began = perf_counter()
        self.ask(address)
        return perf_counter() - began

    def lines(self, address: str) -> int:
        """How many lines an answer has; none of them is kept."""
        return sum(part.count(b"\n") for part in self._parts(address))

    def _parts(self, address: str, body: bytes | None = None, kind: str = "") -> Iterator[bytes]:
        from vungcao.config.wsgi import application

        told: list[str] = []

        def started(status: str, *_more: object) -> Callable[[bytes], object]:
            told.append(status)
            return bytes

        environ = self._environ(address, body, kind)
        parts: Any = application(environ, started)
        try:
            if not told[0].startswith("200 "):
                raise Failed(f"{address}: {told[0]}")
            yield from parts
        finally:
            parts.close()

    def _environ(self, address: str, body: bytes | None, kind: str) -> dict[str, Any]:
        """As the web server hands a request on."""
        path, _mark, query = address.partition("?")
        content = body or b""
        return {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": self.network,
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookies,
            "HTTP_X_CSRFTOKEN": TOKEN,
            "HTTP_X_REQUEST_ID": secrets.token_hex(8),
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(content),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }


class Stranger(Browser):
    """Somebody who is not signed in, each time from elsewhere: none asks too often."""

    def __init__(self) -> None:
        self.cookies, self.asked = "", 0

    @property
    def network(self) -> str:
        self.asked += 1
        return f"10.{self.asked >> 16 & 255}.{self.asked >> 8 & 255}.{self.asked & 255}"


def p95(seconds: list[float]) -> float:
    """In milliseconds: of twenty, nineteen took no longer."""
    ordered = sorted(seconds)
    return round(ordered[-(-95 * len(ordered) // 100) - 1] * 1000, 2)


def p50(seconds: list[float]) -> float:
    return round(sorted(seconds)[len(seconds) // 2] * 1000, 2)
