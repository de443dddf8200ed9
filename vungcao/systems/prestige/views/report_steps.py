"""Steps of a report: who reports, what was said, given to somebody, answered, passed on, ended."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.cases import services as cases
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.people.queries import records_of
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import reports as forms
from vungcao.systems.prestige.models import FieldReport, Recognition, ReportChannel, ReportKind
from vungcao.systems.prestige.queries import reporting
from vungcao.systems.prestige.services import reporting as services
from vungcao.systems.prestige.services.report_reading import called, places_of, read_names
from vungcao.systems.prestige.views import report_table, reports
from vungcao.web.access import only
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest

MOST = 50  # persons to choose among on a page


@only(permissions.KEEP_REPORTS)
def choose(request: AccountRequest) -> HttpResponse:
    """Who reports: one person leads on at once, several are offered."""
    form = forms.Choose(request.POST or None, by=request.user, today=request.today)
    found: list[Recognition] = []
    if form.is_valid():
        found = _recognised(request, form)
        if len(found) == 1:
            return redirect("prestige:report-new", found[0].pk)
        if not found:
            form.add_error(None, _("Hôm nay không có người có uy tín nào như vậy trong danh sách."))
    names = map(called, read_names(rows=found, by=request.user))
    places = places_of(found, request.today)
    choices = list(zip((row.pk for row in found), names, places, strict=True))
    context = {"form": form, "choices": choices, "most": MOST if len(found) == MOST else 0}
    return render(request, "prestige/report_choose.html", context)


@only(permissions.KEEP_REPORTS)
def new(request: AccountRequest, pk: int) -> HttpResponse:
    rows = Recognition.objects.visible_to(request.user).standing().select_related("unit")
    row = get_object_or_404(rows, pk=pk)
    first = {"received_on": request.today, "channel": ReportChannel.MEETING}
    form = forms.New(request.POST or None, initial=first)
    if form.is_valid():
        try:
            made = _receive(request, row, form)
        except RuleBroken as broken:
            _add(form, broken)
        else:
            messages.success(request, _("Đã ghi phản ánh số %s.") % made.case.number)
            return redirect(f"{reverse('prestige:report', args=[made.pk])}?moi=1")
    (person,) = read_names(rows=[row], by=request.user)
    context = {
        "form": form,
        "person": called(person),
        "place": ", ".join(places_of([row], request.today)[0]),
    }
    return render(request, "prestige/report_new.html", context)


@require_POST
@only(permissions.KEEP_REPORTS)
def assign(request: AccountRequest, pk: int) -> HttpResponse:
    shown = reports.fetched(request, pk)
    workers = reports.workers(request, shown)
    form = forms.Assign(request.POST, workers=workers, auto_id="assign_%s")

    def step() -> str:
        said = form.cleaned_data
        to = User.objects.get(pk=said["to"])
        now = clock.now()
        cases.assign(case=shown.case, to=to, now=now, by=request.user, seen=said["seen"])
        return _("Đã giao cho %s.") % report_table.called(to)

    return _done(request, shown, form, step, name="assign")


@require_POST
@only(permissions.KEEP_REPORTS)
def answer(request: AccountRequest, pk: int) -> HttpResponse:
    shown = reports.fetched(request, pk)
    form = forms.Answer(request.POST, auto_id="answer_%s")

    def step() -> str:
        said = form.cleaned_data
        services.answer(
            report=shown,
            given=services.Answer(said["words"], ReportChannel(said["told_by"]), said["on"]),
            today=request.today,
            now=clock.now(),
            by=request.user,
            seen=said["seen"],
        )
        return _("Đã trả lời phản ánh số %s.") % shown.case.number

    return _done(request, shown, form, step, name="answer")


@require_POST
@only(permissions.KEEP_REPORTS)
def transfer(request: AccountRequest, pk: int) -> HttpResponse:
    shown = reports.fetched(request, pk)
    bodies = reports.bodies(request, shown)
    form = forms.Transfer(request.POST, bodies=bodies, auto_id="transfer_%s")

    def step() -> str:
        said = form.cleaned_data
        services.transfer(
            report=shown,
            to=reporting.bodies(shown, request.today).get(pk=said["to"]),
            reason=said["reason"],
            today=request.today,
            now=clock.now(),
            by=request.user,
        )
        return _("Đã chuyển đến %s.") % bodies[said["to"]]

    return _done(request, shown, form, step, name="transfer")


@require_POST
@only(permissions.KEEP_REPORTS)
def close(request: AccountRequest, pk: int) -> HttpResponse:
    shown = reports.fetched(request, pk)
    form = forms.Close(request.POST, auto_id="close_%s")

    def step() -> str:
        said, now = form.cleaned_data, clock.now()
        services.close(
            report=shown, reason=said["reason"], now=now, by=request.user, seen=said["seen"]
        )
        return _("Đã kết thúc phản ánh số %s.") % shown.case.number

    return _done(request, shown, form, step, name="close")


@require_POST
@only(permissions.KEEP_REPORTS)
def reopen(request: AccountRequest, pk: int) -> HttpResponse:
    shown = reports.fetched(request, pk)
    form = forms.Reopen(request.POST, auto_id="reopen_%s")

    def step() -> str:
        said = form.cleaned_data
        services.reopen(
            report=shown,
            reason=said["reason"],
            starts_anew=said["term"] == "anew",
            now=clock.now(),
            by=request.user,
        )
        return _("Đã mở lại phản ánh số %s.") % shown.case.number

    return _done(request, shown, form, step, name="reopen")


def _receive(request: AccountRequest, row: Recognition, form: forms.New) -> FieldReport:
    said = form.cleaned_data
    new = services.NewReport(
        recognition=row,
        kind=ReportKind(said["kind"]),
        channel=ReportChannel(said["channel"]),
        words=said["words"],
        received_on=said["received_on"],
    )
    return services.receive(new=new, today=request.today, now=clock.now(), by=request.user)


def _done(
    request: AccountRequest, shown: FieldReport, form: Form, step: Callable[[], str], *, name: str
) -> HttpResponse:
    """Back to the report with what was done, or with the form and why it was refused."""
    if form.is_valid():
        try:
            said = step()
        except RuleBroken as broken:
            _add(form, broken)
        else:
            messages.success(request, said)
            return redirect("prestige:report", shown.pk)
    return reports.page(request, shown, **{name: form})


def _recognised(request: AccountRequest, form: forms.Choose) -> list[Recognition]:
    person, village = form.cleaned_data["person"], form.cleaned_data["village"]
    persons = [] if person is None else records_of(person).values_list("pk", flat=True)
    found = reporting.recognised(persons, None if person else village, request.today)
    own = Recognition.objects.visible_to(request.user)
    return list(found.filter(pk__in=own)[:MOST])


def _add(form: Form, broken: RuleBroken) -> None:
    form.add_error(None, ValidationError(str(broken).splitlines()))
