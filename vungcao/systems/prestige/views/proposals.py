"""A commune's lists: looking through them, making one, sending it, entering the decision."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import proposals as forms
from vungcao.systems.prestige.models import Cycle, ProposalList, ProposalState
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import deciding_lists, naming, printing, proposing
from vungcao.systems.prestige.views.selection_portrait import GONE
from vungcao.systems.prestige.views.selection_table import proposals_table
from vungcao.systems.prestige.views.selections import may
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_SELECTIONS)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    state = filters.cleaned_data["state"] if filters.is_valid() else ""
    rows = reads.proposals(request.user)
    waiting = reads.communes_ready(request.user)
    names = {unit.id: unit.name for unit in on_day(waiting, request.today)}
    own = reach(request.user, request.today, permissions.LIST_SELECTIONS)
    scopes = dict(Unit.objects.filter(pk__in=waiting).values_list("pk", "scope"))
    context = {
        "filters": filters,
        "waiting": [
            (pk, names.get(pk, ""), number)
            for pk, number in sorted(waiting.items())
            if scopes[pk].startswith(tuple(own))
        ],
    }
    shown = proposals_table(request.today, is_narrowed=bool(state))
    rows = rows.filter(state=state) if state else rows
    return answer(request, shown, rows, "prestige/proposals.html", context)


@only(permissions.LIST_SELECTIONS)
@drafted(forms.NewList)
def new(request: AccountRequest, commune: int) -> HttpResponse:
    place = get_object_or_404(Unit.objects.under(request.user.reach), pk=commune)
    rows = [one for cycle in _cycles(request) for one in reads.ready(place, cycle)]
    lines = reads.lines(rows, request.today)
    named = {one.pk: f"{one.village} ({one.row.cycle.name})" for one in lines}
    first = {"rounds": list(named), "made_on": request.today}
    form = forms.NewList(request.POST or None, rounds=named, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        chosen = [row for row in rows if row.pk in said["rounds"]]
        try:
            made = proposing.list_rounds(
                commune=place,
                cycle=chosen[0].cycle,
                rounds=chosen,
                made_on=said["made_on"],
                today=request.today,
                by=request.user,
            )
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã lập danh sách đề nghị."))
            return redirect("prestige:proposal", made.pk)
    return render(request, "prestige/proposal_new.html", {"form": form, "has_rounds": bool(rows)})


@only(permissions.READ_SELECTIONS)
def proposal(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _found(request, pk)
    rows = list(shown.rounds.select_related("unit", "cycle").order_by("unit", "pk"))
    named = reads.chosen(rows)
    persons = [nominee.person_id for _one, nominee in named]
    names = naming.read_names(persons=persons, by=request.user)
    villages = {line.row.pk: line.village for line in reads.lines(rows, request.today)}
    state = shown.state
    (line,) = reads.proposal_lines([shown], request.today)
    context: dict[str, Any] = {
        "proposal": shown,
        "line": line,
        "rows": [
            (one, villages[one.pk], names.get(nominee.person_id), nominee) for one, nominee in named
        ],
        "gone": GONE,
        "paper": reads.paper(printing.FORM04, proposal=shown),
        "lists": may(request, permissions.LIST_SELECTIONS, shown),
        "may_send": state == ProposalState.DRAFT
        and may(request, permissions.LIST_SELECTIONS, shown),
        "may_decide": state == ProposalState.SENT
        and may(request, permissions.DECIDE_SELECTIONS, shown),
    }
    return render(request, "prestige/proposal.html", context)


@require_POST
@only(permissions.LIST_SELECTIONS)
def send(request: AccountRequest, pk: int) -> HttpResponse:
    try:
        proposing.send(proposal=_found(request, pk), by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã trình danh sách; chờ quyết định."))
    return redirect("prestige:proposal", pk)


@only(permissions.DECIDE_SELECTIONS)
@drafted(forms.Decide)
def decide(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _found(request, pk)
    first = {"decided_on": request.today, "valid_from": request.today}
    form = forms.Decide(request.POST or None, initial=first)
    if form.is_valid():
        try:
            number = _decide(request, shown, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã công nhận %d người theo quyết định.") % number)
            return redirect("prestige:proposal", pk)
    (line,) = reads.proposal_lines([shown], request.today)
    return render(request, "prestige/proposal_decide.html", {"form": form, "line": line})


def _decide(request: AccountRequest, shown: ProposalList, valid_from: date, **said: Any) -> int:
    """How many the decision recognises."""
    decided = deciding_lists.find_decision(proposal=shown, by=request.user, **said)
    made = proposing.decide(
        proposal=shown,
        decided=decided,
        valid_from=valid_from,
        today=request.today,
        by=request.user,
    )
    return len(made)


def _found(request: AccountRequest, pk: int) -> ProposalList:
    return get_object_or_404(reads.proposals(request.user), pk=pk)


def _cycles(request: AccountRequest) -> list[Cycle]:
    found = list(Cycle.objects.filter(valid_until__gt=request.today).order_by("valid_from", "pk"))
    if not found:
        raise Http404
    return found
