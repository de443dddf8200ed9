"""Entering figures: what is due, one form, and what arrives from its script."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.queries import entry_pages as queries
from vungcao.systems.statistics.queries.workbook_giving import places
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.views import entry_list, entry_plain, entry_session, entry_taking
from vungcao.systems.statistics.views.entry_page import Answer, Typed, grid_page
from vungcao.web.access import only, openable
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer as table_answer

MODULES = tuple(f"js/entry/{name}.js" for name in ("num", "ast", "queue", "grid"))


@only(permissions.READ_SUBMISSIONS)
def browse(request: AccountRequest) -> HttpResponseBase:
    rows = queries.due(request.user, chosen(request).narrow(request.user.reach), request.today)
    given = {"may_import": openable(request)(reverse("statistics:workbooks"))}
    return table_answer(
        request, entry_list.table(request.today), rows, "statistics/entry_list.html", given
    )


@only(permissions.READ_SUBMISSIONS)
def grid(request: AccountRequest, pk: int) -> HttpResponse:
    """The form of one answer; without scripts it is sent whole."""
    answer = _answer(request, pk)
    if request.method != "POST":
        return _page(request, answer)
    if not answer.is_open:
        messages.error(request, _("Biểu này không còn mở để nhập."))
        return redirect("statistics:entry-grid", pk)
    try:
        sent = entry_plain.sent(answer, request.POST)
    except entry_plain.NotOurs:
        return HttpResponseBadRequest(_("Không đọc được biểu vừa gửi."))
    if not sent.faults:
        sent.faults |= entry_taking.take_form(
            answer.submission, sent.ops, clock.now(), request.user
        )
    if sent.faults:
        return _page(request, _answer(request, pk), sent.typed)
    if sent.ops:
        messages.success(request, _("Đã lưu %(n)s ô.") % {"n": len(sent.ops)})
    else:
        messages.info(request, _("Không ô nào đổi, không có gì để lưu."))
    return redirect("statistics:entry-grid", pk)


@require_POST
@entry_session.told_in_json
@only(permissions.ENTER)
def sync(request: AccountRequest, pk: int) -> HttpResponse:
    """A batch of changes, and in return what became of each and what others have changed."""
    found = get_object_or_404(queries.submissions(request.user), pk=pk)
    if request.content_type != "application/json":  # nobody's script
        return redirect("statistics:entry-grid", pk)
    try:
        asked = entry_session.asked(request.body)
    except entry_session.Unreadable:
        return JsonResponse({"why": _("Không đọc được.")}, status=400)
    if asked.user != str(request.user.pk):
        return JsonResponse({"why": _("Số liệu của tài khoản khác.")}, status=403)
    try:
        return JsonResponse(entry_taking.take_ops(found, asked, clock.now(), request.user))
    except RuleBroken as broken:
        return JsonResponse({"why": str(broken)}, status=423)


def _answer(request: AccountRequest, pk: int) -> Answer:
    found = get_object_or_404(queries.submissions(request.user), pk=pk)
    is_open = queries.is_open_to(request.user, found, request.today)
    return Answer(found, queries.contents(found), request.user, is_open)


def _page(request: AccountRequest, answer: Answer, typed: Typed | None = None) -> HttpResponse:
    campaign = answer.submission.obligation.campaign
    context = {
        "title": campaign.version.name,
        "about": " · ".join((_place(answer, request), periods.name(campaign.period))),
        "page": grid_page(answer, str(uuid4()), typed),
        "modules": MODULES,
    }
    status = 422 if typed else 200
    response = render(request, "statistics/entry_grid.html", context, status=status)
    if answer.is_open and not typed:
        response.headers["X-Offline"] = "1"  # the worker keeps it for whom it was drawn
        response.headers["X-User"] = str(request.user.pk)
    return response


def _place(answer: Answer, request: AccountRequest) -> str:
    unit = answer.submission.unit_id
    return places({unit}, request.today).get(unit, "")
