"""What stands beside figures of earlier periods that were brought to a unit through reforms."""

from datetime import timedelta

from django.utils.translation import gettext as _

from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics.queries.sheets import History
from vungcao.systems.statistics.rules import periods


def basis(history: History) -> str:
    """From which units they come and since which day; nothing where none was restated."""
    restated = history.restated
    if not restated:
        return ""
    day = history.lineage.day
    units = {unit for sources in restated.values() for unit in sources}
    names = sorted(one.name for one in on_day(units, day - timedelta(days=1)))
    return _("Số các kỳ đến hết %(last)s tính lại theo địa giới từ %(day)s, từ: %(units)s.") % {
        "last": periods.name(max(restated)),
        "day": f"{day:%d/%m/%Y}",
        "units": ", ".join(names),
    }


def series_name(history: History, period: int) -> str:
    """A period, marked when its figures were restated."""
    name = periods.name(period)
    return _("%(period)s, tính lại") % {"period": name} if period in history.restated else name
