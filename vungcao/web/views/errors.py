"""What a reader sees when a page cannot be shown: what happened, and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from vungcao.runtime.env import environment


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Asks neither the database nor the session: one of them may be what failed."""
    here = environment()
    said = {"is_demo": here.is_demo, "is_practice": bool(here.practice)}
    page = render_to_string("errors/500.html", said)
    return HttpResponse(page, status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)
