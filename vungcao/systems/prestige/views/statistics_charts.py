"""What the charts of the figures say; a number that is not shown is not drawn either."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from vungcao.kernel.units.maps import Map
from vungcao.kernel.units.models import Boundary, Kind
from vungcao.kernel.units.queries import map_of, on_day
from vungcao.runtime.env import environment
from vungcao.systems.prestige.forms.statistics import LEVELS
from vungcao.systems.prestige.queries.statistics import Asked, Figures, Row
from vungcao.systems.prestige.rules import statistics as rules
from vungcao.web.charts import About, Bar, BarChart, Chart, Choropleth, Place, ranking
from vungcao.web.charts.values import full, written

DRAWN = ((rules.ETHNIC, "prestige_ethnic"), (rules.AGE, "prestige_age"))


@dataclass(frozen=True)
class Seen:
    """Figures, the place that they are of in words, and the scopes that are drawn on a map."""

    figures: Figures
    place: str
    scopes: tuple[str, ...]

    @property
    def asked(self) -> Asked:
        return self.figures.asked


def charts(seen: Seen) -> dict[str, Chart | Choropleth]:
    """Those for which there is something to show."""
    drawn: dict[str, Chart | Choropleth] = {}
    if drawn_map := _map(seen):
        drawn["prestige_map"] = drawn_map
    rows = [row for row in seen.figures.rows if row.persons is not None]
    if len(rows) > 1 and seen.asked.level != Kind.VILLAGE:  # a village has one, or a few
        drawn["prestige_units"] = _units(seen, rows)
    for group, key in (*DRAWN, (rules.COMPONENT, "prestige_components")):
        if chart := _group(seen, group):
            drawn[key] = chart
    return drawn


def address(asked: Asked, **more: object) -> str:
    """The figures with other words: of a unit, by another map."""
    words: dict[str, object] = {
        "day": f"{asked.day:%d/%m/%Y}",
        "map_day": f"{asked.map_day:%d/%m/%Y}",
        **more,
    }
    return f"?{urlencode(words)}"


def _units(seen: Seen, rows: list[Row]) -> BarChart:
    first = max(rows, key=lambda row: (row.persons or 0, row.name))
    words = {"name": first.name, "persons": written(first.persons)}
    title = _("%(name)s có nhiều người có uy tín nhất: %(persons)s") % words
    bars = [
        Bar(row.name, row.persons, address(seen.asked, **{"unit-id": row.unit})) for row in rows
    ]
    return ranking(_about(seen, title), bars, head=str(LEVELS[seen.asked.level]))


def _group(seen: Seen, code: str) -> BarChart | None:
    """The columns of a group by the numbers of all units together."""
    found = next((group for group in seen.figures.groups if group.code == code), None)
    total = seen.figures.total
    if found is None or total is None:
        return None
    bars = [
        Bar(head.label, number)
        for head in found.heads
        if (number := total.of(head.column)) is not None
    ]
    if len(bars) < 2:
        return None
    most = max(bars, key=lambda bar: bar.value or 0)
    words = {"group": found.label, "name": most.name, "persons": written(most.value)}
    about = _about(seen, _("%(group)s: %(name)s nhiều nhất (%(persons)s)") % words)
    if code == rules.AGE:
        return BarChart(about, tuple(bars), found.label)
    return ranking(about, bars, head=found.label, drawn=12)


def _map(seen: Seen) -> Choropleth | None:
    """Of districts and communes; villages have no centres."""
    asked = seen.asked
    if asked.level == Kind.VILLAGE:
        return None
    drawn = map_of(asked.map_day, kind=asked.level, under=asked.unit or seen.scopes)
    places = _places(seen, drawn)
    if len(places) < 2:
        return None
    return Choropleth(
        about=_about(seen, _extremes(seen.figures.rows)),
        view_box=drawn.view_box,
        places=places,
        head=str(LEVELS[asked.level]),
        is_schematic=drawn.is_schematic,
        source_of_shapes=_source(drawn, asked),
    )


def _places(seen: Seen, drawn: Map) -> tuple[Place, ...]:
    """Units without anybody are 0; those whose number is not shown are left out."""
    rows = {row.unit: row for row in seen.figures.rows}
    units = on_day([shape.unit for shape in drawn.shapes], seen.asked.map_day)
    names = {unit.id: unit.name for unit in units}
    return tuple(
        Place(
            names[shape.unit],
            shape.path,
            shape.x,
            shape.y,
            rows[shape.unit].persons if shape.unit in rows else 0,
            address(seen.asked, **{"unit-id": shape.unit}),
        )
        for shape in drawn.shapes
        if (shape.unit in rows and rows[shape.unit].persons is not None)
        or (shape.unit not in rows and not seen.figures.is_guarded)
    )


def _source(drawn: Map, asked: Asked) -> str:
    if drawn.is_schematic:
        return _("%(note)s: mỗi ô vẽ từ tâm của đơn vị.") % {"note": drawn.note}
    known = Boundary.objects.in_force(asked.map_day)
    found = known.filter(unit__in=[shape.unit for shape in drawn.shapes]).order_by("pk")
    told = found.values_list("source", flat=True).first() or ""
    return _("Nguồn ranh giới: %(source)s. Không dùng để xác định địa giới.") % {"source": told}


def _extremes(rows: Iterable[Row]) -> str:
    told = [row for row in rows if row.persons is not None]
    if not told:
        return _("Chưa có người có uy tín nào")
    most = max(told, key=lambda row: (row.persons or 0, row.name))
    words = {"name": most.name, "persons": written(most.persons)}
    return _("Nhiều nhất ở %(name)s: %(persons)s người") % words


def _about(seen: Seen, title: str) -> About:
    asked = seen.asked
    basis = ""
    if asked.map_day != asked.day:
        basis = _("theo địa giới ngày %(day)s") % {"day": full(asked.map_day)}
    if seen.figures.is_guarded:
        hidden = _("không vẽ số dưới %(fewest)s người") % {"fewest": seen.figures.fewest}
        basis = ", ".join(filter(None, [basis, hidden]))
    return About(
        title=title,
        measure=_("Số người có uy tín ngày %(day)s") % {"day": full(asked.day)},
        unit=_("người"),
        place=seen.place,
        source=_("sổ người có uy tín"),
        basis=basis,
        is_synthetic=environment().is_demo,
    )
