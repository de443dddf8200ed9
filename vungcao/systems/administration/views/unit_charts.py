"""What the charts of a unit's counts say: finding, source, basis, pages behind the names."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import UnitOnDay
from vungcao.systems.administration.queries import maps
from vungcao.systems.administration.queries.figures import Figures
from vungcao.systems.administration.views.words import COUNTED, LEVELS, MEASURES
from vungcao.web.charts import (
    About,
    Bar,
    Chart,
    Choropleth,
    LineChart,
    Place,
    Reform,
    Series,
    ranking,
)
from vungcao.web.charts.values import full, written


def charts(
    unit: UnitOnDay, below: Figures | None, own: Figures | None, today: date
) -> dict[str, Chart | Choropleth]:
    """Those for which there is something to show: a line needs two days, a rank two units."""
    drawn: dict[str, Chart | Choropleth] = {}
    counted = own or below
    if counted and len(counted.days) > 1:
        drawn["trend"] = _trend(unit, counted, today)
    if below and len(below.units) > 1:
        if shape := _map(unit, below, today):
            drawn["map"] = shape
        drawn["ranking"] = _ranking(unit, below, today)
    return drawn


def _trend(unit: UnitOnDay, counted: Figures, today: date) -> LineChart:
    totals = counted.totals()
    first, last = counted.days[0], counted.days[-1]
    return LineChart(
        _about(_course(unit, counted), unit, counted, today),
        counted.days,
        (Series(unit.name, totals),),
        tuple(
            Reform(reform.effective_on, reform.title)
            for reform in counted.reforms
            if first <= reform.effective_on <= last
        ),
    )


def _course(unit: UnitOnDay, counted: Figures) -> str:
    """From the first day to the last of those on which every unit was counted."""
    days = zip(counted.days, counted.totals(), strict=True)
    told = [(day, total) for day, total in days if total is not None]
    words: dict[str, object] = {"measure": _measure(counted), "name": unit.name}
    if len(told) < 2:
        return _("%(measure)s của %(name)s qua các lần đếm") % words
    (first, begin), (last, end) = told[0], told[-1]
    words |= {"begin": written(begin), "end": written(end), "from": full(first), "to": full(last)}
    if begin == end:
        return _("%(measure)s của %(name)s không đổi: %(end)s (%(from)s và %(to)s)") % words
    if begin < end:
        title = _("%(measure)s của %(name)s tăng từ %(begin)s (%(from)s) lên %(end)s (%(to)s)")
    else:
        title = _("%(measure)s của %(name)s giảm từ %(begin)s (%(from)s) còn %(end)s (%(to)s)")
    return title % words


def _ranking(unit: UnitOnDay, below: Figures, today: date) -> Chart:
    bars = [Bar(one.name, below.of(one.id), _address(one)) for one in below.units]
    first = max(below.units, key=lambda one: below.of(one.id) or 0)
    title = _("%(name)s có %(measure)s lớn nhất: %(value)s") % {
        "name": first.name,
        "measure": _measure(below).lower(),
        "value": written(below.of(first.id)),
    }
    about = _about(title, unit, below, today, day=below.newest)
    return ranking(about, bars, head=_level(below), highlighted=first.name)


def _map(unit: UnitOnDay, below: Figures, today: date) -> Choropleth | None:
    drawn, source = maps.of_units(below.units, today)
    if len(drawn.shapes) < 2:
        return None
    known = {one.id: one for one in below.units}
    places = tuple(
        Place(
            name=known[shape.unit].name,
            path=shape.path,
            x=shape.x,
            y=shape.y,
            value=below.of(shape.unit),
            address=_address(known[shape.unit]),
        )
        for shape in drawn.shapes
    )
    about = _about(_extremes(below), unit, below, today, day=below.newest)
    shapes = _shapes(drawn.note, source)
    return Choropleth(about, drawn.view_box, places, _level(below), drawn.is_schematic, shapes)


def _extremes(below: Figures) -> str:
    told = sorted(
        (value, one.name) for one in below.units if (value := below.of(one.id)) is not None
    )
    (low, least), (high, most) = told[0], told[-1]
    words = {"low": written(low), "least": least, "high": written(high), "most": most}
    title = _("%(measure)s: %(most)s nhiều nhất (%(high)s), %(least)s ít nhất (%(low)s)")
    return title % (words | {"measure": _measure(below)})


def _shapes(note: str, source: str) -> str:
    if note:
        return _("%(note)s: mỗi ô vẽ từ tâm của đơn vị.") % {"note": note}
    return _("Nguồn ranh giới: %(source)s. Không dùng để xác định địa giới.") % {"source": source}


def _about(
    title: str, unit: UnitOnDay, counted: Figures, today: date, *, day: date | None = None
) -> About:
    measure = _measure(counted)
    return About(
        title=title,
        measure=_("%(measure)s ngày %(day)s") % {"measure": measure, "day": full(day)}
        if day
        else measure,
        unit=str(COUNTED.get(counted.measure, "")),
        place=unit.name,
        source="; ".join(_cited(counted)),
        basis=_basis(counted, today),
        is_synthetic=counted.is_synthetic,
    )


def _cited(counted: Figures) -> list[str]:
    return [
        str(basis)
        if basis.is_seen or counted.is_synthetic
        else _("%(basis)s (chưa xác minh)") % {"basis": basis}
        for basis in counted.bases
    ]


def _basis(counted: Figures, today: date) -> str:
    if not counted.reforms:
        return _("như đã ghi")
    return _("theo địa giới ngày %(day)s, quy đổi qua %(reforms)s") % {
        "day": full(today),
        "reforms": ", ".join(f"“{reform.title}”" for reform in counted.reforms),
    }


def _measure(counted: Figures) -> str:
    return str(MEASURES.get(counted.measure, counted.measure))


def _level(below: Figures) -> str:
    return str(LEVELS.get(Kind(below.units[0].kind), Kind(below.units[0].kind).label))


def _address(unit: UnitOnDay) -> str:
    return reverse("administration:unit", args=[unit.id])
