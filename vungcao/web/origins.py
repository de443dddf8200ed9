"""Choices that a page for everybody offers: its forms carry no token, so their origin is asked."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt

View = Callable[[HttpRequest], HttpResponse]


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent the form; an old one says nothing."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    own = f"{request.scheme}://{request.get_host()}"
    return origin in (None, own) and site in ("same-origin", "none")


def from_here(view: View) -> View:
    """For what changes nothing but how pages look in this browser or for this account."""

    @csrf_exempt
    @wraps(view)
    def asked(request: HttpRequest) -> HttpResponse:
        if not is_from_here(request):
            raise PermissionDenied
        return view(request)

    return asked


def left(request: HttpRequest) -> str:
    """The page of ours on which something was chosen; nothing where that is not known.

    The browser says which page that was: pages that must look alike repeat no address of their own.
    """
    goal = request.headers.get("Referer", "")
    own = url_has_allowed_host_and_scheme(
        goal, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return goal if own else ""


def back(request: HttpRequest) -> HttpResponse:
    """To the page on which something was chosen."""
    return redirect(left(request) or "root")
