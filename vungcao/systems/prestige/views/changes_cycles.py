"""The cycles of the register: the list, and opening the next one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.access.queries import reach
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import changes_cycles as forms
from vungcao.systems.prestige.queries import changes_cycles as reads
from vungcao.systems.prestige.queries.changes_cycles import CycleLine
from vungcao.systems.prestige.services import cycles as services
from vungcao.systems.prestige.views.changes_pages import attempt
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Kind, Lines, Table, answer

COLUMNS: tuple[Column[Any], ...] = (
    Column("name", gettext_lazy("Kỳ"), lambda line: line.cycle.name, order=("cycle.name",)),
    Column(
        "state",
        gettext_lazy("Tình trạng"),
        lambda line: line.state_in_words,
        template="prestige/_cycle_state.html",
        leads=True,
    ),
    Column(
        "from",
        gettext_lazy("Từ ngày"),
        lambda line: line.cycle.valid_from,
        kind=Kind.DAY,
        order=("cycle.valid_from",),
    ),
    Column("last", gettext_lazy("Đến hết ngày"), lambda line: line.last_day, kind=Kind.DAY),
    Column(
        "select",
        gettext_lazy("Hạn bình chọn kỳ sau"),
        lambda line: line.select_by,
        kind=Kind.DAY,
        template="prestige/_cycle_selection.html",
    ),
    Column(
        "basis",
        gettext_lazy("Căn cứ"),
        lambda line: str(line.cycle.basis),
        template="prestige/_cycle_basis.html",
    ),
)
CYCLES: Table[CycleLine, CycleLine] = Table(
    name="prestige.cycles",
    label=gettext_lazy("Các kỳ công nhận"),
    columns=COLUMNS,
    order="-from",
    nothing=gettext_lazy("Chưa mở kỳ nào. Mở kỳ rồi mới ghi được người được công nhận."),
)


@only(permissions.READ_REGISTER)
def cycles(request: AccountRequest) -> HttpResponseBase:
    rows = Lines(reads.lines(request.today))
    may_open = bool(reach(request.user, request.today, permissions.OPEN_CYCLES))
    context = {"may_open": may_open, "term": reads.term(request.today)}
    return answer(request, CYCLES, rows, "prestige/cycles.html", context)


@only(permissions.OPEN_CYCLES)
def new(request: AccountRequest) -> HttpResponse:
    first = {"valid_from": reads.next_first_day(request.today)}
    form = forms.NewCycle(request.POST or None, initial=first, by=request.user, today=request.today)
    if form.is_valid():
        day = form.cleaned_data["valid_from"]
        made = attempt(
            form,
            lambda: services.open_by_act(valid_from=day, act=form.act(), by=request.user),
        )
        if made is not None:
            messages.success(request, _("Đã mở %(name)s.") % {"name": made.name})
            return redirect("prestige:cycles")
    term = reads.term(form.day_typed("valid_from"))
    return render(request, "prestige/cycle_new.html", {"form": form, "term": term})
