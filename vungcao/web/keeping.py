"""Pages that are the same for everybody are drawn once and then sent as they are, compressed.

A page is kept for an edition (`kernel.editions`): the number is asked for before the page is drawn
and again with each request, so that nothing is sent that was drawn before a change was committed.
What is kept was drawn for a reader of whom nothing is known but the key (`Asked`).
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import SimpleTemplateResponse

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.editions import queries as editions
from vungcao.web.kept_answers import Asked, Page, asked_of, packed, sent

P = ParamSpec("P")
Start = Callable[..., Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

SLIP = "vungcao.keeping"
ROOM = 24 * 1024 * 1024  # bytes a process, some two thousand pages
LONGEST = timedelta(minutes=10)  # whatever happens


@dataclass
class Slip:
    """What a view says about the page that it draws for the keeper."""

    is_offered: bool = False
    until: datetime | None = None
    read: set[str] = field(default_factory=set)
    _open: ExitStack = field(default_factory=ExitStack)

    def begin(self) -> None:
        self.is_offered = True
        self.read = self._open.enter_context(editions.tables_read())

    def end(self) -> None:
        self._open.close()

    @property
    def may_be_kept(self) -> bool:
        """A page that has read what no edition counts would not be drawn anew when it changes."""
        return self.is_offered and not editions.uncounted(self.read)


def offer(request: HttpRequest) -> None:
    """Before anything is read for it: this page is the same for whoever is not signed in.

    It may be kept, and where it is not (its address asks something) nothing of one reader is drawn
    either.
    """
    request.is_for_everybody = not isinstance(request.user, User)  # type: ignore[attr-defined]
    slip = request.META.get(SLIP)
    if isinstance(slip, Slip) and not slip.is_offered:
        slip.begin()


def ends(request: HttpRequest, moment: datetime | None) -> None:
    """From a moment on the page looks different though nothing has changed."""
    slip = request.META.get(SLIP)
    if isinstance(slip, Slip) and moment is not None:
        slip.until = min(slip.until or moment, moment)


def remembering(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Draw the page while what all pages share is read once an edition (`kernel.editions`)."""

    @wraps(view)
    def drawn(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        is_for_all = not isinstance(request.user, User)
        with editions.remembering(clock.now(), is_for_all=is_for_all) as memory:
            ends(request, memory.until)  # what was read apart may be as old as the memory
            answer = view(request, *args, **kwargs)
            if isinstance(answer, SimpleTemplateResponse):
                answer.render()
        return answer

    return drawn  # type: ignore[return-value]


def midnight(now: datetime) -> datetime:
    """When the next day begins here: pages name days, and lists end with them."""
    tomorrow = now.astimezone(ZONE).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), ZONE)


class Shelf:
    """Kept pages by their key, those that were asked for last; never more than there is room."""

    def __init__(self, room: int = ROOM) -> None:
        self.room, self.held = room, 0
        self._pages: OrderedDict[Asked, Page] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, asked: Asked) -> Page | None:
        with self._lock:
            page = self._pages.get(asked)
            if page is not None:
                self._pages.move_to_end(asked)
            return page

    def put(self, asked: Asked, page: Page) -> None:
        with self._lock:
            self._take(asked)
            if page.size > self.room:
                return
            self._pages[asked] = page
            self.held += page.size
            while self.held > self.room:
                self._take(next(iter(self._pages)))

    def _take(self, asked: Asked) -> None:
        gone = self._pages.pop(asked, None)
        self.held -= gone.size if gone else 0


class Keeper:
    """Stands before the product: answers what is kept, has the rest drawn and keeps what may be.

    `is_place` says of which addresses a page may be kept at all.
    """

    def __init__(
        self, application: Application, is_place: Callable[[str], bool], shelf: Shelf | None = None
    ) -> None:
        self.application, self.is_place = application, is_place
        self.shelf = Shelf() if shelf is None else shelf
        self.watch = editions.Watch()

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        asked = asked_of(environ) if self.is_place(environ.get("PATH_INFO", "")) else None
        edition = self.watch.now() if asked else None
        if asked is None or edition is None:
            return self.application(environ, start)
        page, now = self.shelf.find(asked), clock.now()
        if page is None or page.edition != edition or now >= page.until:
            page = self._draw(environ, asked, edition, now)
        if page is None:
            return self.application(environ, start)
        return sent(page, environ, start)

    def _draw(
        self, environ: dict[str, Any], asked: Asked, edition: editions.Number, now: datetime
    ) -> Page | None:
        """The page as it is kept from now on, or an answer to this request alone.

        None for what turned out to be of one reader: a cookie for nobody must not reach somebody.
        """
        slip, told = Slip(), []
        body = self.application(
            asked.alone(environ) | {SLIP: slip}, lambda *said: told.append(said)
        )
        try:
            content = b"".join(body)
        finally:
            slip.end()
            close = getattr(body, "close", None)
            if close is not None:
                close()
        status, headers = told[0][0], list(told[0][1])
        if any(name.lower() == "set-cookie" for name, _value in headers):
            return None
        page = packed(status, headers, content, edition)
        if status.startswith("200 ") and slip.may_be_kept:
            page.until = min(slip.until or midnight(now), midnight(now), now + LONGEST)
            page.is_kept = True
            self.shelf.put(asked, page)
        return page
