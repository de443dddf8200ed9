"""What a browser may go on with: a draft it began, a dossier it opened with the secret.

The session holds where to look and until when, never a secret, save for the one that was just made
and is told on the page that follows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.systems.onestop.queries.strangers import Found
from vungcao.systems.onestop.services.doors import standing_in, visitor

DRAFT, DOSSIER, TOLD = "onestop_draft", "onestop_dossier", "onestop_told"
LIVES = {DRAFT: timedelta(hours=12), DOSSIER: timedelta(minutes=30), TOLD: timedelta(minutes=15)}


def citizen(request: HttpRequest) -> User | None:
    """The citizen who is signed in; an officer on these pages is a visitor like any other."""
    user = request.user
    return user if isinstance(user, User) and user.kind == User.Kind.CITIZEN else None


def actor(request: HttpRequest) -> User:
    return citizen(request) or visitor()


def hold(request: HttpRequest, what: str, found: Found) -> None:
    """Let this browser go on with a row."""
    now = clock.now().timestamp()
    request.session[what] = {"id": found.id, "scope": found.scope, "at": now}


def held(request: HttpRequest, what: str) -> Found | None:
    """The row that this browser goes on with; each look at it begins its time anew."""
    kept = request.session.get(what)
    if not kept or clock.now().timestamp() - kept["at"] > LIVES[what].total_seconds():
        request.session.pop(what, None)
        return None
    found = Found(kept["id"], kept["scope"])
    hold(request, what, found)
    return found


def let_go(request: HttpRequest, what: str) -> None:
    request.session.pop(what, None)


def tell(request: HttpRequest, code: str, secret: str) -> None:
    """Keep a secret for the page that tells it."""
    at = clock.now().timestamp()
    request.session[TOLD] = {"code": code, "secret": secret, "at": at}


def told(request: HttpRequest, code: str) -> str:
    """The secret of a code as long as it may be told."""
    kept: dict[str, Any] = request.session.get(TOLD) or {}
    if kept and clock.now().timestamp() - kept["at"] > LIVES[TOLD].total_seconds():
        let_go(request, TOLD)
        return ""
    return str(kept["secret"]) if kept.get("code") == code else ""


@contextmanager
def inside(request: HttpRequest, found: Found) -> Iterator[User]:
    """Stand where a row lies, in the name of whoever asks."""
    with standing_in(found.scope, actor(request)) as acting:
        yield acting


def over(request: HttpRequest, address: str) -> HttpResponse:
    """Nothing to go on with any more: on to the page where code and secret are typed."""
    messages.info(request, _("Phiên làm việc đã hết. Nhập mã và mã bí mật để mở lại."))
    return redirect(address)
