"""One answer for who checks it: its figures, and the steps that may be taken from here."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms import flow as forms
from vungcao.systems.statistics.models import Submission
from vungcao.systems.statistics.queries import entry_pages, flow_pages
from vungcao.systems.statistics.rules import definition, periods
from vungcao.systems.statistics.services import flow, flow_back
from vungcao.systems.statistics.views import flow_page
from vungcao.systems.statistics.views.acting import Act, attempt, page
from vungcao.systems.statistics.views.entry_page import Answer
from vungcao.systems.statistics.views.restated_words import basis
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(permissions.READ_SUBMISSIONS)
def submission(request: AccountRequest, pk: int) -> HttpResponse:
    """Everything that stands in one answer, and what may be done with it."""
    row = found(request, pk)
    answer = Answer(row, entry_pages.contents(row), request.user, is_open=False)
    ways = flow_pages.ways(request.user, row, request.today)
    remarks = list(flow_page.remarks(row, answer.layout))
    ticks = flow_pages.RETURN in ways or flow_pages.CORRECT in ways
    context = {
        **heading(row),
        "submission": row,
        "ways": ways,
        "picks": _picks(row, ways),
        "facts": flow_page.facts(row, request.today, len(answer.contents.returned)),
        "failures": flow_page.failures(answer),
        "parts": flow_page.tables(answer, ticks=ticks),
        "remarks": remarks,
        "many": sum(len(one.said) for one in remarks),
        "basis": basis(answer.contents.reading.history),
        "events": flow_page.events(flow_pages.history(row)),
        "is_open": entry_pages.is_open_to(request.user, row, request.today),
    }
    return render(request, "statistics/flow_submission.html", context)


def _picks(row: Submission, ways: frozenset[str]) -> dict[str, str]:
    """Where ticked cells are sent: back, or into a correction."""
    for way, label in (
        (flow_pages.RETURN, _("Trả lại các ô đã đánh dấu")),
        (flow_pages.CORRECT, _("Đính chính các ô đã đánh dấu")),
    ):
        if way in ways:
            return {"label": label, "address": reverse(f"statistics:{way}", args=[row.pk])}
    return {}


@require_POST
@only(permissions.CERTIFY)
def certify(request: AccountRequest, pk: int) -> HttpResponse:
    return _step(request, pk, flow.certify, _("Đã xác nhận báo cáo."))


@require_POST
@only(permissions.ACCEPT)
def accept(request: AccountRequest, pk: int) -> HttpResponse:
    return _step(request, pk, flow.accept, _("Đã tiếp nhận báo cáo."))


@require_POST
@only(permissions.CLOSE)
def close(request: AccountRequest, pk: int) -> HttpResponse:
    return _step(request, pk, flow.close, _("Đã chốt số liệu."))


@only(permissions.ENTER)
def submit(request: AccountRequest, pk: int) -> HttpResponse:
    """What stands against it is said with all of it at once; blanks may be filled here."""
    row = found(request, pk)
    form = forms.Submit(request.POST or None, initial={"seen": row.version})
    if form.is_valid():
        said = form.cleaned_data
        try:
            flow.submit(submission=row, now=clock.now(), by=request.user, **said)
        except flow.NotReady as refused:
            form.add_error(None, ValidationError(_against(row, refused)))
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã nộp báo cáo."))
            return redirect(own_page(row))
    act = _act(row, _("Nộp báo cáo"), _("Nộp"), _("Chưa nộp được"))
    return page(request, form, act, above(row))


def _against(row: Submission, refused: flow.NotReady) -> list[Any]:
    """What stands against handing in, each sentence with the way to where it can be mended."""
    called = flow_page.names(definition.read(row.obligation.campaign.version.definition))
    grid = reverse("statistics:entry-grid", args=[row.pk])
    lines = []
    for one in refused.places:
        way, address = _("Mở ô “%(cell)s”"), f"{grid}#i-{one.cell}"
        if one.takes_words:
            talk = reverse("statistics:submission-cell", args=[row.pk, one.cell])
            way, address = _("Ghi lý do cho ô “%(cell)s”"), f"{talk}#talk"
        words = way % {"cell": called.get(one.cell, one.cell)}
        lines.append(format_html('{} <a href="{}">{}</a>', one.said, address, words))
    return lines


@only(permissions.ENTER | permissions.CERTIFY)
def withdraw(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    form = forms.Withdraw(request.POST or None, initial={"seen": row.version})
    act = _act(row, _("Rút lại báo cáo"), _("Rút lại"), _("Chưa rút được"))
    return _reasoned(request, form, act, row, flow_back.withdraw, _("Đã rút lại báo cáo."))


@only(permissions.UNLOCK)
def unlock(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    form = forms.Reason(request.POST or None, initial={"seen": row.version})
    act = _act(row, _("Mở khoá báo cáo"), _("Mở khoá"), _("Chưa mở được"))
    return _reasoned(request, form, act, row, flow_back.unlock, _("Đã mở khoá báo cáo."))


def found(request: AccountRequest, pk: int) -> Submission:
    rows = entry_pages.submissions(request.user).select_related(
        "obligation__campaign__version__form",
        "obligation__organisation",
        "author",
        "certifier",
        "accepted_by",
    )
    return get_object_or_404(rows, pk=pk)


def heading(row: Submission) -> dict[str, Any]:
    """What stands at the top of each page about an answer."""
    campaign = row.obligation.campaign
    about = f"{flow_page.place(row.obligation)} · {periods.name(campaign.period)}"
    return {"title": campaign.version.name, "about": about, "campaign": campaign}


def own_page(row: Submission) -> str:
    return reverse("statistics:submission", args=[row.pk])


def above(row: Submission) -> tuple[str, str]:
    """The board on which the answer stands."""
    return _("Đợt thu thập"), reverse("statistics:campaign", args=[row.obligation.campaign_id])


def _act(row: Submission, title: str, press: str, refused: str) -> Act:
    return Act(title, heading(row)["about"], press, own_page(row), refused=refused)


def _step(
    request: AccountRequest, pk: int, step: Callable[..., Submission], done: str
) -> HttpResponse:
    """One press; what stands against it is said on the page of the answer."""
    row, form = found(request, pk), forms.Seen(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    try:
        step(submission=row, now=clock.now(), by=request.user, seen=seen)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, done)
    return redirect(own_page(row))


def _reasoned(
    request: AccountRequest,
    form: forms.Seen,
    act: Act,
    row: Submission,
    step: Callable[..., Submission],
    done: str,
) -> HttpResponse:
    """A step with words; the form says what stands against it."""
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: step(submission=row, now=clock.now(), by=request.user, **said))
        if made is not None:
            messages.success(request, done)
            return redirect(own_page(row))
    return page(request, form, act, above(row))
