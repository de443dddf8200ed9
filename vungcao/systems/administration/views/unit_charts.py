"""What the charts of a unit's counts say: finding, source, basis, pages behind the names."""

from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vungcao.kernel.units.maps import Shape
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import UnitOnDay
from vungcao.systems.administration.queries import maps
from vungcao.systems.administration.queries.figures import Figures
from vungcao.systems.administration.views.words import COUNTED, LEVELS, MEASURES
from vungcao.web.charts import (
    About,
    Bar,
    BarChart,
    Chart,
    Choropleth,
    LineChart,
    Place,
    Reform,
    Series,
    ranking,
)
from vungcao.web.charts.desk import Measure
from vungcao.web.charts.values import full, written


@dataclass(frozen=True)
class Seen:
    """What a page of charts is about: the unit as it is named, and who looks at it when."""

    unit: UnitOnDay
    today: date
    reach: tuple[str, ...] = ()
    above: UnitOnDay | None = None

    def own(self, counted: Figures) -> int | None:
        """The reader's own unit among those that are compared."""
        return next((one.id for one in counted.units if one.scope in self.reach), None)


def charts(
    seen: Seen, below: Figures | None, own: Figures | None, beside: Figures | None = None
) -> dict[str, Chart | Choropleth]:
    """Those for which there is something to show: a line needs two days, a rank two units."""
    drawn: dict[str, Chart | Choropleth] = {}
    counted = own or below
    if counted and len(counted.days) > 1:
        drawn["trend"] = trend(seen, counted)
    if below and len(below.units) > 1:
        if shape := _map(seen, below):
            drawn["map"] = shape
        drawn["ranking"] = rank(seen, below, seen.own(below))
    if beside and len(beside.units) > 1:
        around = replace(seen, unit=seen.above or seen.unit)
        drawn["beside"] = rank(around, beside, seen.unit.id)
    return drawn


def trend(seen: Seen, counted: Figures) -> LineChart:
    first, last = counted.days[0], counted.days[-1]
    return LineChart(
        _about(_course(seen.unit, counted), seen, counted),
        counted.days,
        (Series(seen.unit.name, counted.totals()),),
        tuple(
            Reform(reform.effective_on, reform.title)
            for reform in counted.reforms
            if first <= reform.effective_on <= last
        ),
    )


def key_figure(counted: Figures) -> Measure:
    """The newest sum, what changed since the count before, and its course."""
    told = [
        pair for pair in zip(counted.days, counted.totals(), strict=True) if pair[1] is not None
    ]
    newest = told[-1] if told else (counted.newest, None)
    change, direction = _change(told)
    said = _("Dữ liệu mẫu, ngày %(day)s") if counted.is_synthetic else _("Ngày %(day)s")
    return Measure(
        label=measured(counted),
        value=written(newest[1]),
        unit=str(COUNTED.get(counted.measure, "")) if told else "",
        change=change,
        direction=direction,
        source=said % {"day": full(newest[0])},
        course=counted.totals(),
    )


def _change(told: list[tuple[date, int | None]]) -> tuple[str, str]:
    """Against the count before, in words; the arrow gives the direction only."""
    if len(told) < 2:
        return "", "flat"
    (day, before), (_newest, now) = told[-2:]
    more = (now or 0) - (before or 0)
    words = {"count": written(abs(more)), "day": full(day)}
    if not more:
        return _("không đổi so với ngày %(day)s") % words, "flat"
    if more > 0:
        return _("tăng %(count)s so với ngày %(day)s") % words, "up"
    return _("giảm %(count)s so với ngày %(day)s") % words, "down"


def _course(unit: UnitOnDay, counted: Figures) -> str:
    """From the first day to the last of those on which every unit was counted."""
    days = zip(counted.days, counted.totals(), strict=True)
    told = [(day, total) for day, total in days if total is not None]
    words: dict[str, object] = {"measure": measured(counted), "name": unit.name}
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


def rank(seen: Seen, counted: Figures, own: int | None) -> BarChart:
    """The largest first; `own`, or else the first, is told apart and drawn wherever it stands."""
    first = max(counted.units, key=lambda one: counted.of(one.id) or 0)
    on = own or first.id
    bars = [
        Bar(one.name, counted.of(one.id), _address(one, counted), is_on=one.id == on)
        for one in counted.units
    ]
    about = _about(_told(_LARGEST, first, counted), seen, counted, day=counted.newest)
    chart = ranking(about, bars, head=_level(counted))
    if not own or not chart.rank:
        return chart
    unit = next(one for one in counted.units if one.id == own)
    place = _told(_PLACED, unit, counted, rank=chart.rank, all=len(bars))
    return replace(chart, about=replace(about, title=place))


_LARGEST = gettext_lazy("%(name)s có %(measure)s lớn nhất: %(value)s")
_PLACED = gettext_lazy("%(name)s đứng thứ %(rank)s trên %(all)s về %(measure)s: %(value)s")


def _told(words: object, unit: UnitOnDay, counted: Figures, **more: int) -> str:
    return str(words) % {
        "name": unit.name,
        "measure": measured(counted).lower(),
        "value": written(counted.of(unit.id)),
        **more,
    }


def _map(seen: Seen, below: Figures) -> Choropleth | None:
    day = below.newest if below.is_recorded else seen.today
    drawn, source = maps.of_units(below.units, day)
    if len(drawn.shapes) < 2:
        return None
    known = {one.id: one for one in below.units}
    own = seen.own(below)
    places = tuple(
        _place(shape, known[shape.unit], below, is_on=shape.unit == own) for shape in drawn.shapes
    )
    return Choropleth(
        about=_about(_extremes(below), seen, below, day=below.newest),
        view_box=drawn.view_box,
        places=places,
        head=_level(below),
        is_schematic=drawn.is_schematic,
        source_of_shapes=_shapes(drawn.note, source),
    )


def _place(shape: Shape, unit: UnitOnDay, below: Figures, *, is_on: bool) -> Place:
    value, address = below.of(unit.id), _address(unit, below)
    return Place(unit.name, shape.path, shape.x, shape.y, value, address, is_on)


def _extremes(below: Figures) -> str:
    told = sorted(
        (value, one.name) for one in below.units if (value := below.of(one.id)) is not None
    )
    if not told:
        return _("%(measure)s: chưa đơn vị nào báo cáo") % {"measure": measured(below)}
    (low, least), (high, most) = told[0], told[-1]
    words = {"low": written(low), "least": least, "high": written(high), "most": most}
    title = _("%(measure)s: %(most)s nhiều nhất (%(high)s), %(least)s ít nhất (%(low)s)")
    return title % (words | {"measure": measured(below)})


def _shapes(note: str, source: str) -> str:
    if note:
        return _("%(note)s: mỗi ô vẽ từ tâm của đơn vị.") % {"note": note}
    return _("Nguồn ranh giới: %(source)s. Không dùng để xác định địa giới.") % {"source": source}


def _about(title: str, seen: Seen, counted: Figures, *, day: date | None = None) -> About:
    measure = measured(counted)
    return About(
        title=title,
        measure=_("%(measure)s ngày %(day)s") % {"measure": measure, "day": full(day)}
        if day
        else measure,
        unit=str(COUNTED.get(counted.measure, "")),
        place=seen.unit.name,
        source="; ".join(_cited(counted)),
        basis=_basis(counted, seen.today, day),
        is_synthetic=counted.is_synthetic,
    )


def _cited(counted: Figures) -> list[str]:
    return [
        str(basis)
        if basis.is_seen or counted.is_synthetic
        else _("%(basis)s (chưa xác minh)") % {"basis": basis}
        for basis in counted.bases
    ]


def _basis(counted: Figures, today: date, day: date | None) -> str:
    if counted.is_recorded and day is None and len(counted.days) > 1:
        first, last = counted.days[0], counted.days[-1]
        return _("như đã ghi, của %(then)s đơn vị ngày %(first)s, %(now)s đơn vị ngày %(last)s") % {
            "then": counted.wanted[first],
            "first": full(first),
            "now": counted.wanted[last],
            "last": full(last),
        }
    if counted.is_recorded or not counted.reforms:
        return _("như đã ghi")
    return _("theo địa giới ngày %(day)s, quy đổi qua %(reforms)s") % {
        "day": full(today),
        "reforms": ", ".join(f"“{reform.title}”" for reform in counted.reforms),
    }


def measured(counted: Figures) -> str:
    return str(MEASURES.get(counted.measure, counted.measure))


def _level(below: Figures) -> str:
    return str(LEVELS.get(Kind(below.units[0].kind), Kind(below.units[0].kind).label))


def _address(unit: UnitOnDay, counted: Figures) -> str:
    """Its own charts, where one reads on; of a unit that may be gone its page."""
    if counted.is_recorded:
        return reverse("administration:unit", args=[unit.id])
    return reverse("administration:unit-figures", args=[unit.id]) + f"?measure={counted.measure}"
