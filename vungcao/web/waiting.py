"""The answer to whoever did something too often: how long to wait, and what was typed is kept."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vungcao.web import attempts
from vungcao.web.forms import Form


def refuse(form: Form, wait: timedelta) -> None:
    """Let the form say how long to wait; `form_page` answers accordingly."""
    form.wait = wait
    form.add_error(None, attempts.in_words(wait))


def form_page(
    request: HttpRequest, template: str, form: Form, context: Mapping[str, object] | None = None
) -> HttpResponse:
    """A page of one form, with what was typed in it, also when it came too often."""
    response = render(request, template, {"form": form, **(context or {})})
    return told(response, form.wait) if form.wait else response


def page(request: HttpRequest, wait: timedelta, kept: Iterable[str] = ()) -> HttpResponse:
    """A page of its own for what has no form to go back to.

    An address is asked for again with all that stood in it; of what was sent, the fields `kept` are
    sent again. A password or a file is never among them.
    """
    again = {name: value for name in kept for value in request.POST.getlist(name)}
    context = {"said": attempts.in_words(wait), "again": again, "is_post": request.method == "POST"}
    return told(render(request, "errors/429.html", context), wait)


def told(response: HttpResponse, wait: timedelta) -> HttpResponse:
    """The page of a screen of its own, answered as too often, with the seconds for programs."""
    response.status_code = 429
    response.headers["Retry-After"] = str(max(1, ceil(wait.total_seconds())))
    return response
