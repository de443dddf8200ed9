"""A form that is sent twice, by a second press or after going back, is acted on once.

Every page that is drawn masks its token anew: the same token, address and words are the same form
of the same page. Only a form whose view said that something was done counts as acted on.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import SentForm, User
from vungcao.kernel.accounts.services import forms as services
from vungcao.kernel.calendar import clock

TOKEN = "csrfmiddlewaretoken"
SAID = _("Mục này đã được ghi từ lần bấm trước; lần bấm này không ghi thêm.")


class RepeatsMiddleware:
    """Answers the second of two equal forms with the page that the first one led to."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        taken = getattr(request, "sent_form", None)
        if isinstance(taken, SentForm):
            _settle(request, taken, response)
        return response

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """After the token was checked, before anything is read for the view."""
        if not isinstance(request.user, User) or TOKEN not in request.POST:
            return None
        form, is_new = services.take_form(mark=_mark(request), now=clock.now(), by=request.user)
        if is_new:
            request.sent_form = form  # type: ignore[attr-defined]
        elif form.goal:
            messages.info(request, SAID)
            return redirect(form.goal)
        return None


def _mark(request: HttpRequest) -> str:
    digest = hashlib.sha256()
    for part in _parts(request):
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()


def _parts(request: HttpRequest) -> Iterator[bytes]:
    """Who sends what where; a file by its content."""
    yield str(request.user.pk).encode()
    yield request.get_full_path().encode()
    for name in sorted(request.POST):
        yield from (word.encode() for word in (name, *request.POST.getlist(name)))
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            yield name.encode()
            yield from file.chunks()
            file.seek(0)


def _settle(request: HttpRequest, form: SentForm, response: HttpResponseBase) -> None:
    goal = response.headers.get("Location", "")
    if goal and len(goal) <= 2000 and isinstance(request.user, User) and is_done(request):
        services.settle_form(form=form, goal=goal, by=request.user)
    else:
        services.release_form(form=form, by=form.account)


def is_done(request: HttpRequest) -> bool:
    """The view reports a success. A refusal leads on as well, and so does asking for a password."""
    storage = messages.get_messages(request)
    said = getattr(storage, "_queued_messages", [])  # reading them would use them up
    return any(one.level == messages.SUCCESS for one in said)
