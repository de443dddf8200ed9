"""Importing boundaries: matched to units, checked as a whole, simplified without tearing."""

import json
from datetime import date
from typing import Any

import pytest
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.tests.units.world import TODAY, World
from vungcao.kernel.units import boundaries, queries, services
from vungcao.kernel.units.models import Boundary, Kind

pytestmark = pytest.mark.django_db

ORIGIN = services.Origin("Bản đồ mẫu", "Tự vẽ cho kiểm thử")


@pytest.fixture
def world() -> World:
    return World()


def square(x: float, y: float = 21.0, *, side: float = 0.1, jag: float = 0.0) -> BaseGeometry:
    """A square with a jagged right side of 21 points, shared exactly by its neighbour."""
    right = [(x + side + jag * (step % 2), y + side * step / 20) for step in range(21)]
    left = [(x + jag * (step % 2), y + side * step / 20) for step in range(21)]
    return shapely.Polygon([*right, *reversed(left)])


def collection(*features: tuple[dict[str, str], BaseGeometry]) -> bytes:
    read: dict[str, Any] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}
            for properties, geometry in features
        ],
    }
    return json.dumps(read).encode()


def bring(content: bytes, tolerance: float = 0.0, day: date = TODAY) -> boundaries.Coverage:
    return services.import_boundaries(
        content=content,
        kind=Kind.COMMUNE,
        day=day,
        tolerance=tolerance,
        origin=ORIGIN,
        by=UserFactory.create(),
    )


def test_units_are_found_by_code_or_name_and_shapes_keep_their_source(world: World) -> None:
    read = bring(
        collection(({"code": "99001"}, square(106.0)), ({"name": "xã MẪU B"}, square(106.1)))
    )

    stored = Boundary.objects.in_force(TODAY)
    assert {row.unit for row in stored} == {world.a, world.b}
    assert {(row.source, row.rights) for row in stored} == {("Bản đồ mẫu", "Tự vẽ cho kiểm thử")}
    assert {unit.name for unit in read.missing} == {"Xã Mẫu C", "Xã Mẫu D"}


@pytest.mark.usefixtures("world")
def test_neighbours_stay_neighbours_when_detail_goes() -> None:
    read = bring(
        collection(
            ({"code": "99001"}, square(106.0, jag=0.0004)),
            ({"code": "99002"}, square(106.1, jag=0.0004)),
        ),
        tolerance=0.002,
    )

    left, right = (shape(row.geometry) for row in Boundary.objects.order_by("pk"))
    assert shapely.coverage_is_valid([left, right])
    assert read.points[1] < read.points[0] / 3
    assert 0.99 < read.area_kept < 1.0


@pytest.mark.usefixtures("world")
def test_all_problems_come_at_once_and_nothing_is_stored() -> None:
    bow = shapely.Polygon([(106, 21), (106.1, 21.1), (106.1, 21), (106, 21.1)])
    content = collection(
        ({"code": "00000"}, square(106.0)),
        ({}, square(106.1)),
        ({"code": "99001"}, bow),
        ({"code": "99002"}, shapely.Point(106, 21)),
        ({"code": "99003"}, square(590_000.0, 2_300_000.0, side=5000.0)),
    )

    with pytest.raises(RuleBroken) as refusal:
        bring(content)

    said = str(refusal.value).splitlines()
    assert [line.split(":")[0] for line in said] == [f"Hình {number}" for number in range(1, 6)]
    assert "tự cắt" in said[2]
    assert not Boundary.objects.exists()


@pytest.mark.usefixtures("world")
def test_overlapping_neighbours_are_refused_by_name() -> None:
    content = collection(({"code": "99001"}, square(106.0)), ({"code": "99002"}, square(106.05)))

    with pytest.raises(RuleBroken, match="Xã Mẫu A: ranh giới chồng lên hoặc hở"):
        bring(content)


def test_a_newer_shape_closes_the_older_one(world: World) -> None:
    bring(collection(({"code": "99001"}, square(106.0))), day=date(2025, 7, 1))
    bring(collection(({"code": "99001"}, square(106.2))))

    assert Boundary.objects.count() == 2
    assert Boundary.objects.in_force(date(2025, 7, 1)).get().valid_until == TODAY
    assert Boundary.objects.in_force(TODAY).get().unit == world.a


@pytest.mark.usefixtures("world")
def test_a_file_may_be_brought_again_but_not_before_a_later_one() -> None:
    bring(collection(({"code": "99001"}, square(106.0))))
    bring(collection(({"code": "99001"}, square(106.2))))
    assert Boundary.objects.count() == 1

    with pytest.raises(RuleBroken, match="một ngày sau"):
        bring(collection(({"code": "99001"}, square(106.0))), day=date(2025, 7, 1))


def test_a_map_of_units_with_boundaries_is_not_schematic(world: World) -> None:
    for unit, x in ((world.a, 106.05), (world.b, 106.15)):
        unit.latitude, unit.longitude = 21.05, x
        unit.save()
    assert queries.map_of(TODAY, kind=Kind.COMMUNE).is_schematic

    bring(collection(({"code": "99001"}, square(106.0)), ({"code": "99002"}, square(106.1))))

    drawn = queries.map_of(TODAY, kind=Kind.COMMUNE)
    assert not drawn.is_schematic
    assert [one.unit for one in drawn.shapes] == [world.a.pk, world.b.pk]


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    "content", [b"\xff\xfe", b"{", b"[]", b'{"type": "Feature"}', b'{"features": [1]}']
)
def test_what_is_no_collection_is_refused(content: bytes) -> None:
    with pytest.raises(RuleBroken, match="GeoJSON"):
        bring(content)


@pytest.mark.usefixtures("world")
def test_shapes_without_a_source_or_rights_are_refused() -> None:
    with pytest.raises(RuleBroken, match="nguồn"):
        services.import_boundaries(
            content=collection(({"code": "99001"}, square(106.0))),
            kind=Kind.COMMUNE,
            day=TODAY,
            tolerance=0.0,
            origin=services.Origin("Bản đồ mẫu", " "),
            by=UserFactory.create(),
        )
