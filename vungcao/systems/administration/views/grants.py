"""Who holds which role: the list, granting, ending, handing over; and what was refused."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access import queries as access
from vungcao.kernel.access import services
from vungcao.kernel.access.models import EndReason, Grant
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms import grants as forms
from vungcao.systems.administration.queries import grants as reads
from vungcao.systems.administration.queries.picking import usual_names
from vungcao.systems.administration.views.grant_table import table
from vungcao.systems.administration.views.refusal_table import REFUSALS
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.grant_forms import Delegation
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

A_WEEK = timedelta(days=6)  # and today makes seven


@only(permissions.READ_GRANTS)
def grants(request: AccountRequest) -> HttpResponseBase:
    filters = forms.GrantFilters(request.GET, today=request.today)
    said = filters.cleaned_data if filters.is_valid() else {}
    day = said.get("day") or request.today
    asked = access.Asked(
        said.get("account", ""), said.get("role", ""), said.get("unit"), said.get("state") or "now"
    )
    found = access.grants(request.user, asked, day)
    context = {
        "filters": filters,
        "day": day,
        "may_write": _may_write(request),
        "unit_names": usual_names(request.today),
    }
    return answer(request, table(day), found, "administration/grants.html", context)


@only(permissions.READ_GRANTS)
def grant(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _found(request, pk)
    (line,) = reads.lines([shown], request.today)
    handed = shown.delegations.select_related("user", "unit").order_by("-valid_from", "pk")
    context = {
        "line": line,
        "grant": shown,
        "delegations": reads.lines(handed, request.today),
        "may_write": _may_write(request) and line.state in ("now", "coming", "renewal"),
    }
    return render(request, "administration/grant.html", context)


@only(permissions.KEEP_GRANTS)
@drafted(forms.NewRole)
def new(request: AccountRequest) -> HttpResponse:
    first = {"first_day": request.today, "account": request.GET.get("account", "")}
    form = forms.NewRole(request.POST or None, initial=first, by=request.user, today=request.today)
    if form.is_valid():
        try:
            made = services.grant(new=form.new(), today=request.today, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã cấp vai trò."))
            return redirect("administration:grant", made.pk)
    context = {"form": form, "bodies": reads.bodies(request.today)}
    return render(request, "administration/grant_new.html", context)


@only(permissions.KEEP_GRANTS)
def end(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _found(request, pk)
    form = forms.End(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        said = {**form.cleaned_data, "reason": EndReason(form.cleaned_data["reason"])}
        try:
            services.end(grant=shown, today=request.today, by=request.user, **said)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã ghi ngày kết thúc."))
            return redirect("administration:grant", pk)
    return _about(request, "administration/grant_end.html", shown, form)


@only(permissions.KEEP_GRANTS)
@drafted(Delegation)
def delegate(request: AccountRequest, pk: int) -> HttpResponse:
    """For somebody who fell ill and cannot hand over themselves."""
    shown = _found(request, pk)
    first = {"first_day": request.today, "last_day": request.today + A_WEEK}
    form = Delegation(request.POST or None, initial=first, grant=shown, today=request.today)
    if form.is_valid():
        try:
            services.delegate(
                grant=shown, handover=form.handover(), today=request.today, by=request.user
            )
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã uỷ quyền."))
            return redirect("administration:grant", pk)
    return _about(request, "administration/grant_delegate.html", shown, form)


@only(permissions.READ_AUDIT)
def refusals(request: AccountRequest) -> HttpResponseBase:
    filters = forms.RefusalFilters(request.GET)
    said = filters.cleaned_data if filters.is_valid() else {}
    since = said.get("day") or request.today - A_WEEK
    rows = reads.refusals(since, said.get("account", ""))
    context = {"filters": filters, "since": since}
    return answer(request, REFUSALS, rows, "administration/refusals.html", context)


def _found(request: AccountRequest, pk: int) -> Grant:
    related = ("user", "unit", "organisation", "delegated_from__user")
    return get_object_or_404(Grant.objects.visible_to(request.user).select_related(*related), pk=pk)


def _about(request: AccountRequest, template: str, grant: Grant, form: Any) -> HttpResponse:
    (line,) = reads.lines([grant], request.today)
    return render(request, template, {"line": line, "grant": grant, "form": form})


def _may_write(request: AccountRequest) -> bool:
    return bool(access.reach(request.user, request.today, permissions.KEEP_GRANTS))
