"""The manual, read inside the product and without the internet; it is public, so anybody may."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from vungcao.kernel.accounts.models import User
from vungcao.web import manual
from vungcao.web.frugal import SAVE_DATA, saves_data
from vungcao.web.public import Article, Item, Listing, Section
from vungcao.web.shell import Link

LONGEST = 120


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    if _is_officer(request):
        return _office(request, manual.INDEX)
    sought = request.GET.get("q", "").strip()[:LONGEST]
    listing = Listing(
        title=manual.title(manual.INDEX),
        lead=_("Mỗi trang hướng dẫn một việc, theo đúng tên nút trên màn hình."),
        sections=sections(sought),
        search=_("Tìm trong hướng dẫn"),
        sought=sought,
        nothing=_("Không trang nào có đủ các chữ này. Thử gõ ít chữ hơn, không cần dấu."),
    )
    return render(request, "public/list.html", {"listing": listing})


@require_safe
def page(request: HttpRequest, page: str) -> HttpResponse:
    if page not in manual.pages() or page == manual.INDEX:
        raise Http404
    if _is_officer(request):
        return _office(request, page)
    text = manual.html(page, is_frugal=saves_data(request))
    response = render(request, "help/public.html", {"about": _about(page), "text": text})
    patch_vary_headers(response, (SAVE_DATA,))
    return response


@require_safe
@cache_control(public=True, max_age=3600)
def picture(request: HttpRequest, name: str) -> HttpResponse:
    found = manual.pictures().get(name)
    if found is None:
        raise Http404
    return HttpResponse(found.read_bytes(), content_type="image/png")


def sections(sought: str = "") -> tuple[Section, ...]:
    """The pages by whom they are for; with words only those in which all of them stand."""
    found: dict[str, list[Item]] = {}
    for entry in manual.entries():
        if manual.mentions(entry, sought):
            item = Item(manual.title(entry.page), _place(entry.page), entry.purpose)
            found.setdefault(entry.section, []).append(item)
    return tuple(Section(label, tuple(items)) for label, items in found.items())


def _about(page: str) -> Article:
    """The page among its neighbours: before and after it in the index, and of the same reader."""
    order = list(dict.fromkeys(entry.page for entry in manual.entries()))
    at = order.index(page) if page in order else 0
    own = {entry.section for entry in manual.entries() if entry.page == page}
    kin = [e.page for e in manual.entries() if e.section in own and e.page != page]
    return Article(
        title=manual.title(page),
        source=manual.title(manual.INDEX),
        related=tuple(_link(one) for one in dict.fromkeys(kin)),
        earlier=_link(order[at - 1]) if at > 0 else None,
        later=_link(order[at + 1]) if at + 1 < len(order) else None,
    )


def _link(page: str) -> Link:
    return Link(manual.title(page), _place(page), "")


def _place(page: str) -> str:
    return reverse("help-page", args=[page])


def _is_officer(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.kind == User.Kind.OFFICER


def _office(request: HttpRequest, page: str) -> HttpResponse:
    """In the office's shell, beside the menu."""
    context = {
        "title": manual.title(page),
        "text": manual.html(page, is_frugal=saves_data(request)),
        "is_index": page == manual.INDEX,
    }
    response = render(request, "help/office.html", context)
    patch_vary_headers(response, (SAVE_DATA,))
    return response
