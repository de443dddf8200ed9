"""The drawing of published counts of dossiers, for pages that anybody reads."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.units.queries import places
from vungcao.systems.onestop.queries.published import next_month
from vungcao.systems.onestop.queries.published_course import course
from vungcao.web.charts import About, LineChart, PublicChart, Series, public_charts


def draw(day: date) -> LineChart | None:
    """Nothing of fewer than two months; a month of which too few are meant has a gap."""
    rows = course(day)
    if len(rows) < 2:
        return None
    last = _end(rows[-1].month)
    place = places([rows[-1].unit_id], last).get(rows[-1].unit_id)
    lines = (
        (_("Tiếp nhận"), "received"),
        (_("Giải quyết xong"), "done"),
        (_("Xong trong hạn"), "on_time"),
    )
    return LineChart(
        about=About(
            title=_("Hồ sơ thủ tục hành chính theo tháng"),
            measure=_("Số hồ sơ"),
            unit=_("hồ sơ"),
            place=place.name if place else "",
            source=_("Sổ theo dõi hồ sơ, số đã công bố"),
        ),
        days=tuple(_end(row.month) for row in rows),
        series=tuple(
            Series(name, tuple(getattr(row, field) for row in rows)) for name, field in lines
        ),
    )


def _end(month: date) -> date:
    return next_month(month) - timedelta(days=1)


public_charts.register(
    "onestop.months",
    PublicChart(label=gettext_lazy("Hồ sơ thủ tục hành chính theo tháng"), draw=draw),
)
