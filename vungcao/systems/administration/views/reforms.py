"""The reform workbench: drafting a reform, what it does, applying and undoing it."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units import services as units
from vungcao.kernel.units.checks import check
from vungcao.kernel.units.models import Establishment, Reform, Revision, Succession
from vungcao.kernel.units.queries import what_hangs_on_the_new_units, what_it_touches
from vungcao.kernel.units.services.drafting import Change
from vungcao.systems.administration import permissions, services
from vungcao.systems.administration.forms import reforms as forms
from vungcao.systems.administration.queries.reforms import Script, Wanted, lines, narrowed
from vungcao.systems.administration.queries.totals import compare
from vungcao.systems.administration.services import Draft
from vungcao.systems.administration.views.flow import draw
from vungcao.systems.administration.views.reform_table import table
from vungcao.systems.administration.views.words import MEASURES
from vungcao.web.access import only
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer

GOALS = 120  # new units on one page: a province is folded away whole, thousands of villages go on
CHANGES = {
    "lap": Establishment.objects,
    "chuyen": Succession.objects,
    "doi": Revision.objects,
}


@only(permissions.READ_REFORMS)
def reforms(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Filters(request.GET)
    filters.full_clean()
    rows = narrowed(Wanted(**filters.cleaned_data))
    context = {"filters": filters, "may_write": _may_write(request)}
    return answer(request, table(), rows, "administration/reforms.html", context)


@only(permissions.READ_REFORMS)
def reform(request: AccountRequest, pk: int) -> HttpResponse:
    shown = _found(pk)
    said = _shown(shown)
    goals = Paginator(said["lines"].goals, GOALS).get_page(request.GET.get("page"))
    context = {
        **said,
        "goals": goals,
        "newer": "?#lines" if goals.has_previous() else "",
        "older": f"?page={goals.next_page_number()}#lines" if goals.has_next() else "",
        "touches": what_it_touches(shown),
        "problems": check(shown) if shown.is_draft else [],
        "uses": what_hangs_on_the_new_units(shown) if shown.is_applied else [],
        "may_write": _may_write(request),
    }
    return render(request, "administration/reform.html", context)


@only(permissions.CHANGE_UNITS)
@drafted(forms.Head)
def write(request: AccountRequest, pk: int | None = None) -> HttpResponse:
    reform = None if pk is None else _found(pk, "draft")
    form = forms.Head(request.POST or None, initial=_head(reform))
    if form.is_valid():
        try:
            written = services.write_reform(
                reform=reform, draft=Draft(**form.cleaned_data), by=request.user
            )
        except RuleBroken as broken:
            form.add_error(None, str(broken))
        else:
            messages.success(request, _("Đã lưu dự thảo sắp xếp."))
            return redirect("administration:reform", written.pk)
    return render(request, "administration/reform_head.html", {"form": form, "reform": reform})


@only(permissions.CHANGE_UNITS)
def apply(request: AccountRequest, pk: int) -> HttpResponse:
    reform = _found(pk, "draft")
    form = forms.Decision(request.POST or None, initial=_head(reform), today=request.today)
    if form.is_valid():
        try:
            services.apply_reform(
                reform=reform, today=request.today, by=request.user, **form.cleaned_data
            )
        except RuleBroken as broken:
            form.add_error(None, django_forms.ValidationError(str(broken).splitlines()))
        else:
            messages.success(request, _("Đã áp dụng “%s”.") % reform.title)
            return redirect("administration:reform", pk)
    context = {**_shown(reform), "form": form, "problems": check(reform)}
    return render(request, "administration/reform_apply.html", context)


@only(permissions.CHANGE_UNITS)
def undo(request: AccountRequest, pk: int) -> HttpResponse:
    """Asks first: an undone reform cannot be applied again."""
    reform = _found(pk, "applied")
    if request.method != "POST":
        context = {**_shown(reform), "uses": what_hangs_on_the_new_units(reform)}
        return render(request, "administration/reform_undo.html", context)
    try:
        services.undo_reform(reform=reform, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã hoàn tác. Các đơn vị trở lại như trước sự kiện."))
    return redirect("administration:reform", pk)


@require_POST
@only(permissions.CHANGE_UNITS)
def discard(request: AccountRequest, pk: int) -> HttpResponse:
    reform = _found(pk, "draft", "undone")
    try:
        units.discard(reform=reform, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("administration:reform", pk)
    messages.success(request, _("Đã xoá “%s”.") % reform.title)
    return redirect("administration:reforms")


@require_POST
@only(permissions.CHANGE_UNITS)
def remove(request: AccountRequest, pk: int, kind: str, change: int) -> HttpResponse:
    if kind not in CHANGES:
        raise Http404
    line: Change = get_object_or_404(CHANGES[kind], pk=change, reform=pk)  # type: ignore[assignment]
    try:
        units.remove_change(change=line, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    else:
        messages.success(request, _("Đã bỏ dòng này khỏi dự thảo."))
    return redirect("administration:reform", pk)


def _found(pk: int, *states: str) -> Reform:
    known = Reform.objects.select_related("basis")
    return get_object_or_404(known.filter(state__in=states) if states else known, pk=pk)


def _shown(reform: Reform) -> dict[str, Any]:
    """What each page about one reform repeats: its lines, totals before and after, the picture."""
    script = Script(reform)
    comparison = compare(script)
    return {
        "reform": reform,
        "lines": lines(script),
        "comparison": comparison,
        "measures": [MEASURES.get(measure, measure) for measure in comparison.measures],
        "flow": draw(comparison.moves),
    }


def _may_write(request: AccountRequest) -> bool:
    return bool(reach(request.user, request.today, permissions.CHANGE_UNITS))


def _head(reform: Reform | None) -> dict[str, object]:
    if reform is None:
        return {}
    return {
        "title": reform.title,
        "effective_on": reform.effective_on,
        "basis_number": reform.basis.number,
        "basis_title": reform.basis.title,
        "decision_number": reform.decision_number,
        "decided_on": reform.decided_on,
    }
