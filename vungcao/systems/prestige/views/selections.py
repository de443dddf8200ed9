"""Selections: looking through them, opening one, and the page that leads through its steps."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import selections as forms
from vungcao.systems.prestige.models import Recognition, RoundState, SelectionRound
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.queries.places import village_now
from vungcao.systems.prestige.queries.reached import MOVED_AWAY
from vungcao.systems.prestige.services import naming, selecting
from vungcao.systems.prestige.views import selection_portrait as portrait
from vungcao.systems.prestige.views.selection_table import rounds_table
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.forms import Form
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_SELECTIONS)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {}
    cycle = said.get("cycle")
    wanted = reads.Wanted(said.get("state", ""), cycle.pk if cycle else None)
    context = {
        "filters": filters,
        "may_open": bool(reach(request.user, request.today, permissions.KEEP_SELECTIONS)),
    }
    shown = rounds_table(request.today, is_narrowed=wanted != reads.Wanted())
    rows = reads.rounds(request.user, wanted)
    return answer(request, shown, rows, "prestige/selections.html", context)


@only(permissions.READ_SELECTIONS)
def selection(request: AccountRequest, pk: int) -> HttpResponse:
    shown = found(request, pk)
    (line,) = reads.lines([shown], request.today)
    nominees = reads.nominees(shown)
    wanted = [one.person_id for one in nominees]
    if shown.replaced is not None:
        wanted.append(shown.replaced.person_id)
    names = naming.read_names(persons=wanted, by=request.user)
    keeps = may(request, permissions.KEEP_SELECTIONS, shown)
    lists = may(request, permissions.LIST_SELECTIONS, shown)
    context = {
        "selection": shown,
        "line": line,
        "facts": portrait.facts(shown, line, names, request.today),
        "steps": portrait.steps(shown, len(nominees)),
        "nominees": portrait.nominees(shown, nominees, names),
        "papers": portrait.papers(shown, keeps=keeps),
        "next": portrait.next_steps(shown, keeps=keeps, lists=lists, named=bool(nominees)),
        "waits": portrait.waits_for(shown, lists=lists),
        "may_strike": keeps and shown.state == RoundState.OPEN,
        "may_cancel": lists and portrait.may_end(shown),
        "may_list": lists and shown.state == RoundState.CHECKED,
        "commune": reads.parent_of(shown.scope),
    }
    return render(request, "prestige/selection.html", context)


@only(permissions.KEEP_SELECTIONS)
@drafted(forms.Open)
def new(request: AccountRequest) -> HttpResponse:
    if request.GET.get("thay", "").isdecimal():
        return _replacing(request, int(request.GET["thay"]))
    villages = _villages(request)
    village = _village(request, villages)
    said: dict[str, Any] = {"by": request.user, "day": request.today, "villages": villages}
    form = forms.Open(request.POST or None, village=village, **said)
    if form.is_valid():
        village, cycle = form.cleaned_data["village"], form.cleaned_data["cycle"]
        if (made := _open(request, form, village, cycle)) is not None:
            return redirect("prestige:selection", made.pk)
    context = {"form": form, "holders": _holders(request, village) if village else []}
    return render(request, "prestige/selection_new.html", context)


def _village(request: AccountRequest, villages: Mapping[int, str]) -> Unit | None:
    """The village whose page led here, or the only one there is."""
    asked = request.GET.get("unit", "")
    if not (asked.isdecimal() and len(asked) < 12):
        return Unit.objects.get(pk=next(iter(villages))) if len(villages) == 1 else None
    within = Unit.objects.under(request.user.reach).in_force(request.today)
    return within.filter(pk=asked, kind=Kind.VILLAGE).first()


def _holders(request: AccountRequest, village: Unit) -> list[tuple[int, str]]:
    """Whom of the village somebody could follow: the recognition and the name."""
    rows = list(reads.holders(village, request.today))
    names = naming.read_names(persons=[row.person_id for row in rows], by=request.user)
    return [
        (row.pk, line.full_name if (line := names.get(row.person_id)) else str(MOVED_AWAY))
        for row in rows
    ]


def _replacing(request: AccountRequest, pk: int) -> HttpResponse:
    """A round in the place of somebody, whose village and cycle it has."""
    rows = Recognition.objects.visible_to(request.user).in_force(request.today)
    held = get_object_or_404(rows.select_related("unit", "cycle"), pk=pk)
    form = forms.Replacing(request.POST or None, reasons=norms.reasons(request.today))
    if form.is_valid():
        village = village_now(held)
        said = {"replaced": held, "end_reason": form.cleaned_data["end_reason"]}
        if (made := _open(request, form, village, held.cycle, **said)) is not None:
            return redirect("prestige:selection", made.pk)
    names = naming.read_names(persons=[held.person_id], by=request.user)
    line = names.get(held.person_id)
    context = {"form": form, "replaced": line.full_name if line else ""}
    return render(request, "prestige/selection_new.html", context)


def _open(
    request: AccountRequest, form: Form, village: Unit, cycle: Any, **said: Any
) -> SelectionRound | None:
    try:
        made = selecting.open_round(
            village=village, cycle=cycle, today=request.today, by=request.user, **said
        )
    except RuleBroken as broken:
        form.add_error(None, ValidationError(str(broken).splitlines()))
        return None
    messages.success(request, _("Đã mở đợt bình chọn."))
    return made


def _villages(request: AccountRequest) -> dict[int, str]:
    """The villages within reach where they are few enough to choose from."""
    rows = Unit.objects.under(request.user.reach).in_force(request.today).filter(kind=Kind.VILLAGE)
    ids = list(rows.order_by("pk").values_list("pk", flat=True)[: forms.MOST_VILLAGES + 1])
    named = on_day(ids, request.today) if len(ids) <= forms.MOST_VILLAGES else []
    return {unit.id: unit.name for unit in named}


def found(request: AccountRequest, pk: int) -> SelectionRound:
    rows = SelectionRound.objects.visible_to(request.user)
    wanted = rows.select_related("unit", "cycle", "replaced", "proposal", "key")
    return get_object_or_404(wanted, pk=pk)


def may(request: AccountRequest, permission: Permission, row: Any) -> bool:
    """Whether the account holds the permission at the place of the row."""
    return str(row.scope).startswith(tuple(reach(request.user, request.today, permission)))
