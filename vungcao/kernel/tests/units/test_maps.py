"""A map of units from their centres, marked as a schematic one; or from imported boundaries."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from vungcao.kernel.units import maps, queries
from vungcao.kernel.units.models import Kind

degrees = st.tuples(st.floats(20.9, 21.7), st.floats(105.8, 107.0))


def polygon(shape: maps.Shape) -> Polygon:
    ring = shape.path.split("M")[1].rstrip("Z").split("L")
    return Polygon([tuple(map(float, point.split())) for point in ring])


@settings(max_examples=25)
@given(centres=st.lists(degrees, min_size=1, max_size=30, unique=True))
def test_every_unit_has_its_label_inside_its_own_shape(
    centres: list[tuple[float, float]],
) -> None:
    drawn = maps.draw(maps.Spot(unit, *centre) for unit, centre in enumerate(centres))

    assert [shape.unit for shape in drawn.shapes] == list(range(len(centres)))
    assert drawn.is_schematic
    for shape in drawn.shapes:
        assert polygon(shape).distance(Point(shape.x, shape.y)) < 0.5
        assert -1 <= shape.x <= drawn.width + 1
        assert -1 <= shape.y <= drawn.height + 1


def test_a_schematic_map_says_so() -> None:
    drawn = maps.draw([maps.Spot(1, 21.3, 106.2), maps.Spot(2, 21.4, 106.3)])

    assert drawn.note == "Lược đồ, không dùng để xác định địa giới"


def test_boundaries_are_drawn_as_they_are_and_need_no_note() -> None:
    squares = [box(106 + step, 21, 107 + step, 22) for step in (0, 1)]

    drawn = maps.draw(
        maps.Spot(unit, 21.5, 106.5 + unit, square.__geo_interface__)
        for unit, square in enumerate(squares)
    )

    assert not drawn.is_schematic
    assert drawn.note == ""
    west, east = (polygon(shape) for shape in drawn.shapes)
    assert west.area == pytest.approx(east.area, rel=0.01)
    assert west.bounds[2] == pytest.approx(east.bounds[0], abs=0.2)


def test_north_is_up_and_a_degree_of_longitude_is_the_narrower() -> None:
    square = box(106, 21, 107, 22)

    drawn = maps.draw([maps.Spot(1, 21.5, 106.5, square.__geo_interface__)])

    assert drawn.height - 2 * maps.MARGIN > drawn.width - 2 * maps.MARGIN
    north, south = (maps.Spot(1, 21.6, 106.2), maps.Spot(2, 21.2, 106.2))
    above, below = maps.draw([north, south]).shapes
    assert above.y < below.y


def test_no_unit_gives_an_empty_map() -> None:
    assert maps.draw([]).shapes == ()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_the_99_communes_are_drawn_in_the_time_of_a_page(today: date) -> None:
    started = perf_counter()

    drawn = queries.map_of(today, kind=Kind.COMMUNE)

    assert len(drawn.shapes) == 99
    assert perf_counter() - started < 1.5
