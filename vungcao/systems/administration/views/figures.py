"""The counts of a unit as charts: over time, on the map, by rank; each also as a file."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import ancestors, on_day
from vungcao.systems.administration import permissions
from vungcao.systems.administration.queries import figures as reads
from vungcao.systems.administration.views import unit_charts
from vungcao.systems.administration.views.words import MEASURES
from vungcao.web import charts
from vungcao.web.access import only
from vungcao.web.http import AccountRequest


@only(permissions.READ_UNITS)
def figures(request: AccountRequest, pk: int) -> HttpResponseBase:
    unit = get_object_or_404(Unit, pk=pk)
    if not any(unit.scope.startswith(path) for path in request.user.reach):
        raise Http404  # a part of a sum would look like the sum
    today = request.today
    [now], below, own = on_day([pk], today), reads.below(unit, today), reads.itself(unit, today)
    measures = sorted({*below, *own})
    asked = request.GET.get("measure", "")
    measure = asked if asked in measures else (measures or [""])[-1]
    context: dict[str, object] = {
        "unit": unit,
        "now": now,
        "above": ancestors(unit, today),
        "measure": measure,
        "measures": [(code, MEASURES.get(code, code)) for code in measures],
        "days": len((own.get(measure) or below[measure]).days) if measure else 0,
    }
    drawn = unit_charts.charts(now, below.get(measure), own.get(measure), today)
    return charts.answer(
        request, drawn, "administration/unit_figures.html", context, name="unit-figures"
    )
