"""Choosing the reading mode: text alone, larger, in one column."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from vungcao.web import reading
from vungcao.web.origins import back, from_here


@from_here
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Back to the page on which it was chosen; this browser remembers it."""
    response = back(request)
    reading.keep(response, is_on=request.POST.get("reading") == reading.ON)
    return response
