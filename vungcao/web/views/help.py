"""The manual, read inside the product and without the internet; it is public, so anybody may."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from vungcao.kernel.accounts.models import User
from vungcao.web import manual
from vungcao.web.frugal import SAVE_DATA, saves_data


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return _shown(request, manual.INDEX)


@require_safe
def page(request: HttpRequest, page: str) -> HttpResponse:
    if page not in manual.pages() or page == manual.INDEX:
        raise Http404
    return _shown(request, page)


@require_safe
@cache_control(public=True, max_age=3600)
def picture(request: HttpRequest, name: str) -> HttpResponse:
    found = manual.pictures().get(name)
    if found is None:
        raise Http404
    return HttpResponse(found.read_bytes(), content_type="image/png")


def _shown(request: HttpRequest, page: str) -> HttpResponse:
    """In the office's shell for an officer, in the public one for everybody else."""
    user = request.user
    is_officer = isinstance(user, User) and user.kind == User.Kind.OFFICER
    context = {
        "title": manual.title(page),
        "text": manual.html(page, is_frugal=saves_data(request)),
        "is_index": page == manual.INDEX,
    }
    template = "help/office.html" if is_officer else "help/public.html"
    response = render(request, template, context)
    patch_vary_headers(response, (SAVE_DATA,))
    return response
