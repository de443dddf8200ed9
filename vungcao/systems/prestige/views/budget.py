"""The money of a year on the screen: forecast, allotted, given, what remains; and allotting."""

from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms import benefits as forms
from vungcao.systems.prestige.queries import budget as reads
from vungcao.systems.prestige.queries.benefits import DayNorms, years
from vungcao.systems.prestige.queries.budget import CommuneLine
from vungcao.systems.prestige.queries.where import unit_of
from vungcao.systems.prestige.rules.benefits import money
from vungcao.systems.prestige.services import granting as services
from vungcao.systems.prestige.views.benefits import kind_names
from vungcao.web import charts
from vungcao.web.access import only
from vungcao.web.charts import About, Bar, Chart, ranking
from vungcao.web.drafts import drafted
from vungcao.web.http import AccountRequest
from vungcao.web.links import Place


@only(permissions.READ_BENEFITS)
def budget(request: AccountRequest) -> HttpResponseBase:
    offered = sorted({*years(request.user, request.today), request.today.year + 1}, reverse=True)
    year = _year(request.GET.get("year", ""), offered, request.today)
    day = reads.day_of(year, request.today)
    persons = reads.persons_by_commune(request.user, day)
    expected = reads.forecast(persons.total(), DayNorms(day))
    granted = reads.granted_by_commune(request.user, year)
    lines = reads.by_commune(persons, granted, expected.each, request.today)
    kinds = reads.by_kind(request.user, year, kind_names(day))
    allotted = reads.allotments(request.user, year)
    paid, given = sum(one.amount for one in allotted), sum(line.amount for line in kinds)
    context = {
        "year": year,
        "years": [Place(str(one), f"?year={one}", one == year) for one in offered],
        "forecast": expected,
        "lines": lines,
        "kinds": kinds,
        "allotments": allotted,
        "figures": _figures(expected.most, paid, given),
        "may_write": bool(reach(request.user, request.today, permissions.KEEP_BUDGET)),
    }
    page = "prestige/budget.html"
    return charts.answer(request, _drawn(lines, year), page, context, name="prestige-budget")


@only(permissions.KEEP_BUDGET)
@drafted(forms.NewAllotment)
def allot(request: AccountRequest) -> HttpResponse:
    form = forms.NewAllotment(
        request.POST or None, initial=_first(request), by=request.user, today=request.today
    )
    if form.is_valid():
        try:
            made = services.allot(new=form.new(), today=request.today, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, ValidationError(str(broken).splitlines()))
        else:
            said = {"amount": money(made.amount), "year": made.year}
            messages.success(request, _("Đã ghi kinh phí %(amount)s cho năm %(year)s.") % said)
            return redirect("prestige:budget")
    return render(request, "prestige/allotment_new.html", {"form": form})


def _figures(most: int, allotted: int, given: int) -> list[tuple[str, Decimal]]:
    """In millions of đồng: the exact sums stand below."""
    told = (
        (_("Dự toán tối đa"), most),
        (_("Được giao"), allotted),
        (_("Đã chi"), given),
        (_("Còn lại"), allotted - given),
    )
    return [(label, Decimal(amount) / 1_000_000) for label, amount in told]


def _year(word: str, offered: list[int], today: date) -> int:
    return int(word) if word in map(str, offered) else today.year


def _first(request: AccountRequest) -> dict[str, object]:
    """The place of the widest grant, this year."""
    widest = min(request.user.reach, key=len)
    named = on_day([unit_of(widest)], request.today)
    is_there = Unit.objects.filter(scope=widest).exists() and named
    return {
        "unit": named[0].name if is_there else "",
        "year": request.today.year,
        "decided_on": request.today,
    }


def _drawn(lines: list[CommuneLine], year: int) -> dict[str, Chart | charts.Choropleth]:
    """Who has most on the list; one commune alone is no comparison."""
    if len(lines) < 2 or not any(line.most for line in lines):
        return {}
    first = max(lines, key=lambda line: (line.most, line.name))
    about = About(
        title=_("%(name)s cần nhiều nhất: tối đa %(money)s")
        % {"name": first.name, "money": money(first.most)},
        measure=_("Dự toán tối đa năm %(year)s") % {"year": year},
        unit=_("đồng"),
        place="",
        source=_("danh sách người có uy tín và mức chi theo quy định"),
        basis=_("theo địa giới hôm nay"),
    )
    bars = [Bar(line.name, line.most) for line in lines]
    return {"communes": ranking(about, bars, head=_("Xã, phường"))}
