"""What prestigious persons report: the list, and the page of one report."""

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from vungcao.kernel.access.queries import reach
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.organisations.queries import called
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import reports as forms
from vungcao.systems.prestige.models import FieldReport
from vungcao.systems.prestige.queries import reporting
from vungcao.systems.prestige.services.report_reading import read_report
from vungcao.systems.prestige.views import report_facts, report_table
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_REPORTS)
def reports(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    wanted = reporting.Wanted(**filters.cleaned_data) if filters.is_valid() else reporting.Wanted()
    scopes = chosen(request).narrow(request.user.reach)
    rows = reporting.matching(request.user, scopes, wanted, request.today, clock.now())
    shown = report_table.table(
        request.user, request.today, is_narrowed=wanted != reporting.Wanted()
    )
    context = {
        "filters": filters,
        "counts": report_table.rows_of(reporting.counts(rows, request.today)),
        "may_write": bool(reach(request.user, request.today, permissions.KEEP_REPORTS)),
    }
    return answer(request, shown, rows, "prestige/reports.html", context)


@only(permissions.READ_REPORTS)
def late(request: AccountRequest) -> HttpResponse:
    return redirect(f"{reverse('prestige:reports')}?state=late")


@only(permissions.READ_REPORTS)
def of_case(request: AccountRequest, code: str) -> HttpResponse:
    found = get_object_or_404(FieldReport.objects.visible_to(request.user), case__code=code)
    return redirect("prestige:report", found.pk)


@only(permissions.READ_REPORTS)
def report(request: AccountRequest, pk: int) -> HttpResponse:
    return page(request, fetched(request, pk))


def fetched(request: AccountRequest, pk: int) -> FieldReport:
    related = (*reporting.SHOWN, "case__organisation")
    rows = FieldReport.objects.visible_to(request.user).select_related(*related)
    return get_object_or_404(rows, pk=pk)


def page(request: AccountRequest, shown: FieldReport, **refused: Form) -> HttpResponse:
    """A report with what can be done next; a step that was refused keeps what was typed."""
    record = read_report(report=shown, today=request.today, by=request.user)
    context = {
        "report": shown,
        "record": record,
        "state": report_table.state(record.line),
        "facts": report_facts.facts(record),
        "events": report_facts.events(record),
        "is_new": "moi" in request.GET,
        **steps(request, shown),
        **refused,
    }
    return render(request, "prestige/report.html", context)


def steps(request: AccountRequest, shown: FieldReport) -> dict[str, Any]:
    """The forms of what this account may do next with a report that its place holds."""
    case, day = shown.case, request.today
    if not holds(case.scope, reach(request.user, day, permissions.KEEP_REPORTS)):
        return {"is_elsewhere": case.closed_at is None}
    if case.closed_at is not None:
        return {"reopen": forms.Reopen(auto_id="reopen_%s")}
    now = {"seen": case.version}
    return {
        "is_mine": case.assignee_id == request.user.pk,
        "answer": forms.Answer(
            initial={**now, "on": day, "told_by": shown.channel}, auto_id="answer_%s"
        ),
        "assign": forms.Assign(initial=now, workers=workers(request, shown), auto_id="assign_%s"),
        "transfer": forms.Transfer(bodies=bodies(request, shown), auto_id="transfer_%s"),
        "close": forms.Close(initial=now, auto_id="close_%s"),
    }


def workers(request: AccountRequest, shown: FieldReport) -> dict[int, str]:
    """Whom it can be given to, by account; who has it already is none of them."""
    roles = permissions.KEEP_REPORTS
    found = reporting.workers(shown.case.organisation, roles, request.today)
    return {one.pk: report_table.called(one) for one in found if one.pk != shown.case.assignee_id}


def bodies(request: AccountRequest, shown: FieldReport) -> dict[int, str]:
    """To whom it can be passed, by name."""
    found = reporting.bodies(shown, request.today)
    names = called([body.pk for body in found], request.today)
    return {body.pk: names[body.pk] for body in found if body.pk in names}
