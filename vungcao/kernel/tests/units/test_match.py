"""What a typed name means on a day: exactly one unit, a question, or suggestions."""

from datetime import date

import pytest

from vungcao.kernel.tests.factories import UnitFactory
from vungcao.kernel.tests.units.world import TODAY, World
from vungcao.kernel.units import queries
from vungcao.kernel.units.models import Form, Kind, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def named(world: World, text: str, form: Form = Form.COMMUNE) -> Unit:
    return UnitFactory.create(parent=world.east, called=text, form=form)


def found(text: str, day: date = TODAY) -> int | None:
    match = queries.match(text, day, kind=Kind.COMMUNE)
    return match.found.id if match.found else None


def test_one_unit_is_found_however_it_was_typed(world: World) -> None:
    unit = named(world, "Hoà Thuý")

    assert {found(text) for text in ("Xã Hòa Thúy", "HOÀ THUÝ", "x. hòa  thúy", "hoa thuy")} == {
        unit.pk
    }


def test_two_that_fit_are_asked_about(world: World) -> None:
    one, other = named(world, "Tân Sơn"), named(world, "Tân Sơn", Form.WARD)

    match = queries.match("Tân Sơn", TODAY)

    assert match.found is None
    assert {unit.id for unit in match.choices} == {one.pk, other.pk}
    assert found("Phường Tân Sơn") == other.pk


def test_without_tones_names_that_differ_by_tones_are_asked_about(world: World) -> None:
    named(world, "Tân Mỹ")
    named(world, "Tấn My")

    assert len(queries.match("tan my", TODAY).choices) == 2
    assert found("tân mỹ") is not None


def test_wrong_tones_are_never_guessed(world: World) -> None:
    unit = named(world, "Yên Định")

    match = queries.match("Yên Đỉnh", TODAY)

    assert match.found is None
    assert match.choices == ()
    assert [close.id for close in match.suggestions] == [unit.pk]


def test_another_form_than_the_one_typed_is_asked_about(world: World) -> None:
    unit = named(world, "Chũ Mẫu", Form.WARD)

    match = queries.match("Thị trấn Chũ Mẫu", TODAY)

    assert (match.found, [choice.id for choice in match.choices]) == (None, [unit.pk])


def test_a_name_of_another_day_is_not_found(world: World) -> None:
    unit = named(world, "Sau Này")

    assert found("Sau Này", unit.valid_from) == unit.pk
    assert found("Sau Này", date(2020, 1, 1)) is None


def test_only_below_the_given_unit(world: World) -> None:
    UnitFactory.create(parent=world.west, called="Chung Tên")
    here = named(world, "Chung Tên")

    match = queries.match("Chung Tên", TODAY, under=world.east)

    assert match.found is not None
    assert match.found.id == here.pk
    by_scope = queries.match("Chung Tên", TODAY, under=(world.east.scope,))
    assert by_scope.found == match.found
