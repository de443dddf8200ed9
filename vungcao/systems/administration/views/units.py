"""Units over time: the tree of a day, and one unit with its past and its neighbours."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.units.models import Hierarchy, Kind, Unit
from vungcao.kernel.units.queries import UnitOnDay, ancestors, children, on_day, timeline
from vungcao.systems.administration import permissions
from vungcao.systems.administration.forms.units import AsOf, Browse
from vungcao.systems.administration.queries import maps
from vungcao.systems.administration.queries import units as reads
from vungcao.systems.administration.queries.counts import Count, counts
from vungcao.systems.administration.views import portraits
from vungcao.systems.administration.views import unit_tables as tables
from vungcao.systems.administration.views.words import MEASURES
from vungcao.web.access import only
from vungcao.web.context import chosen
from vungcao.web.http import AccountRequest
from vungcao.web.shell import Link
from vungcao.web.tables import Lines, answer

_MAP_TITLE = "Đơn vị cấp xã"


@dataclass(frozen=True)
class Line:
    """A line of the timeline, as its component wants it."""

    day: date
    title: str
    detail: str
    citation: Citation
    state: str = ""


@only(permissions.READ_UNITS)
def browse(request: AccountRequest) -> HttpResponseBase:
    """The tree of a day with its map; a list once a name or a level is asked for."""
    viewed = chosen(request)
    form = Browse(_asked(request, viewed.period.day))
    form.full_clean()
    said = form.cleaned_data  # what is right of it counts, also beside a mistake
    day: date = said.get("day") or request.today
    context: dict[str, object] = {"form": form, "day": day, "is_today": day == request.today}
    context["today_alone"] = f"?day={request.today:%d/%m/%Y}"  # the chosen period has another day
    if said.get("q") or said.get("kind"):
        kind = Kind(said["kind"]) if said.get("kind") else None
        rows = Lines(reads.sought(said.get("q", ""), day, kind))
        return answer(request, tables.hits(day), rows, "administration/units.html", context)
    hierarchy = Hierarchy(said.get("hierarchy") or Hierarchy.ADMINISTRATIVE)
    here = viewed.unit.id if viewed.unit else None
    context["forest"] = reads.forest(day, hierarchy, here)
    context["here"] = viewed.unit
    context["map"] = maps.of_level(_MAP_TITLE, day, Kind.COMMUNE, None)
    return render(request, "administration/units.html", context)


@only(permissions.READ_UNITS)
def unit(request: AccountRequest, pk: int) -> HttpResponseBase:
    shown = get_object_or_404(Unit.objects.select_related("basis"), pk=pk)
    form = AsOf(_asked(request, _viewed_day(request, shown)))
    day: date = (form.is_valid() and form.cleaned_data["day"]) or request.today
    now, above, below = on_day([shown.pk], day)[0], ancestors(shown, day), children(shown, day)
    context = {
        "form": form,
        "day": day,
        "is_today": day == request.today,
        "unit": shown,
        "now": now,
        "is_living": shown.valid_from <= day and (shown.valid_until or date.max) > day,
        "way": way(above, day),
        "children": below,
        "map": maps.around(now, above, below, day),
        "names": portraits.names(reads.names(shown), reads.codes(shown)),
        "past": portraits.past(reads.before(shown), reads.after(shown, request.today)),
        "events": _events(shown),
        "counts": _counts(request, shown),
    }
    rows = Lines(below)
    return answer(request, tables.children(day), rows, "administration/unit.html", context)


def way(above: list[UnitOnDay], day: date) -> list[Link]:
    """From the tree down to a unit, everything as of the same day."""
    asked = f"?day={day:%d/%m/%Y}"
    first = Link(_("Đơn vị hành chính"), reverse("administration:units") + asked, "")
    units = [(one.name, reverse("administration:unit", args=[one.id])) for one in above]
    return [first, *(Link(name, place + asked, "") for name, place in units)]


def _asked(request: AccountRequest, usual: date) -> QueryDict:
    """What was asked for; the day stands in its field also when nobody asked for it."""
    asked = request.GET.copy()
    asked.setdefault("day", f"{usual:%d/%m/%Y}")
    return asked


def _viewed_day(request: AccountRequest, unit: Unit) -> date:
    """The day of the chosen period, if the unit lived then: a link may lead to any unit."""
    day = chosen(request).period.day
    lives = unit.valid_from <= day and (unit.valid_until or date.max) > day
    return day if lives else request.today


def _events(unit: Unit) -> list[Line]:
    return [
        Line(event.day, str(event.kind.label).capitalize(), event.text, event.basis)
        for event in reversed(timeline(unit))
    ]


def _counts(request: AccountRequest, unit: Unit) -> list[tuple[str | Promise, Count]]:
    """Nothing for who does not reach the whole unit: a part of a sum would look like the sum."""
    if not any(unit.scope.startswith(path) for path in request.user.reach):
        return []
    counted = counts(unit, request.today)
    return [(MEASURES.get(count.measure, count.measure), count) for count in counted]
