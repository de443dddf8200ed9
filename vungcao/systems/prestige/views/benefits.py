"""Benefits on the screen: what was given to whom, giving one, undoing a mistake."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import benefits as forms
from vungcao.systems.prestige.models import Benefit, Recognition
from vungcao.systems.prestige.queries import benefits as reads
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.queries.where import communes, where
from vungcao.systems.prestige.services import granting as services
from vungcao.systems.prestige.views import benefit_table
from vungcao.systems.prestige.views.naming import opener
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_BENEFITS)
def benefits(request: AccountRequest) -> HttpResponseBase:
    found = communes(request.user, request.today)
    kinds = kind_names(request.today)
    years = reads.years(request.user, request.today)
    filters = forms.BenefitFilters(request.GET, years=years, kinds=kinds, communes=found)
    said = filters.cleaned_data if filters.is_valid() else {}
    scopes = {str(one.id): one.scope for one in found}
    rows = reads.listed(
        request.user,
        reads.Asked(
            int(said.get("year") or 0) or None,
            said.get("kind", ""),
            said.get("level", ""),
            scopes.get(said.get("commune", ""), ""),
            said.get("state", ""),
        ),
    )
    seen = seen_by(request)
    context = {
        "filters": filters,
        "sums": reads.sums(rows),
        "may_write": bool(seen.keeps),
        "may_open": seen.opener.may_open,
    }
    return answer(request, benefit_table.benefits(seen), rows, "prestige/benefits.html", context)


@only(permissions.KEEP_BENEFITS)
@drafted(forms.NewBenefit)
def new(request: AccountRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    offered = reads.DayNorms(request.today)
    had = reads.year_of([row.person_id], request.today.year)
    form = forms.NewBenefit(
        request.POST or None, initial=_first(request.today), norms=offered, had=had
    )
    if form.is_valid():
        wish = form.benefit(form.cleaned_data["granted_on"])
        try:
            services.grant(recognition=row, new=wish, today=request.today, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã ghi chế độ."))
            return redirect("prestige:person", pk)
    context = {"form": form, **person(request, row)}
    return render(request, "prestige/benefit_new.html", context)


@only(permissions.KEEP_BENEFITS)
def void(request: AccountRequest, pk: int) -> HttpResponse:
    rows = Benefit.objects.visible_to(request.user).select_related("recognition")
    benefit = get_object_or_404(rows, pk=pk)
    form = forms.VoidBenefit(request.POST or None)
    if form.is_valid():
        try:
            services.void_benefit(benefit=benefit, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã huỷ dòng ghi nhầm; lần này không tính nữa."))
            return redirect("prestige:benefits")
    (line,) = seen_by(request).lines([benefit])
    return render(request, "prestige/benefit_void.html", {"form": form, "line": line})


def found(request: AccountRequest, pk: int) -> Recognition:
    rows = Recognition.objects.visible_to(request.user)
    return get_object_or_404(rows, pk=pk)


def person(request: AccountRequest, row: Recognition) -> dict[str, object]:
    """Who a page is about: the name, opened and logged, and the place."""
    names = opener(request.user, request.today).names([row])
    return {
        "recognition": row,
        "name": names.get(row.person_id, ""),
        "place": where([row.scope], request.today)[row.scope],
    }


def seen_by(request: AccountRequest) -> benefit_table.Seen:
    return benefit_table.Seen(
        opener(request.user, request.today),
        request.today,
        kind_names(request.today),
        reach(request.user, request.today, permissions.KEEP_BENEFITS),
    )


def kind_names(day: date) -> dict[str, str]:
    return {code: kind.name for code, kind in norms.kinds(day).items()}


def _first(today: date) -> dict[str, object]:
    return {"granted_on": today, "level": "commune"}
