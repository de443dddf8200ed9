"""Reading boundaries from GeoJSON: matched to the units of a day, checked, simplified together."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.units.models import Kind
from vungcao.kernel.units.queries import Matcher, UnitOnDay, as_of

MAX_BYTES = 40 * 1024 * 1024
MAX_FEATURES = 20_000
DEGREES = 5  # decimals kept: about a metre


@dataclass(frozen=True)
class Problem:
    """What is wrong with one feature, by its place in the file (the first is 1)."""

    feature: int
    text: str


@dataclass(frozen=True)
class Coverage:
    """The polygons of a file with their units; to be imported when nothing is wrong.

    `area_kept` is the part of the ground left after simplification; `points` before and after.
    """

    units: tuple[UnitOnDay, ...]
    geometries: tuple[Mapping[str, Any], ...]
    problems: tuple[Problem, ...]
    missing: tuple[UnitOnDay, ...]
    area_kept: float
    points: tuple[int, int]

    @property
    def is_ready(self) -> bool:
        return bool(self.units) and not self.problems


def read(content: bytes, day: date, *, kind: Kind, tolerance: float) -> Coverage:
    """Read a FeatureCollection whose features carry `code` or `name`.

    `tolerance` (degrees) is how much detail may go; neighbours stay neighbours. Raises `RuleBroken`
    when the file is no FeatureCollection at all, or too large.
    """
    features = _features(content)
    finder = _Finder(day, kind)
    problems: list[Problem] = []
    found: list[tuple[UnitOnDay, BaseGeometry]] = []
    numbers: list[int] = []
    for number, feature in enumerate(features, start=1):
        unit, wrong = finder.unit(feature)
        geometry, spoilt = _geometry(feature)
        problems += [Problem(number, text) for text in (wrong, spoilt) if text]
        if unit is not None and geometry is not None:
            found.append((unit, geometry))
            numbers.append(number)
    problems += _twice(found, numbers)
    shapes = [geometry for _unit, geometry in found]
    if shapes and not problems:
        problems += _gaps(found, shapes)
    simplified, kept = _simplify(shapes, tolerance) if not problems else (shapes, 1.0)
    there = {unit.id for unit, _geometry in found}
    return Coverage(
        units=tuple(unit for unit, _geometry in found),
        geometries=tuple(_rounded(geometry) for geometry in simplified),
        problems=tuple(problems),
        missing=tuple(unit for unit in finder.units if unit.id not in there),
        area_kept=kept,
        points=(_points(shapes), _points(simplified)),
    )


class _Finder:
    """The units of a day by code, else by name."""

    def __init__(self, day: date, kind: Kind) -> None:
        self.units = as_of(day, kind=kind)
        self.by_code = {unit.code: unit for unit in self.units if unit.code}
        self.matcher = Matcher(day, kind=kind)

    def unit(self, feature: Mapping[str, Any]) -> tuple[UnitOnDay | None, str]:
        """The unit of a feature, or why there is none."""
        properties = feature.get("properties") or {}
        code, name = str(properties.get("code") or ""), str(properties.get("name") or "")
        if code:
            unit = self.by_code.get(code)
            return unit, "" if unit else f"Không có đơn vị mang mã {code} vào ngày này."
        if not name:
            return None, "Thiếu cả mã (code) và tên (name)."
        match = self.matcher.match(name)
        if match.choices:
            return None, f"Có {len(match.choices)} đơn vị tên “{name}”: ghi thêm mã (code)."
        return match.found, "" if match.found else f"Không có đơn vị tên “{name}” vào ngày này."


def _features(content: bytes) -> Sequence[Mapping[str, Any]]:
    if len(content) > MAX_BYTES:
        raise RuleBroken(f"Tệp lớn quá {MAX_BYTES // 1024 // 1024} MB.")
    try:
        read = json.loads(content)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise RuleBroken("Tệp không phải GeoJSON.") from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise RuleBroken("Tệp không phải GeoJSON dạng FeatureCollection.")
    if len(features) > MAX_FEATURES:
        raise RuleBroken(f"Tệp có quá {MAX_FEATURES} hình.")
    return features


def _geometry(feature: Mapping[str, Any]) -> tuple[BaseGeometry | None, str]:
    """The polygon of a feature, in degrees of longitude and latitude, or why it cannot be taken."""
    try:
        geometry = shapely.force_2d(shape(feature.get("geometry") or {}))
    except (ShapelyError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        return None, "Không đọc được hình."
    if geometry.geom_type not in ("Polygon", "MultiPolygon") or geometry.is_empty:
        return None, "Hình phải là Polygon hoặc MultiPolygon."
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return None, "Toạ độ phải là kinh độ, vĩ độ (WGS 84)."
    if not geometry.is_valid:
        return None, f"Hình tự cắt: {shapely.is_valid_reason(geometry)}."
    return geometry, ""


def _twice(
    found: Sequence[tuple[UnitOnDay, BaseGeometry]], numbers: Sequence[int]
) -> Iterator[Problem]:
    places: dict[int, list[int]] = defaultdict(list)
    names = {unit.id: unit.name for unit, _geometry in found}
    for number, (unit, _geometry) in zip(numbers, found, strict=True):
        places[unit.id].append(number)
    for unit_id, where in places.items():
        if len(where) > 1:
            yield Problem(where[1], f"{names[unit_id]} có {len(where)} hình.")


def _gaps(
    found: Sequence[tuple[UnitOnDay, BaseGeometry]], shapes: Sequence[BaseGeometry]
) -> Iterator[Problem]:
    """Neighbours share the very same points; where they overlap or leave slits, say which."""
    if shapely.coverage_is_valid(shapes):
        return
    edges = shapely.coverage_invalid_edges(shapes)
    for number, ((unit, _geometry), edge) in enumerate(zip(found, edges, strict=True), start=1):
        if edge is not None and not edge.is_empty:
            yield Problem(number, f"{unit.name}: ranh giới chồng lên hoặc hở với đơn vị bên cạnh.")


def _simplify(shapes: Sequence[BaseGeometry], tolerance: float) -> tuple[list[BaseGeometry], float]:
    if not shapes or tolerance <= 0:
        return list(shapes), 1.0
    simplified = list(shapely.coverage_simplify(shapes, tolerance))
    before = sum(one.area for one in shapes)
    moved = sum(
        one.symmetric_difference(other).area for one, other in zip(shapes, simplified, strict=True)
    )
    return simplified, 1.0 - moved / before


def _rounded(geometry: BaseGeometry) -> Mapping[str, Any]:
    return dict(mapping(shapely.transform(geometry, lambda points: points.round(DEGREES))))


def _points(shapes: Sequence[BaseGeometry]) -> int:
    return int(sum(shapely.get_num_coordinates(one) for one in shapes))
