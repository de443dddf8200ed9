"""The reading mode (chế độ đọc): a page is its text, larger, in one column, without pictures."""

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from vungcao.runtime.env import environment

COOKIE = f"vungcao-reading-{environment().port}"
ON = "1"


def is_on(request: HttpRequest) -> bool:
    """As this browser remembers it; pages that are kept are kept for both."""
    return request.COOKIES.get(COOKIE) == ON


def keep(response: HttpResponseBase, *, is_on: bool) -> None:
    """Let this browser remember the choice."""
    if not is_on:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        ON,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
