"""What a reader sees when a page cannot be shown: what happened, and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from vungcao.runtime.env import environment
from vungcao.web.way_back import page_above, page_of


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Asks neither the database nor the session: one of them may be what failed."""
    here = environment()
    said = {"is_demo": here.is_demo, "is_practice": bool(here.practice), "contact": here.contact}
    page = render_to_string("errors/500.html", said)
    return HttpResponse(page, status=500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", {"before": page_of(request)}, status=403)


def wrong_method(request: HttpRequest, *, takes_forms: bool) -> HttpResponse:
    """An address behind a button that was opened like a page, or a page that was sent a form."""
    context = {"takes_forms": takes_forms, "above": page_above(request.path)}
    return render(request, "errors/405.html", context, status=405)
