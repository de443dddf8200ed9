"""Visits on the screen: planning one, looking at it, saying that it was made or falls away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import visits as forms
from vungcao.systems.prestige.models import Visit
from vungcao.systems.prestige.queries import benefits as reads
from vungcao.systems.prestige.services import visiting as services
from vungcao.systems.prestige.views.benefits import found, kind_names, person
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest


@only(permissions.KEEP_BENEFITS)
@drafted(forms.NewVisit)
def new(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    form = forms.NewVisit(request.POST or None, initial={"planned_on": request.today})
    if form.is_valid():
        wish = services.NewVisit(recognition=row, **form.cleaned_data)
        try:
            services.plan_visit(new=wish, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã xếp lịch thăm."))
            return redirect("prestige:person", pk)
    return render(request, "prestige/visit_new.html", {"form": form, **person(request, row)})


@only(permissions.READ_REGISTER)
def visit(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _visit(request, pk)
    keeps = reach(request.user, request.today, permissions.KEEP_BENEFITS)
    context = {
        "may_write": bool(keeps) and shown.scope.startswith(keeps),
        "note": vault.open_texts([shown.note])[0] or "",
    }
    return _page(request, "prestige/visit.html", shown, **context)


@only(permissions.KEEP_BENEFITS)
@drafted(forms.VisitDone)
def done(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _visit(request, pk)
    had = reads.year_of([shown.recognition.person_id], request.today.year)
    form = forms.VisitDone(
        request.POST or None,
        initial={"done_on": min(shown.planned_on, request.today), "level": "commune", "kind": ""},
        norms=reads.DayNorms(request.today),
        had=had,
    )
    if form.is_valid():
        said = form.cleaned_data
        gift = form.gift()
        words = {"note": "" if gift else said["note"], "done_on": said["done_on"]}
        try:
            services.mark_visited(
                visit=shown, benefit=gift, today=request.today, by=request.user, **words
            )
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã ghi lần thăm."))
            return redirect("prestige:visit", pk)
    return _page(request, "prestige/visit_done.html", shown, form=form)


@only(permissions.KEEP_BENEFITS)
def drop(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _visit(request, pk)
    form = forms.VisitDropped(request.POST or None)
    if form.is_valid():
        note = form.cleaned_data["note"]
        try:
            services.drop_visit(visit=shown, note=note, today=request.today, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã ghi không thăm."))
            return redirect("prestige:visit", pk)
    return _page(request, "prestige/visit_drop.html", shown, form=form)


def _visit(request: AccountRequest, pk: int) -> Visit:
    rows = Visit.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("recognition", "benefit"), pk=pk)


def _page(request: AccountRequest, template: str, shown: Visit, **context: Any) -> HttpResponse:
    kinds = kind_names(request.today)
    given = shown.benefit
    context |= {
        "visit": shown,
        "gift": kinds.get(given.kind, given.kind) if given else "",
        **person(request, shown.recognition),
    }
    return render(request, template, context)
