"""The page to go on from when a request cannot be answered where it came in."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

READING = ("GET", "HEAD")


def page_of(request: HttpRequest) -> str:
    """Where the form stands that was sent: an address that a browser may open.

    The browser says where it comes from; when it does not, the page above is the best guess: the
    form's own address may take nothing but forms.
    """
    if request.method in READING:
        return request.get_full_path()
    before = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(before, allowed_hosts={request.get_host()}):
        parts = urlsplit(before)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return page_above(request.path)


def page_above(path: str) -> str:
    """The nearest address of ours above `path`: the object or the list that a button belongs to."""
    while path.strip("/"):
        path = path.rstrip("/").rpartition("/")[0] + "/"
        try:
            resolve(path)
        except Resolver404:
            continue
        return path
    return reverse("root")


def signed_in_first(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lead a stranger to sign in and from there to the page they were on.

    Whoever was signed out meanwhile, in another window, is told that the form was not saved.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method not in READING:
            text = _("Phiên làm việc đã hết nên mục vừa gửi chưa được lưu. Đăng nhập rồi gửi lại.")
            messages.warning(request, text)
        return redirect_to_login(page_of(request))

    return guarded
