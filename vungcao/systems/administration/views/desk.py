"""What the desk shows of the counts of one's own place: two key figures, their course, a rank."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import on_day
from vungcao.systems.administration.queries import figures as reads
from vungcao.systems.administration.queries.figures import Figures
from vungcao.systems.administration.views import unit_charts
from vungcao.web.charts import Chart, Choropleth
from vungcao.web.charts.desk import DeskOffer, Shelf, shelves

ROLES = frozenset(
    {
        Role.COMMUNE_OFFICER,
        Role.COMMUNE_LEADER,
        Role.SPECIALIST,
        Role.DEPARTMENT_LEADER,
        Role.PROVINCE_LEADER,
    }
)
DRAWN = "population"


def shelf(scopes: tuple[str, ...], today: date) -> Shelf | None:
    """Of the widest of the places; nothing where nothing was counted."""
    places = Unit.objects.in_force(today).filter(scope__in=scopes)
    unit = min(places, key=lambda place: (len(place.scope), place.scope), default=None)
    if unit is None:
        return None
    below, own = reads.below(unit, today), reads.itself(unit, today)
    counted = own or below
    if not counted:
        return None
    [now] = on_day([unit.pk], today)
    measure = DRAWN if DRAWN in counted else min(counted)
    return Shelf(
        title=_("Số đếm của %(name)s") % {"name": now.name},
        action=_("Xem biểu đồ và bản đồ của %(name)s") % {"name": now.name},
        address=f"{reverse('administration:unit-figures', args=[unit.pk])}?measure={measure}",
        measures=tuple(unit_charts.key_figure(one) for one in counted.values()),
        charts=_charts(unit_charts.Seen(now, today, scopes), below.get(measure), counted[measure]),
    )


def _charts(
    seen: unit_charts.Seen, below: Figures | None, counted: Figures
) -> dict[str, Chart | Choropleth]:
    drawn: dict[str, Chart | Choropleth] = {}
    if len(counted.days) > 1:
        drawn["trend"] = unit_charts.trend(seen, counted)
    if below and len(below.units) > 1:
        drawn["ranking"] = unit_charts.rank(seen, below, seen.own(below))
    return drawn


shelves.register("administration.counts", DeskOffer(ROLES, shelf))
