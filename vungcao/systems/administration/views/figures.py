"""The counts of a unit as charts: over time, on the map, by rank; each also as a file."""

from datetime import date

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import UnitOnDay, ancestors, on_day
from vungcao.systems.administration import permissions
from vungcao.systems.administration.queries import figures as reads
from vungcao.systems.administration.queries.figures import Figures
from vungcao.systems.administration.views import unit_charts
from vungcao.systems.administration.views.units import way
from vungcao.systems.administration.views.words import MEASURES
from vungcao.web import charts
from vungcao.web.access import only
from vungcao.web.charts import desk
from vungcao.web.charts.values import full
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest
from vungcao.web.shell import Link

RECORDED = "recorded"
Counted = dict[str, Figures]


@only(permissions.READ_UNITS)
def own_figures(request: AccountRequest) -> HttpResponseBase:
    """The counts of the unit in which the reader works; without one they pick it in the tree."""
    unit = chosen(request).unit
    if unit is None:
        return redirect("administration:units")
    return redirect("administration:unit-figures", unit.id)


@only(permissions.READ_UNITS)
def figures(request: AccountRequest, pk: int) -> HttpResponseBase:
    unit = get_object_or_404(Unit, pk=pk)
    if not reaches(request, unit.scope):
        raise Http404  # a part of a sum would look like the sum
    today, is_recorded = _day(request, unit), request.GET.get("basis") == RECORDED
    [now], above = on_day([pk], today), ancestors(unit, today)
    below, own = _counted(request, unit, today, is_recorded=is_recorded)
    measures = sorted({*below, *own})
    asked = request.GET.get("measure", "")
    measure = asked if asked in measures else (measures or [""])[-1]
    beside = {} if is_recorded or not measure else _beside(request, now, above, measure, today)
    seen = unit_charts.Seen(now, today, request.user.reach, above[-1] if above else None)
    shown = [group.get(measure) for group in (below, own, beside)]
    return charts.answer(
        request,
        unit_charts.charts(seen, *shown),
        "administration/unit_figures.html",
        _context(request, now, above, today, measures, shown[1] or shown[0]),
        name="unit-figures",
    )


def reaches(request: AccountRequest, scope: str) -> bool:
    return any(scope.startswith(path) for path in request.user.reach)


def _counted(
    request: AccountRequest, unit: Unit, today: date, *, is_recorded: bool
) -> tuple[Counted, Counted]:
    """What was counted below the unit and in it."""
    if not is_recorded:
        return reads.below(unit, today), reads.itself(unit, today)
    day = parse_date(request.GET.get("day", ""))
    return reads.recorded_below(unit, today, day), reads.recorded_itself(unit, today)


def _beside(
    request: AccountRequest, now: UnitOnDay, above: list[UnitOnDay], measure: str, day: date
) -> Counted:
    """The units of the same level, for who reaches them all."""
    has_rank = now.kind in reads.LEVELS and above  # provinces are compared by nobody here
    if not has_rank or not reaches(request, above[-1].scope):
        return {}
    return reads.below(Unit.objects.get(pk=above[-1].id), day, measure)


def _context(
    request: AccountRequest,
    now: UnitOnDay,
    above: list[UnitOnDay],
    day: date,
    measures: list[str],
    shown: Figures | None,
) -> dict[str, object]:
    up = above[-1] if above and reaches(request, above[-1].scope) else None
    context: dict[str, object] = {"unit": now, "above": way([*above, now], day), "up": up}
    if shown is None:
        return context
    return {
        **context,
        **_choices(measures, shown),
        "measure": shown.measure,
        "is_one_day": len(shown.days) == 1,
        "figure": desk.small(unit_charts.key_figure(shown)),
    }


def _choices(measures: list[str], shown: Figures) -> dict[str, list[Link]]:
    """Links to the other measures, the other way of counting and, as recorded, the other days."""
    measure, is_recorded = shown.measure, shown.is_recorded
    plain = f"?measure={measure}"
    recorded = f"{plain}&basis={RECORDED}"
    return {
        "measures": [
            _link(f"?measure={code}", MEASURES.get(code, code), code == measure)
            for code in measures
        ],
        "bases": [
            _link(plain, _("Theo đơn vị hôm nay"), not is_recorded),
            _link(recorded, _("Như đã ghi"), is_recorded),
        ],
        "days": [
            _link(f"{recorded}&day={day.isoformat()}", full(day), day == shown.newest)
            for day in shown.days
            if is_recorded
        ],
    }


def _link(address: str, label: str | Promise, is_here: bool) -> Link:
    return Link(label, address, "", is_here)


def _day(request: AccountRequest, unit: Unit) -> date:
    """The day of the chosen period, if the unit lived then."""
    day = chosen(request).period.day
    lives = unit.valid_from <= day and (unit.valid_until or date.max) > day
    return day if lives else request.today
