"""Drawings of published counts, for pages that anybody reads."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.systems.statistics.queries import public
from vungcao.web.charts import About, Bar, BarChart, PublicChart, public_charts, ranking


def groups(day: date) -> BarChart | None:
    """The newest published counts of one place, the largest group first."""
    counts = [one for one in public.by_group() if one.day <= day]
    if not counts:
        return None
    newest = counts[0]
    same = [one for one in counts if (one.unit, one.period) == (newest.unit, newest.period)]
    most = max(same, key=lambda one: one.value)
    return ranking(
        About(
            title=_("%(name)s là dân tộc thiểu số đông người nhất") % {"name": most.name},
            measure=_("Số người"),
            unit=_("người"),
            place=f"{public.place(newest)}, {public.year(newest)}",
            source=newest.host,
        ),
        [Bar(one.name, one.value) for one in same],
        head=_("Dân tộc"),
    )


public_charts.register(
    "statistics.groups",
    PublicChart(label=gettext_lazy("Người dân tộc thiểu số theo dân tộc"), draw=groups),
)
