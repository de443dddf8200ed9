"""Pages for everybody: the front, sections, articles, kept copies, pictures."""

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
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from vungcao.kernel.accounts.models import User
from vungcao.systems.portal.models import KeptCopy
from vungcao.systems.portal.queries import addresses, published
from vungcao.web.public import Listing
from vungcao.web.views import accounts

PICTURES = "images/"  # sizes made of pictures; what was uploaded is nobody's business
FOR_A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def root(request: HttpRequest) -> HttpResponseBase:
    """The front page for who is not signed in; everybody else goes on to where they work."""
    if isinstance(request.user, User) or published.home() is None:
        return accounts.root(request)
    return page(request, "")


@require_safe
def front(request: HttpRequest) -> HttpResponseBase:
    """The front page for everybody, also for who is signed in; empty before there is a portal."""
    if published.home() is None:
        nothing = _("Chưa có bài nào được đăng.")
        listing = Listing(title=_("Tin tức"), sections=(), nothing=nothing)
        return render(request, "public/list.html", {"listing": listing})
    return page(request, "")


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Any page by its address."""
    found = published.page(path)
    if found is None:
        return _elsewhere(request)
    answer: HttpResponseBase = found.serve(request)
    return answer


def _elsewhere(request: HttpRequest) -> HttpResponseBase:
    """Where the page of an old address is now."""
    moved = addresses.moved(request.get_full_path())
    if moved is None:
        raise Http404
    if moved.is_permanent:
        return HttpResponsePermanentRedirect(moved.address)
    return HttpResponseRedirect(moved.address)


@require_safe
def copy(request: HttpRequest, page: int, sha256: str) -> HttpResponse:
    """The words of one publication, as they were kept."""
    kept = get_object_or_404(KeptCopy.objects.of(page), sha256=sha256)
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
