"""The office's list of issues, and the words of one."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.newsletter import permissions
from vungcao.systems.newsletter.forms.office import IssueWords, Picking
from vungcao.systems.newsletter.models import Issue, Pick
from vungcao.systems.newsletter.queries import issues as reads
from vungcao.systems.newsletter.queries import shelf, subscribers
from vungcao.systems.newsletter.services import composing
from vungcao.systems.newsletter.services.composing import Words
from vungcao.systems.newsletter.views.issue_table import TABLE
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ)
def issues(request: AccountRequest) -> HttpResponseBase:
    counts = subscribers.counts()
    context = {
        "counts": counts,
        "may_compose": may(request, permissions.COMPOSE),
    }
    return answer(request, TABLE, reads.all_issues(), "newsletter/issues.html", context)


@only(permissions.COMPOSE)
def new(request: AccountRequest) -> HttpResponse:
    form = IssueWords(request.POST or None, initial={"language": "vi"})
    if form.is_valid():
        words, now = Words(**form.cleaned_data), clock.now()
        made = composing.make(words=words, today=request.today, now=now, by=request.user)
        messages.success(request, _("Đã lập số bản tin. Chọn bài ở dưới."))
        return redirect("newsletter:pick", made.pk)
    return render(request, "newsletter/issue_form.html", {"form": form, "issue": None})


@only(permissions.COMPOSE)
def edit(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Issue, pk=pk)
    first = {name: getattr(row, name) for name in ("title", "lead", "note", "language")}
    form = IssueWords(request.POST or None, initial=first)
    if form.is_valid():
        try:
            composing.revise(issue=row, words=Words(**form.cleaned_data), by=request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã lưu lời của số bản tin."))
            return redirect("newsletter:work", row.pk)
    return render(request, "newsletter/issue_form.html", {"form": form, "issue": row})


@only(permissions.COMPOSE)
def pick(request: AccountRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Issue, pk=pk)
    held = {one.key for one in reads.picks(row)}
    offered = shelf.offered(request.today, row.language, held)
    form = Picking(request.POST or None, offered=offered, language=row.language)
    if form.is_valid():
        try:
            count = composing.pick(issue=row, keys=form.cleaned_data["keys"], by=request.user)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã thêm %(count)d bài.") % {"count": count})
            return redirect("newsletter:work", row.pk)
    has_own = any(one.language == row.language for one in offered)
    context = {"form": form, "issue": row, "offered": offered, "has_own": has_own}
    return render(request, "newsletter/pick.html", context)


def found_pick(pk: int) -> Pick:
    """The article of an issue."""
    return get_object_or_404(Pick, pk=pk)


def may(request: AccountRequest, permission: Permission) -> bool:
    """Whether the reader of a page may also do something on it."""
    return bool(reach(request.user, request.today, permission))
