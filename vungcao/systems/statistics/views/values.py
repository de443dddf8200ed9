"""Figures as CSV files: laid in, looked at line by line, entered; and all figures taken away."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.access.queries import reach
from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.files.storage import StoreFailed
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.scopes.models import ScopedQuerySet
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms.values import AllFigures, LaidIn
from vungcao.systems.statistics.models import ValueFile, ValueFileState
from vungcao.systems.statistics.queries import tables as reads
from vungcao.systems.statistics.queries import value_rows
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.services import value_laying
from vungcao.systems.statistics.views.value_changes import changes
from vungcao.web import exports
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.facts import Fact
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Table, answer, keeps

SECONDS_UNTIL_THE_NEXT_LOOK = "3"
SHOWN_FAULTS = 300  # the list of faults leaves whole
TONES = {
    ValueFileState.READY: "run",
    ValueFileState.FAULTY: "bad",
    ValueFileState.ENTERED: "ok",
}


def _is_idle(row: ValueFile) -> bool:
    """Whether all that a file says stands already."""
    return row.state == ValueFileState.READY and not (row.new or row.changed)


def _is_waiting(row: ValueFile) -> bool:
    return row.state == ValueFileState.READY and not _is_idle(row)


def _state(row: ValueFile) -> str:
    said = _("không có lỗi, không đổi số liệu nào") if _is_idle(row) else row.get_state_display()
    return str(capfirst(said))


FILES: Table[ValueFile, ValueFile] = Table(
    name="statistics.value-files",
    label=gettext_lazy("Tệp số liệu đã tải lên"),
    columns=(
        Column(
            "file",
            gettext_lazy("Tệp"),
            lambda one: one.file.name,
            address=lambda one: reverse("statistics:value-file", args=[one.pk]),
        ),
        Column(
            "state",
            gettext_lazy("Tình trạng"),
            _state,
            order=("state",),
            leads=True,
        ),
        Column("lines", gettext_lazy("Số dòng"), lambda one: one.lines, Kind.NUMBER, ("lines",)),
        Column(
            "faults",
            gettext_lazy("Số lỗi"),
            lambda one: one.faults_count,
            Kind.NUMBER,
            ("faults_count",),
        ),
        Column("at", gettext_lazy("Tải lên lúc"), lambda one: one.at, Kind.MOMENT, ("at", "pk")),
        Column(
            "by",
            gettext_lazy("Người tải lên"),
            lambda one: one.by.get_full_name() or one.by.username,
        ),
    ),
    order="-at",
    nothing=gettext_lazy("Chưa có tệp nào."),
    key=lambda one: one.pk,
)


@only(permissions.IMPORT_WORKBOOKS)
def browse(request: AccountRequest) -> HttpResponseBase:
    """What was laid in, and the form for another file."""
    is_sent = request.method == "POST" and not keeps(request)
    form = LaidIn(*((request.POST, request.FILES) if is_sent else ()))
    if is_sent and form.is_valid() and (row := _laid_in(form, request)):
        return redirect("statistics:value-file", row.pk)
    return answer(request, FILES, _files(request), "statistics/values.html", {"form": form})


@only(permissions.IMPORT_WORKBOOKS)
def one(request: AccountRequest, pk: int) -> HttpResponseBase:
    """One file: how far it is, what it would change, what is wrong; only here it is entered."""
    row = get_object_or_404(_files(request), pk=pk)
    if request.method == "POST":
        acts = {"enter": value_laying.ask_to_enter, "again": value_laying.look_again}
        for name, act in acts.items():
            if name in request.POST:
                try:
                    act(file=row, by=request.user)
                except RuleBroken as broken:
                    messages.error(request, str(broken))
        return redirect("statistics:value-file", pk)
    if (kind := request.GET.get("format", "")) in exports.TYPES:
        return _faults(request, row, kind)
    run = Run.objects.visible_to(request.user).filter(code=row.run).first()
    is_open = run is not None and run.is_open
    response = render(request, "statistics/values_file.html", _context(request, row, run))
    if is_open:
        response["Refresh"] = SECONDS_UNTIL_THE_NEXT_LOOK
    return response


@only(permissions.READ_FIGURES)
def everything(request: AccountRequest) -> HttpResponseBase:
    """All figures within reach as one file, or the form that asks which of them."""
    form = AllFigures(request.GET, known=reads.indicators(request.today))
    if not form.is_valid() or request.GET.get("format") != "csv":
        status = 200 if form.is_valid() else 422
        return render(request, "statistics/values_export.html", {"form": form}, status=status)
    said = form.cleaned_data
    asked = value_rows.Asked(
        indicators=(int(said["indicator"]),) if said["indicator"] else (),
        since=said["since"],
        until=said["until"],
        least=form.least,
    )
    scopes = reach(request.user, request.today, permissions.READ_FIGURES)
    within = tuple(chosen(request).narrow(scopes) or scopes)
    out = value_rows.leaving(asked, Reach(request.user, within))
    columns = [(str(nth), head) for nth, head in enumerate(out.heads)]
    leaving = exports.List("statistics.values", _("Số liệu"), columns)
    return exports.export(leaving, out.rows, "csv", by=request.user)


def _files(request: AccountRequest) -> ScopedQuerySet[ValueFile]:
    here = chosen(request).narrow(request.user.reach)
    rows = ValueFile.objects.visible_to(request.user).under(here)
    return rows.select_related("file", "by").defer("faults", "changes")


def _laid_in(form: LaidIn, request: AccountRequest) -> ValueFile | None:
    scopes = reach(request.user, request.today, permissions.IMPORT_WORKBOOKS)
    unit = Unit.objects.in_force(request.today).filter(scope__in=scopes).order_by("scope")[0]
    try:
        given = form.received(request.user)
        return value_laying.lay_in(
            content=given.content, name=given.name, unit=unit, by=request.user, now=clock.now()
        )
    except (RuleBroken, StoreFailed) as broken:
        form.give_up(request.user)
        form.add_error("file", str(broken))
    return None


def _context(request: AccountRequest, row: ValueFile, run: Run | None) -> dict[str, object]:
    is_open = run is not None and run.is_open
    return {
        "file": row,
        "name": row.file.name,
        "run": run if is_open else None,
        "tone": "ok" if _is_idle(row) else TONES.get(ValueFileState(row.state), ""),
        "state": _state(row),
        "facts": _facts(row),
        "faults": row.faults[:SHOWN_FAULTS],
        "changes": [] if is_open else changes(row, request.today),
        "may_enter": row.by_id == request.user.pk and _is_waiting(row),
        "may_look": not is_open
        and row.state != ValueFileState.ENTERED
        and row.by_id == request.user.pk,
    }


def _facts(row: ValueFile) -> list[Fact]:
    return [
        (_("Dòng số liệu"), row.lines),
        (_("Số liệu mới"), row.new),
        (_("Số liệu sẽ đổi") if row.entered_at is None else _("Số liệu đã đổi"), row.changed),
        (_("Giữ nguyên"), row.same),
        (_("Lỗi phải sửa"), row.faults_count),
        (_("Kiểm tra cần ghi lý do khi nộp"), row.remarks),
    ]


def _faults(request: AccountRequest, row: ValueFile, kind: str) -> HttpResponseBase:
    columns = (("line", _("Dòng")), ("column", _("Cột")), ("text", _("Cần sửa")))
    leaving = exports.List("statistics.value_faults", _("Lỗi của tệp số liệu"), columns)
    return exports.export(leaving, row.faults, kind, by=request.user)
