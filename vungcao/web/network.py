"""From where a request comes, and with which browser."""

from django.http import HttpRequest

from vungcao.kernel.accounts.services.sessions import Browser
from vungcao.runtime.env import environment

LOOPBACK = {"127.0.0.1", "::1", ""}


def address(request: HttpRequest) -> str:
    """The sender's network address. Where our own nginx stands between, it says it."""
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    if not environment().is_behind_proxy or nearest not in LOOPBACK:
        return nearest
    said = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    return said.rpartition(",")[2].strip() or nearest


def browser(request: HttpRequest) -> Browser:
    return Browser(str(request.META.get("HTTP_USER_AGENT", ""))[:400], address(request))
