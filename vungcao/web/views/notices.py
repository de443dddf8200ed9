"""The inbox of an account, and how it wants to hear of what."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.notices import letters, queries, services
from vungcao.kernel.notices.models import Notice
from vungcao.web.access import signed_in
from vungcao.web.http import AccountRequest
from vungcao.web.links import Place
from vungcao.web.notice_forms import Choices
from vungcao.web.shell import roles_of
from vungcao.web.tables import answer, way_back
from vungcao.web.views.notice_table import NOTICES

UNREAD = "chua-doc"


@signed_in
def office(request: AccountRequest) -> HttpResponse:
    """Where an officer looks for it; everybody has the same inbox."""
    return redirect("notices")


@signed_in
def inbox(request: AccountRequest) -> HttpResponseBase:
    only_unread = request.GET.get("loc") == UNREAD
    here = reverse("notices")
    context = {
        "tabs": [
            Place(_("Tất cả"), here, not only_unread),
            Place(_("Chưa đọc"), f"{here}?loc={UNREAD}", only_unread),
        ],
        "unread": queries.unread(request.user),
    }
    rows = queries.inbox(request.user, only_unread=only_unread)
    return answer(request, NOTICES, rows, "notices/inbox.html", context)


@require_POST
@signed_in
def read(request: AccountRequest, code: str) -> HttpResponse:
    """Mark it, and go on to what it is about where that was asked for."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), code=code)
    services.mark_read(notice=notice, now=clock.now(), by=request.user)
    place = letters.link(notice) if "open" in request.POST else ""
    return redirect(place or way_back(request, reverse("notices")))


@require_POST
@signed_in
def read_all(request: AccountRequest) -> HttpResponse:
    services.mark_all_read(now=clock.now(), by=request.user)
    messages.success(request, _("Đã đánh dấu đọc hết."))
    return redirect("notices")


@signed_in
def preferences(request: AccountRequest) -> HttpResponse:
    offered = queries.offered_to(roles_of(request.user, request.today))
    chosen, hour = queries.chosen(request.user)
    form = Choices(request.POST or None, offered=offered, chosen=chosen, hour=hour)
    if form.is_valid():
        services.choose(ways=form.ways(), digest_hour=form.hour(), by=request.user)
        messages.success(request, _("Đã ghi cách nhận thông báo."))
        return redirect("notice-preferences")
    context = {"form": form, "quiet": queries.quiet_hours(request.today)}
    return render(request, "notices/preferences.html", context)
