"""Norms: what is in force, what comes, and what nobody has verified."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.calendar import queries as calendars
from vungcao.kernel.citations import services as citations
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries
from vungcao.kernel.norms.models import ParameterValue, Table
from vungcao.kernel.norms.services import parameters
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms import norms as forms
from vungcao.systems.administration.queries import doubts
from vungcao.systems.administration.views import portraits
from vungcao.systems.administration.views.norm_lines import (
    in_words,
    narrowed,
    parameter_line,
    timeline,
)
from vungcao.systems.administration.views.norm_tables import DOUBTS, PARAMETERS
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Lines, answer


@only(permissions.READ_NORMS)
def norms(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Parameters(request.GET)
    filters.full_clean()
    rows = Lines(narrowed(queries.parameters(), request.today, **filters.cleaned_data))
    context = {"filters": filters, "tables": queries.tables()}
    return answer(request, PARAMETERS, rows, "administration/norms.html", context)


@only(permissions.READ_NORMS)
def parameter(request: AccountRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(queries.parameters(), code=code)
    context = {
        "parameter": shown,
        "facts": portraits.parameter(parameter_line(shown, request.today)),
        "events": timeline(shown, request.today),
        "may_write": _may_write(request),
    }
    return render(request, "administration/norms_parameter.html", context)


@only(permissions.KEEP_NORMS)
@drafted(forms.NewValue, also=("value",))
def new_value(request: AccountRequest, code: str) -> HttpResponse:
    parameter = get_object_or_404(queries.parameters(), code=code)
    form = forms.NewValue(request.POST or None, parameter=parameter)
    if form.is_valid():
        try:
            parameters.set_value_by_act(
                parameter=parameter, act=form.act, by=request.user, **form.given
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã ghi giá trị mới của “%s”.") % parameter.name)
            return redirect("administration:norm-parameter", code)
    return render(
        request, "administration/norms_value.html", {"form": form, "parameter": parameter}
    )


@require_POST
@only(permissions.KEEP_NORMS)
def withdraw_value(request: AccountRequest, pk: int) -> HttpResponse:
    value = get_object_or_404(ParameterValue.objects.select_related("parameter"), pk=pk)
    try:
        parameters.withdraw(value=value, today=request.today, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        words = in_words(value.parameter, value.value)
        messages.success(request, _("Đã rút giá trị %s.") % words)
    return redirect("administration:norm-parameter", value.parameter.code)


@only(permissions.READ_NORMS)
def table(request: AccountRequest, code: str) -> HttpResponse:
    shown = get_object_or_404(Table, code=code)
    names = [column["name"] for column in shown.columns]
    versions = [
        (version, [(row.key, [row.values[name] for name in names]) for row in version.rows.all()])
        for version in queries.versions(shown)
    ]
    return render(
        request, "administration/norms_table.html", {"table": shown, "versions": versions}
    )


@only(permissions.READ_NORMS)
def unverified(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Doubts(request.GET, kinds=doubts.kinds())
    filters.full_clean()
    rows = Lines(doubts.unverified(**filters.cleaned_data))
    page = "administration/norms_unverified.html"
    return answer(request, DOUBTS, rows, page, {"filters": filters})


@only(permissions.READ_NORMS)
def citation(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Citation, pk=pk)
    context = {
        "citation": shown,
        "form": forms.Confirm(),
        "facts": portraits.citation(shown, _rests_on(shown)),
        "may_write": _may_write(request),
    }
    return render(request, "administration/norms_citation.html", context)


@require_POST
@only(permissions.KEEP_NORMS)
def confirm_citation(request: AccountRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Citation, pk=pk)
    form = forms.Confirm(request.POST)
    if form.is_valid():
        citations.confirm(citation=shown, source=form.cleaned_data["source"], by=request.user)
        messages.success(request, _("Đã ghi: văn bản %s đã được đọc.") % shown)
        return redirect("administration:unverified")
    context = {
        "citation": shown,
        "form": form,
        "facts": portraits.citation(shown, _rests_on(shown)),
        "may_write": True,
    }
    return render(request, "administration/norms_citation.html", context)


def _rests_on(citation: Citation) -> list[tuple[str, int]]:
    return queries.rests_on(citation) + calendars.rests_on(citation)


def _may_write(request: AccountRequest) -> bool:
    return bool(reach(request.user, request.today, permissions.KEEP_NORMS))
