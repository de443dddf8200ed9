"""Shapes for a map of units, in plain geometry: imported boundaries, else cells around centres.

The schematic map gives every unit the ground that is nearest to its centre; it shows where units
lie among each other and never where a boundary runs. Shapely is read with the first map: the
processes that draw none would carry it, and NumPy with it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry import Point
    from shapely.geometry.base import BaseGeometry

WIDTH = 1000.0
MARGIN = 12.0
Place = Callable[[float, float], tuple[float, float]]
SCHEMATIC = "Lược đồ, không dùng để xác định địa giới"


@dataclass(frozen=True)
class Spot:
    """A unit to draw: its centre in degrees, and its boundary as a GeoJSON geometry if known."""

    unit: int
    latitude: float
    longitude: float
    geometry: Mapping[str, object] | None = None


@dataclass(frozen=True)
class Shape:
    """The SVG path of a unit and the point of its label, in the units of the view box."""

    unit: int
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """A drawn map. `is_schematic` obliges the screen to print `note`."""

    shapes: tuple[Shape, ...]
    width: float
    height: float
    is_schematic: bool

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def note(self) -> str:
        return SCHEMATIC if self.is_schematic else ""


def draw(spots: Iterable[Spot]) -> Map:
    """The map of these units; schematic as soon as one of them has no boundary."""
    drawn = sorted(spots, key=lambda spot: spot.unit)
    if not drawn:
        return Map((), WIDTH, WIDTH, is_schematic=False)
    middle = radians(sum(spot.latitude for spot in drawn) / len(drawn))
    is_schematic = any(spot.geometry is None for spot in drawn)
    if is_schematic:
        areas = _cells([(spot.longitude * cos(middle), spot.latitude) for spot in drawn])
    else:
        areas = [_flat(spot.geometry, cos(middle)) for spot in drawn if spot.geometry]
    return _on_paper([spot.unit for spot in drawn], areas, is_schematic=is_schematic)


def _flat(geometry: Mapping[str, object], narrowing: float) -> "BaseGeometry":
    """Equirectangular: a degree of longitude is narrower than one of latitude."""
    from shapely import affinity
    from shapely.geometry import shape

    flat: BaseGeometry = affinity.scale(
        shape(dict(geometry)), xfact=narrowing, yfact=1, origin=(0, 0)
    )
    return flat


def _cells(points: list[tuple[float, float]]) -> "list[BaseGeometry]":
    """The Voronoi cells of the points within their hull, buffered by about a cell's half."""
    import shapely
    from shapely.geometry import MultiPoint

    apart = [
        (x + index * 1e-9, y) for index, (x, y) in enumerate(points)
    ]  # two units may share a centre
    hull = MultiPoint(apart).convex_hull
    reach = 0.6 * sqrt(max(hull.area, 1e-6) / len(apart)) if len(apart) > 2 else 0.03
    frame = hull.buffer(reach)
    if len(apart) == 1:
        return [frame]
    cells = shapely.voronoi_polygons(MultiPoint(apart), extend_to=frame, ordered=True)
    return [cell.intersection(frame) for cell in cells.geoms]


def _on_paper(units: list[int], areas: "list[BaseGeometry]", *, is_schematic: bool) -> Map:
    import shapely

    west, south, east, north = shapely.total_bounds(areas)
    scale = (WIDTH - 2 * MARGIN) / max(east - west, (north - south) / 1.6, 1e-9)

    def place(x: float, y: float) -> tuple[float, float]:
        return round(MARGIN + (x - west) * scale, 1), round(MARGIN + (north - y) * scale, 1)

    shapes = []
    for unit, area in zip(units, areas, strict=True):
        label: Point = area.representative_point()
        x, y = place(label.x, label.y)
        shapes.append(Shape(unit, _path(area, place), x, y))
    width = round(2 * MARGIN + (east - west) * scale, 1)
    return Map(tuple(shapes), width, round(2 * MARGIN + (north - south) * scale, 1), is_schematic)


def _path(area: "BaseGeometry", place: Place) -> str:
    """`M x y L … Z` for every ring of every polygon."""
    rings = [
        ring
        for polygon in getattr(area, "geoms", [area])
        if polygon.geom_type == "Polygon"
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return "".join(
        "M"
        + "L".join(f"{x:g} {y:g}" for x, y in (place(*point[:2]) for point in ring.coords))
        + "Z"
        for ring in rings
    )
