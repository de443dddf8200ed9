"""Kept copies for the office: the newest, and hashing all of them again."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_http_methods

from vungcao.systems.portal import permissions
from vungcao.systems.portal.queries import keeping
from vungcao.systems.portal.services import verifying
from vungcao.web.access import only
from vungcao.web.http import AccountRequest

EACH_PAGE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@only(permissions.VERIFY)
def copies(request: AccountRequest) -> HttpResponse:
    """A POST verifies all of them and says what came out."""
    verdict = verifying.verify_copies(by=request.user) if request.method == "POST" else None
    page = Paginator(keeping.copies(), EACH_PAGE).get_page(request.GET.get("trang"))
    rows = list(page)
    titles = keeping.titles(rows)
    context = {
        "verdict": verdict,
        "total": page.paginator.count,
        "rows": [(row, titles.get(row.page, _t("trang đã xoá"))) for row in rows],
        "newer": f"?trang={page.previous_page_number()}" if page.has_previous() else "",
        "older": f"?trang={page.next_page_number()}" if page.has_next() else "",
    }
    return render(request, "portal/copies.html", context)
