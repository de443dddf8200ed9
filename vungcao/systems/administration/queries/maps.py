"""Maps of the unit browser: names to the shapes that the kernel draws, and what is marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.units import maps
from vungcao.kernel.units.models import Boundary, Kind, Unit
from vungcao.kernel.units.queries import UnitOnDay, map_of, on_day

FEW = 25  # more names than this would cover each other


@dataclass(frozen=True)
class Cell:
    """A unit on the map: its shape, its name, whether it is the one that the page is about."""

    unit: int
    name: str
    path: str
    x: float
    y: float
    anchor: str
    is_here: bool


@dataclass(frozen=True)
class UnitMap:
    """A drawn map with its heading; a schematic one has no `source`."""

    title: str
    view_box: str
    cells: list[Cell]
    is_schematic: bool
    note: str
    source: str

    @property
    def is_labelled(self) -> bool:
        """Few enough to be named and to be reached by the keyboard one after the other."""
        return len(self.cells) <= FEW


def of_level(
    title: str, day: date, kind: Kind, under: Unit | None, here: int = 0
) -> UnitMap | None:
    """The units of a level below `under`; nothing when there are not two to be told apart."""
    drawn = map_of(day, kind=kind, under=under)
    if len(drawn.shapes) < 2:
        return None
    names = {unit.id: unit.name for unit in on_day([shape.unit for shape in drawn.shapes], day)}
    cells = [
        Cell(
            unit=shape.unit,
            name=names[shape.unit],
            path=shape.path,
            x=shape.x,
            y=shape.y,
            anchor=_anchor(shape.x / drawn.width),
            is_here=shape.unit == here,
        )
        for shape in drawn.shapes
    ]
    source = "" if drawn.is_schematic else _source(cells[0].unit, day)
    return UnitMap(title, drawn.view_box, cells, drawn.is_schematic, drawn.note, source)


def around(
    unit: UnitOnDay, above: list[UnitOnDay], below: list[UnitOnDay], day: date
) -> UnitMap | None:
    """The children of a unit; of a commune, whose villages have no centres, its neighbours."""
    itself = Unit.objects.get(pk=unit.id)
    if below and below[0].kind != Kind.VILLAGE:
        return of_level(f"Đơn vị thuộc {unit.name}", day, below[0].kind, itself)
    if above and unit.kind == Kind.COMMUNE:
        parent = Unit.objects.get(pk=above[-1].id)
        title = f"{unit.name} trong {above[-1].name}"
        return of_level(title, day, Kind.COMMUNE, parent, here=unit.id)
    return None


def of_units(units: Iterable[UnitOnDay], day: date) -> tuple[maps.Map, str]:
    """A map of just these units, and where their boundaries are from; nothing when schematic."""
    placed = [unit for unit in units if unit.latitude is not None]
    known = Boundary.objects.in_force(day).filter(unit__in=[unit.id for unit in placed])
    shapes = dict(known.order_by("pk").values_list("unit", "geometry"))
    drawn = maps.draw(
        maps.Spot(
            unit.id, float(unit.latitude or 0), float(unit.longitude or 0), shapes.get(unit.id)
        )
        for unit in placed
    )
    if drawn.is_schematic or not placed:
        return drawn, ""
    return drawn, _source(placed[0].id, day)


def _anchor(across: float) -> str:
    """At the edges of the paper a label grows inwards."""
    if across > 0.85:
        return "end"
    return "start" if across < 0.15 else "middle"


def _source(unit: int, day: date) -> str:
    known = Boundary.objects.in_force(day).filter(unit=unit).order_by("pk")
    return known.values_list("source", flat=True).first() or ""
