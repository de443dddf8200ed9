"""Pages for everybody: the front, sections, articles, kept copies, pictures."""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Page

from vungcao.kernel.access.queries import reach
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.systems.portal import permissions
from vungcao.systems.portal.models import KeptCopy
from vungcao.systems.portal.models.languages import VIETNAMESE
from vungcao.systems.portal.queries import addresses, gone, opened, pictures, published, tongues
from vungcao.systems.portal.rules.addresses import NEWS
from vungcao.web import keeping
from vungcao.web.frugal import SAVE_DATA
from vungcao.web.public import Listing
from vungcao.web.views import accounts

PICTURES = "images/"  # sizes made of pictures; what was uploaded is nobody's business
FOR_A_YEAR = "public, max-age=31536000, immutable"


@require_safe
@keeping.remembering
def root(request: HttpRequest) -> HttpResponseBase:
    """The front page for who is not signed in; everybody else goes on to where they work."""
    if isinstance(request.user, User):
        return accounts.root(request)
    keeping.offer(request)
    if opened.home() is None:
        return accounts.root(request)
    return page(request, "")


@require_safe
@keeping.remembering
def front(request: HttpRequest) -> HttpResponseBase:
    """The front page for everybody, also for who is signed in; empty before there is a portal."""
    return page(request, "") if opened.home() else _nothing_yet(request)


def _nothing_yet(request: HttpRequest) -> HttpResponse:
    nothing = _("Chưa có bài nào được đăng.")
    listing = Listing(title=_("Tin tức"), sections=(), nothing=nothing)
    return render(request, "public/list.html", {"listing": listing})


@require_safe
@keeping.remembering
def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Any page by its address; for who is not signed in it is the same as for everybody."""
    keeping.offer(request)
    answer = _answer(request, path)
    patch_vary_headers(answer, [SAVE_DATA])
    return answer


def _answer(request: HttpRequest, path: str) -> HttpResponseBase:
    """The page, one of another language in its place, or the way to where it is now."""
    found = published.page(path)
    if found is not None:
        return _served(request, found, found.locale.language_code)
    stood_in = tongues.stand_in(path)
    if stood_in is None:
        return _elsewhere(request, path)
    if stood_in.there:
        return redirect(stood_in.there)
    request.stand_in = stood_in  # type: ignore[attr-defined]
    return _served(request, stood_in.page, stood_in.language.code)


def _served(request: HttpRequest, found: Page, language: str) -> HttpResponseBase:
    """What is around a page of another language speaks that too, where it can."""
    pictures.fetch_sizes(found)
    if language == VIETNAMESE or language not in dict(settings.SHELL_LANGUAGES):
        return found.serve(request)
    with translation.override(language):
        answer: HttpResponseBase = found.serve(request)
        if isinstance(answer, SimpleTemplateResponse):
            answer.render()
    answer.headers["Content-Language"] = language
    return answer


def _elsewhere(request: HttpRequest, path: str) -> HttpResponseBase:
    """Where the page of an old address is now; what was public and is not any more says so."""
    moved = addresses.moved(request.get_full_path())
    if moved is None and path == NEWS:  # every page leads here, also where editors closed it
        return redirect("portal:front") if opened.home() else _nothing_yet(request)
    if moved is None:
        return _gone(request, gone.at(path))
    if moved.is_permanent:
        return HttpResponsePermanentRedirect(moved.address)
    return HttpResponseRedirect(moved.address)


def _gone(request: HttpRequest, was: gone.Gone | None) -> HttpResponse:
    """410, asked for anew each time: the page may be published again."""
    if was is None:
        raise Http404
    answer = render(request, "portal/gone.html", {"gone": was}, status=410)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@require_safe
def copy(request: HttpRequest, page: int, sha256: str) -> HttpResponse:
    """The words of one publication, as they were kept; once the page is gone, for the office."""
    kept = get_object_or_404(KeptCopy.objects.of(page), sha256=sha256)
    was = gone.page(page)
    is_office = isinstance(request.user, User) and bool(
        reach(request.user, clock.today(), permissions.SEE_COPIES)
    )
    if was is not None and not is_office:
        return _gone(request, was)
    return HttpResponse(kept.text, content_type="text/plain; charset=utf-8")


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """A size of a picture; its name changes with what it shows."""
    at = f"{PICTURES}{name}"
    if "/" in name or not default_storage.exists(at):
        raise Http404
    answer = FileResponse(default_storage.open(at))
    answer.headers["Cache-Control"] = FOR_A_YEAR
    return answer
