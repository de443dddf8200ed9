"""The annex list of persons: what it will hold, its first lines, and the whole as a file."""

from datetime import date

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.forms.statistics import AnnexForm
from vungcao.systems.prestige.services import annex as services
from vungcao.systems.prestige.views import annex_files
from vungcao.systems.prestige.views.annex_files import Annex
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest
from vungcao.web.pickers import Units

SHOWN = 10  # lines of the preview: no more records are opened than one looks at


@only(permissions.READ_REGISTER)
def annex(request: AccountRequest) -> HttpResponseBase:
    form, day = _form(request)
    unit = _unit(form)
    scopes = chosen(request).narrow(request.user.reach) or request.user.reach
    rows = [row for row, _place in services.listed(scopes=scopes, unit=unit, day=day)]
    wanted = request.GET.get("format", "")
    place = on_day([unit.pk], day)[0].name if unit else chosen(request).place
    if wanted in annex_files.FORMS and not form.errors:
        lines = services.take_annex(rows=rows, day=day, unit=unit, form=wanted, by=request.user)
        made = Annex(day, place, lines, request.today)
        return annex_files.answer(request, made, wanted)
    lines = services.preview(rows=rows[:SHOWN], day=day, by=request.user)
    context = {
        "form": form,
        "day": day,
        "place": place,
        "lines": lines,
        "heads": annex_files.flat_heads(),
        "count": len(rows),
        "more": len(rows) - len(lines),
        "files": _files(request),
    }
    return render(request, "prestige/annex.html", context)


def _form(request: AccountRequest) -> tuple[AnnexForm, date]:
    """The day stands in its field also when nobody asked for it."""
    given = request.GET.copy()
    usual = min(chosen(request).period.day, request.today)
    given.setdefault("day", f"{usual:%d/%m/%Y}")
    first = AnnexForm(given, places=Units(usual, request.user.reach))
    first.full_clean()
    day: date = first.cleaned_data.get("day") or usual
    form = AnnexForm(given, places=Units(day, request.user.reach))
    form.full_clean()
    return form, day


def _unit(form: AnnexForm) -> Unit | None:
    typed, unit = form["unit"].data, form.cleaned_data.get("unit")
    if typed.which and typed.stands and not typed and unit is None:
        raise Http404  # a link into a unit beyond reach
    return unit


def _files(request: AccountRequest) -> list[tuple[str, str]]:
    found = []
    for form in annex_files.FORMS:
        words = request.GET.copy()
        words["format"] = form
        found.append((form.upper(), f"{reverse('prestige:annex')}?{words.urlencode()}"))
    return found
