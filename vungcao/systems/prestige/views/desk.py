"""What the desk shows of the register: how many, since when, and where most of them are."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.access.roles import Role
from vungcao.kernel.units.queries import on_day
from vungcao.runtime.env import environment
from vungcao.systems.prestige.queries import counting
from vungcao.web.charts import About, Bar, Chart, Choropleth, ranking
from vungcao.web.charts.desk import DeskOffer, Measure, Shelf, shelves
from vungcao.web.charts.values import full, written

ROLES = frozenset(
    {Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER, Role.SPECIALIST, Role.DEPARTMENT_LEADER}
)


def shelf(scopes: tuple[str, ...], today: date) -> Shelf | None:
    """Counts alone: nobody's record is opened. Nothing where nobody is recognised."""
    days = [*_year_ends(today), today]
    course = counting.course(scopes, days)
    if not course[-1]:
        return None
    asked = f"?day={today:%d/%m/%Y}"
    return Shelf(
        title=_("Người có uy tín"),
        action=_("Xem thống kê người có uy tín"),
        address=reverse("prestige:statistics") + asked,
        measures=(_measure(days, course),),
        charts=_charts(scopes, today),
    )


def _year_ends(today: date) -> list[date]:
    return [date(year, 12, 31) for year in range(today.year - 3, today.year)]


def _measure(days: list[date], course: list[int]) -> Measure:
    more, before = course[-1] - course[-2], full(days[-2])
    words = {"count": written(abs(more)), "day": before}
    change, direction = _("không đổi so với ngày %(day)s") % words, "flat"
    if more > 0:
        change, direction = _("tăng %(count)s so với ngày %(day)s") % words, "up"
    elif more < 0:
        change, direction = _("giảm %(count)s so với ngày %(day)s") % words, "down"
    said = _("Dữ liệu mẫu, ngày %(day)s") if environment().is_demo else _("Ngày %(day)s")
    return Measure(
        label=_("Đang được công nhận"),
        value=written(course[-1]),
        unit=_("người"),
        change=change,
        direction=direction,
        source=said % {"day": full(days[-1])},
        course=tuple(course),
    )


def _charts(scopes: tuple[str, ...], today: date) -> dict[str, Chart | Choropleth]:
    """The communes by rank, where there are several."""
    counts = counting.by_commune(scopes, today)
    if len(counts) < 2:
        return {}
    names = {unit.id: unit.name for unit in on_day(counts, today)}
    there = f"{reverse('prestige:statistics')}?day={today:%d/%m/%Y}&unit-id="
    bars = [Bar(names[pk], count, f"{there}{pk}") for pk, count in counts.items()]
    first = max(bars, key=lambda bar: (bar.value or 0, bar.name))
    about = About(
        title=_("%(name)s có nhiều người có uy tín nhất: %(persons)s")
        % {"name": first.name, "persons": written(first.value)},
        measure=_("Số người có uy tín ngày %(day)s") % {"day": full(today)},
        unit=_("người"),
        place="",
        source=_("sổ người có uy tín"),
        is_synthetic=environment().is_demo,
    )
    return {"prestige_units": ranking(about, bars, head=_("Xã, phường"))}


shelves.register("prestige.statistics", DeskOffer(ROLES, shelf))
