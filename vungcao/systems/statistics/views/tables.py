"""Tables of figures, what stands behind a number, and the story of a single figure."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vungcao.kernel.access.queries import reach
from vungcao.kernel.cases.rules import holds
from vungcao.kernel.units.models import Kind
from vungcao.systems.statistics import permissions
from vungcao.systems.statistics.forms.tables import TableForm
from vungcao.systems.statistics.queries import tables as reads
from vungcao.systems.statistics.queries import tables_laid as laid
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import OUTSIDE, Map, has_areas
from vungcao.systems.statistics.queries.tables_laid import Asked
from vungcao.systems.statistics.views import tables_behind, tables_chart, tables_page
from vungcao.systems.statistics.views.published import beside
from vungcao.web import charts
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.exports import TYPES
from vungcao.web.http import AccountRequest
from vungcao.web.pickers import Units
from vungcao.web.shell import Link

MOST_COLUMNS = 120


class Wanted(NamedTuple):
    """The form, and what it asks for when it asks for anything."""

    form: TableForm
    asked: Asked | None


@only(permissions.READ_FIGURES)
def tables(request: AccountRequest) -> HttpResponseBase:
    form, asked = _wanted(request)
    is_guarded = _is_guarded(request)
    context: dict[str, object] = {"filters": form, "maps": [] if is_guarded else _maps(request)}
    if asked is None:
        return render(request, "statistics/tables.html", context)
    if (width := len(laid.wanted(asked))) * len(asked.periods) > MOST_COLUMNS:
        form.add_error(None, _too_wide(width, len(asked.periods)))
        return render(request, "statistics/tables.html", context, status=422)
    table = laid.table(asked, _reach(request), is_guarded=is_guarded)
    place = _place(request, asked)
    label = tables_page.label(table, place)
    wanted = request.GET.get("format", "")
    if wanted in TYPES and "chart" not in request.GET:
        return tables_page.file(request, table, label, wanted)
    context |= {"label": label, **tables_page.context(table, request.GET)}
    context["published"] = beside(table.asked.indicators)
    drawn = tables_chart.charts(table, place)
    return charts.answer(
        request, drawn, "statistics/tables.html", context, name="statistics-tables"
    )


def _too_wide(width: int, periods: int) -> str:
    """How wide the table would be, and how many periods would fit."""
    words = {"columns": width * periods, "most": MOST_COLUMNS, "fit": MOST_COLUMNS // width}
    said = _("Bảng có %(columns)s cột số, nhiều nhất %(most)s.") % words
    if words["fit"]:
        return f"{said} {_('Với phân tổ này chọn nhiều nhất %(fit)s kỳ.') % words}"
    return f"{said} {_('Bớt phân tổ hoặc bớt chỉ tiêu.')}"


@only(permissions.READ_SUBMISSIONS)
def behind(request: AccountRequest) -> HttpResponse:
    """The units whose figures make a number; of one of them the single figures."""
    _form, asked = _wanted(request)
    if asked is None:
        return redirect("statistics:tables")
    nth, period = (_number(request, name) for name in ("column", "period"))
    row = OUTSIDE if request.GET.get("row") == str(OUTSIDE) else _number(request, "row")
    columns = laid.wanted(asked)
    if nth >= len(columns) or period not in asked.periods:
        raise Http404
    within = _reach(request)
    if asked.adds is not None:
        by_part = laid.by_part(asked, nth, period, row, within)
        page = tables_behind.parts(request, columns[nth], period, by_part)
        return render(request, "statistics/tables_parts.html", page)
    found = laid.behind(asked, nth, period, row, within)
    if not found:
        raise Http404
    asked = replace(asked, periods=(period,))
    page = tables_behind.page(request, asked, columns[nth], found, within)
    return render(request, "statistics/tables_behind.html", page)


@only(permissions.READ_SUBMISSIONS)
def figure(request: AccountRequest, cell: int, period: int, unit: int) -> HttpResponse:
    """One figure: what it says, where it came in, and every change of it."""
    row = laid.figure(request.user, cell, period, unit)
    if row is None:
        raise Http404
    logged = reach(request.user, request.today, permissions.READ_LOG)
    log = laid.log(row, request.user) if holds(row.scope, logged) else None
    return render(request, "statistics/tables_figure.html", tables_behind.story(request, row, log))


def _wanted(request: AccountRequest) -> Wanted:
    today = request.today
    given = request.GET.copy()
    given.setdefault("until", str(today.year - 1))
    given.setdefault("since", str(today.year - 5))
    given.setdefault("kind", "0")
    given.setdefault("level", Kind.COMMUNE)
    day = today
    form = TableForm(
        given,
        known=reads.indicators(day),
        lists=reads.lists(day),
        places=Units(day, request.user.reach),
        today=today,
        has_areas=has_areas(day),
        is_guarded=_is_guarded(request),
    )
    form.full_clean()
    if form.errors or not form.indicators:
        return Wanted(form, None)
    return Wanted(form, _asked(form, today))


def _asked(form: TableForm, today: date) -> Asked:
    said = form.cleaned_data
    unit = said.get("unit")
    level = Kind(said["level"] or Kind.COMMUNE)
    return Asked(
        indicators=form.indicators,
        by=form.lists,
        periods=form.periods,
        map=Map(level, said.get("map_day"), unit.pk if unit else None, today),
        is_open=bool(said.get("open")),
        adds=form.parts_kind,
    )


def _reach(request: AccountRequest) -> Reach:
    """What lies in the unit in which the reader works; all of it when that is elsewhere."""
    scopes = reach(request.user, request.today, permissions.READ_FIGURES)
    if _is_guarded(request):
        return Reach(request.user, scopes)
    return Reach(request.user, tuple(chosen(request).narrow(scopes) or scopes))


def _is_guarded(request: AccountRequest) -> bool:
    """Whether somebody reads figures of places whose answers they may not open."""
    own = reach(request.user, request.today, permissions.READ_SUBMISSIONS)
    every = reach(request.user, request.today, permissions.READ_FIGURES)
    return not all(holds(scope, own) for scope in every)


def _place(request: AccountRequest, asked: Asked) -> str:
    if asked.map.within is None and _is_guarded(request):
        return _("Cả phạm vi của tôi")
    if asked.map.within is None:
        return chosen(request).place
    return laid.names([asked.map.within], asked.day)[asked.map.within]


def _number(request: AccountRequest, name: str) -> int:
    word = request.GET.get(name, "")
    if not word.isdecimal() or len(word) > 18:
        raise Http404
    return int(word)


def _maps(request: AccountRequest) -> list[Link]:
    """The same figures as recorded, and by the map of today."""
    here, found = request.GET.get("map_day", ""), []
    for day, label in (("", _("Như đã ghi")), (f"{request.today:%d/%m/%Y}", _("Địa giới hôm nay"))):
        words = request.GET.copy()
        words["map_day"] = day
        found.append(Link(label, f"?{words.urlencode()}", "", is_here=here == day))
    return found
