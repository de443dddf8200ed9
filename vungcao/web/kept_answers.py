"""What a request must look like to be answered from what is kept, and how the answer leaves."""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie

from vungcao.kernel.editions.queries import Number
from vungcao.web import reading
from vungcao.web.compression import KINDS

# A session, and a message that waits for one reader's next page.
OF_ONE = (settings.SESSION_COOKIE_NAME, "messages")
# What the server says of the request and of itself; headers of a reader are not among it.
SAID = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")
# What other sites add to a link that leads here.
MARKS = frozenset({"fbclid", "gclid", "msclkid", "zarsrc"})
LEVEL = 9
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Asked:
    """All that a kept page depends on."""

    path: str
    host: str
    scheme: str
    language: str
    is_reading: bool
    is_frugal: bool

    def alone(self, environ: dict[str, Any]) -> dict[str, Any]:
        """The request of somebody of whom nothing else is known, as a GET."""
        given = {
            name: value
            for name, value in environ.items()
            if not name.startswith("HTTP_") or name in SAID
        }
        cookies = [f"{settings.LANGUAGE_COOKIE_NAME}={self.language}"]
        cookies += [f"{reading.COOKIE}={reading.ON}"] if self.is_reading else []
        given |= {"HTTP_COOKIE": "; ".join(cookies), "REQUEST_METHOD": "GET", "QUERY_STRING": ""}
        return given | ({"HTTP_SAVE_DATA": "on"} if self.is_frugal else {})


def has_words(environ: dict[str, Any]) -> bool:
    """Whether the query says anything to the product: marks of whoever led here say nothing."""
    query = environ.get("QUERY_STRING", "")
    names = (part.partition("=")[0] for part in query.split("&"))
    return any(name and name not in MARKS and not name.startswith("utm_") for name in names)


def asked_of(environ: dict[str, Any]) -> Asked | None:
    """None for whoever must be answered by the product itself."""
    if environ.get("REQUEST_METHOD") not in ("GET", "HEAD") or has_words(environ):
        return None
    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    if "HTTP_HX_REQUEST" in environ or any(name in cookies for name in OF_ONE):
        return None
    language = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    return Asked(
        path=environ.get("PATH_INFO", ""),
        host=environ.get("HTTP_HOST", ""),
        scheme=environ.get("HTTP_X_FORWARDED_PROTO") or environ.get("wsgi.url_scheme", ""),
        language=language if language in LANGUAGES else settings.LANGUAGE_CODE,
        is_reading=cookies.get(reading.COOKIE) == reading.ON,
        is_frugal=environ.get("HTTP_SAVE_DATA", "").strip().lower() == "on",
    )


LANGUAGES = frozenset(dict(settings.LANGUAGES))


@dataclass
class Page:
    """An answer with its compressed bytes; `until` and `is_kept` are set when it is kept."""

    status: str
    headers: list[tuple[str, str]]
    content: bytes
    is_packed: bool
    mark: str
    edition: Number
    until: datetime = field(default=NEVER)
    is_kept: bool = False

    @property
    def size(self) -> int:
        """About as much memory as it takes."""
        return len(self.content) + sum(len(n) + len(v) + 150 for n, v in self.headers) + 500


def packed(status: str, headers: list[tuple[str, str]], content: bytes, edition: Number) -> Page:
    """An answer with a mark (ETag) of what it says. Text is compressed as well as can be."""
    said = {name.lower(): value for name, value in headers}
    is_text = said.get("content-type", "").startswith(KINDS) and "content-encoding" not in said
    mark = hashlib.sha256(content).hexdigest()[:24]
    others = [(n, v) for n, v in headers if n.lower() not in ("content-length", "vary", "etag")]
    vary = dict.fromkeys(part.strip() for part in said.get("vary", "").split(",") if part.strip())
    vary |= dict.fromkeys(("Cookie", "Accept-Encoding", "Save-Data"))
    others.append(("Vary", ", ".join(vary)))
    small = gzip.compress(content, LEVEL, mtime=0) if is_text else content
    return Page(status, others, small, is_text, mark, edition)


def sent(page: Page, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The answer to this reader: 304 where their browser holds these very bytes."""
    wants = page.is_packed and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
    headers = list(page.headers)
    if page.is_kept:
        # A browser may keep it, and asks each time whether it still holds.
        mark = f'"{page.mark}-gz"' if wants else f'"{page.mark}"'
        headers += [("ETag", mark), ("Cache-Control", "no-cache"), ("X-For-Everybody", "1")]
        if holds(environ.get("HTTP_IF_NONE_MATCH", ""), mark):
            start("304 Not Modified", [one for one in headers if one[0] in KEPT_WITH_304])
            return []
    content = page.content
    if wants:
        headers.append(("Content-Encoding", "gzip"))
    elif page.is_packed:
        content = gzip.decompress(content)
    headers.append(("Content-Length", str(len(content))))
    start(page.status, headers)
    return [] if environ.get("REQUEST_METHOD") == "HEAD" else [content]


KEPT_WITH_304 = frozenset(
    {"ETag", "Cache-Control", "Vary", "Content-Language", "Content-Security-Policy"}
)


def takes_gzip(accepted: str) -> bool:
    """Whether gzip stands among what is accepted, and not to be refused (q=0)."""
    for part in accepted.lower().split(","):
        name, _mark, weight = part.partition(";")
        if name.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def holds(marks: str, mark: str) -> bool:
    """`If-None-Match` names the mark, weakly or not, or anything at all."""
    named = (one.strip().removeprefix("W/") for one in marks.split(","))
    return any(one in ("*", mark) for one in named)
