"""Indicators for the office: the catalogue, one with its definitions, its official code."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms import indicators as forms
from vungcao.systems.statistics.models import Indicator
from vungcao.systems.statistics.queries import indicators as reads
from vungcao.systems.statistics.services import indicating
from vungcao.systems.statistics.views.acting import Act, attempt, page
from vungcao.systems.statistics.views.campaigns import may
from vungcao.systems.statistics.views.indicator_parts import INDICATORS, definitions, official
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.tables import answer


@only(permissions.READ_CATALOGUE)
def browse(request: AccountRequest) -> HttpResponseBase:
    filters = forms.Catalogue(request.GET, groups=reads.groups())
    said = filters.cleaned_data if filters.is_valid() else {}
    rows = reads.catalogue(request.today)
    if said.get("group"):
        rows = rows.filter(indicator__group=said["group"])
    if said.get("kind"):
        rows = rows.filter(kind=said["kind"])
    if said.get("q"):
        rows = reads.matching(rows, said["q"])
    context = {"filters": filters}
    return answer(request, INDICATORS, rows, "statistics/indicators_list.html", context)


@only(permissions.READ_CATALOGUE)
def indicator(request: AccountRequest, pk: int) -> HttpResponse:
    """What it means now and meant before, and which forms ask for it."""
    found = get_object_or_404(Indicator.objects.select_related("owner", "official_basis"), pk=pk)
    versions = reads.versions(found)
    context = {
        "indicator": found,
        "name": versions[0].name if versions else found.code,
        "official": official(found),
        "definitions": definitions(found, versions),
        "forms": reads.forms_with(found),
        "may_keep": may(request, permissions.KEEP_INDICATORS),
    }
    return render(request, "statistics/indicators_one.html", context)


@only(permissions.KEEP_INDICATORS)
def code(request: AccountRequest, pk: int) -> HttpResponse:
    """The official code, with where it was read."""
    found = get_object_or_404(Indicator.objects.select_related("official_basis"), pk=pk)
    first = {"official_code": found.official_code}
    if (basis := found.official_basis) is not None:
        first |= {"number": basis.number, "article": basis.article, "source": basis.source}
    form = forms.OfficialCode(request.POST or None, initial=first)
    if form.is_valid():
        new = form.cleaned_data["official_code"]
        done = attempt(
            form,
            lambda: indicating.assign_official_code(
                indicator=found, official_code=new, read=form.read(), by=request.user
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi mã theo văn bản."))
            return redirect("statistics:indicator", pk)
    return page(request, form, _act(found, _("Ghi mã theo văn bản"), _("Ghi mã")), _above())


@only(permissions.KEEP_INDICATORS)
def define(request: AccountRequest, pk: int) -> HttpResponse:
    """A definition from a day on; the one before ends on that day."""
    found = get_object_or_404(Indicator.objects.filter(versions__isnull=False).distinct(), pk=pk)
    last = reads.versions(found)[0]
    first = {"valid_from": max(request.today, last.valid_from) + timedelta(days=1)}
    form = forms.Definition(request.POST or None, version=last, initial=first)
    if form.is_valid():
        done = attempt(
            form,
            lambda: indicating.define(
                code=found.code,
                group=found.group,
                decimals=found.decimals,
                meaning=form.meaning(),
                dimensions=reads.lists_of(last),
                by=request.user,
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi định nghĩa mới."))
            return redirect("statistics:indicator", pk)
    lead = _("Định nghĩa đang có kết thúc vào ngày này; các danh mục phân tổ giữ nguyên.")
    return page(request, form, _act(found, _("Định nghĩa mới"), _("Ghi"), lead), _above())


def _act(found: Indicator, title: str, press: str, lead: str = "") -> Act:
    back = reverse("statistics:indicator", args=[found.pk])
    return Act(title, _("Chỉ tiêu %(code)s") % {"code": found.code}, press, back, lead)


def _above() -> tuple[str, str]:
    return _("Danh mục chỉ tiêu"), reverse("statistics:indicators")
