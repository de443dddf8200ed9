"""Bài đang chờ: what waits before which step, what is due and what ends; and one page's state."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from vungcao.kernel.access.queries import reach
from vungcao.systems.portal import permissions
from vungcao.systems.portal.queries import checking, desk, progress
from vungcao.systems.portal.rules import states
from vungcao.web.access import only
from vungcao.web.facts import Fact
from vungcao.web.http import AccountRequest


@only(permissions.EDIT)
def waiting(request: AccountRequest) -> HttpResponse:
    user, day, publishes = request.user, request.today, _publishes(request)
    found = desk.waiting(user, day, publishes=publishes)
    context = {
        "piles": list(desk.by_section([one for one in found if not one.is_returned])),
        "returned": [one for one in found if one.is_returned],
        "scheduled": desk.scheduled(user, day, publishes=publishes),
        "expiring": desk.expiring(user, day, publishes=publishes),
    }
    return render(request, "portal/desk.html", context)


@only(permissions.EDIT)
def work(request: AccountRequest, pk: int) -> HttpResponse:
    """A page of a section in which the reader works, from the draft to its end."""
    page = get_object_or_404(Page.objects.filter(depth__gt=2), pk=pk)
    if not desk.is_near(page, request.user, request.today, publishes=_publishes(request)):
        raise Http404
    shown = page.get_latest_revision_as_object()
    refusing, others = checking.by_weight(shown)
    context = {
        "page": page,
        "title": page.draft_title,
        "line": states.line(progress.facts(page)),
        "facts": _facts(page),
        "history": progress.history(page),
        "refusing": refusing,
        "others": others,
        "address": f"{reverse('portal:editor')}pages/{page.pk}/edit/",
        "preview": f"{reverse('portal:editor')}pages/{page.pk}/view_draft/",
    }
    return render(request, "portal/work.html", context)


def _facts(page: Page) -> list[Fact]:
    said: list[Fact] = [(_("Chuyên mục"), desk.section_of(page))]
    if names := progress.writers_of(page):
        said.append((_("Người viết"), names))
    for label, at in (
        (_("Đăng lần đầu"), page.first_published_at),
        (_("Đăng lần cuối"), page.last_published_at),
    ):
        if at is not None:
            said.append((label, at))
    return said


def _publishes(request: AccountRequest) -> bool:
    return bool(reach(request.user, request.today, permissions.PUBLISH))
