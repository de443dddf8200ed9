"""Looking a unit up: by any of its names, within reach, with and without a script."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.tests.factories import GrantFactory, UnitFactory, UserFactory
from vungcao.web.forms import Form
from vungcao.web.pickers import UnitField, Units
from vungcao.web.tests.picking import World, asked, labels, token

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY, MONDAY = "2026-11-23", date(2026, 11, 23)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def officer(client: Client, world: World) -> Client:
    client.force_login(GrantFactory.create(unit=world.province, role=Role.SPECIALIST).user)
    return client


class Paper(Form):
    """Two fields, of which one is looked up."""

    unit = UnitField(label="Đơn vị")
    number = forms.CharField(label="Số")


def paper(world: World, said: str, within: tuple[str, ...] | None = None) -> Paper:
    form = Paper(QueryDict(said))
    field = form.fields["unit"]
    assert isinstance(field, UnitField)
    field.look_in(Units(MONDAY, within))
    return form


def units(world: World, *within: str) -> str:
    return token("units", day=DAY, within=list(within) or None)


def test_an_old_name_is_found_without_tones_and_leads_to_todays_unit(
    officer: Client, world: World
) -> None:
    found = asked(officer, "phong mau", units(world, world.province.scope))

    (option,) = found["options"]
    assert (option["label"], option["value"]) == ("Xã Sa Mẫu", str(world.commune.pk))
    assert "Xã Phong Mẫu cũ, đến hết 30/06/2025, nay thuộc Xã Sa Mẫu" in option["detail"]


def test_only_units_within_the_readers_reach_are_offered(officer: Client, world: World) -> None:
    near = asked(officer, "sa", units(world, world.province.scope))
    beyond = asked(officer, "sa", units(world, world.away.scope))

    assert labels(near) == ["Xã Sa Mẫu"]
    assert labels(beyond) == []


def test_a_unit_above_after_a_comma_narrows_the_search(officer: Client, world: World) -> None:
    UnitFactory.create(parent=world.away, called="Sa Mẫu")

    assert len(labels(asked(officer, "sa mau", units(world)))) == 2
    assert labels(asked(officer, "sa mau, tinh bien", units(world))) == ["Xã Sa Mẫu"]


@pytest.mark.parametrize("typed", ["sa mau", "Xã Sa Mẫu", "xa sa mau", "SA MẪU", "90001"])
def test_a_name_is_found_however_it_is_typed(officer: Client, world: World, typed: str) -> None:
    assert labels(asked(officer, typed, units(world))) == ["Xã Sa Mẫu"]


def test_more_than_ten_say_that_there_are_more(officer: Client, world: World) -> None:
    for number in range(12):
        UnitFactory.create(parent=world.province, called=f"Đông {number}")

    found = asked(officer, "dong", units(world, world.province.scope))

    assert len(found["options"]) == 10
    assert found["said"].startswith("Còn nữa.")


def test_what_nobody_signed_finds_nothing_and_says_how_to_go_on(
    officer: Client, world: World
) -> None:
    found = asked(officer, "sa", "units:x")

    assert found == {"said": "Tải lại trang rồi tìm tiếp.", "options": []}


def test_a_citizen_looks_nothing_up(client: Client, world: World) -> None:
    client.force_login(UserFactory.create())

    assert client.post(reverse("pick"), {"token": units(world), "q": "sa"}).status_code == 403


def test_the_tree_opens_a_level_at_a_time(officer: Client, world: World) -> None:
    said: dict[str, Any] = {
        "token": units(world, world.province.scope),
        "tree": "1",
        "name": "unit",
    }

    first = officer.post(reverse("pick"), said).content.decode()
    then = officer.post(reverse("pick"), {**said, "open": world.commune.pk}).content.decode()

    assert "Toàn bộ Tỉnh Núi" in first
    assert "Bản Đào" not in first
    assert "Bản Đào" in then
    assert "Tỉnh Biển" not in then


def test_the_tree_costs_the_same_for_one_and_for_many(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    source = Units(MONDAY, (world.province.scope,))
    for many in (0, 12):
        for number in range(many):
            UnitFactory.create(parent=world.province, called=f"Đông {number}")

        with django_assert_num_queries(15):
            source.forest([world.commune.pk])


def test_a_search_costs_the_same_for_one_and_for_many(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    source = Units(MONDAY, (world.province.scope,))
    for many in (0, 9):
        for number in range(many):
            UnitFactory.create(parent=world.province, called=f"Sa {number}")

        with django_assert_num_queries(17):
            source.search("sa")


def test_the_button_brings_choices_and_loses_nothing_that_was_typed(world: World) -> None:
    form = paper(world, "unit=phong+mau&number=7&find=unit")

    page = str(form)

    assert not form.is_valid()
    assert form.errors == {}
    assert 'value="7"' in page
    assert f'value="{world.commune.pk}"' in page
    assert "nay thuộc Xã Sa Mẫu" in page


def test_the_button_without_words_brings_the_tree(world: World) -> None:
    page = str(paper(world, "unit=&number=7&find=unit", (world.province.scope,)))

    assert 'class="tree"' in page
    assert f'value="unit/{world.commune.pk}"' in page


def test_a_branch_that_was_opened_stays_open(world: World) -> None:
    said = f"unit=&find=unit/&unit-open={world.commune.pk}"

    assert "Bản Đào" in str(paper(world, said, (world.province.scope,)))


def test_what_was_chosen_is_taken_and_shown_by_its_name(world: World) -> None:
    said = f"unit=phong+mau&unit-for=phong+mau&unit-which={world.commune.pk}&number=7"
    form = paper(world, said)

    assert form.is_valid()
    assert form.cleaned_data["unit"] == world.commune
    assert 'value="Xã Sa Mẫu"' in str(form)


def test_a_choice_made_for_other_words_does_not_count(world: World) -> None:
    said = f"unit=Tỉnh+Biển&unit-for=phong+mau&unit-which={world.commune.pk}&number=7"
    form = paper(world, said)

    assert form.is_valid()
    assert form.cleaned_data["unit"] == world.away


def test_a_choice_out_of_reach_is_refused(world: World) -> None:
    said = f"unit=sa&unit-for=sa&unit-which={world.far.pk}&number=7"
    form = paper(world, said, (world.province.scope,))

    assert not form.is_valid()
    assert "Không thấy “sa”" in form.errors["unit"][0]


def test_a_name_out_of_reach_is_told_from_one_that_is_none(world: World) -> None:
    within = (world.province.scope,)

    beyond = paper(world, "unit=Xã+Sa+Biển&number=7", within)
    unknown = paper(world, "unit=Xã+Không+Có&number=7", within)

    assert beyond.errors["unit"] == ["“Xã Sa Biển” nằm ngoài phạm vi của chị/anh."]
    assert "trong danh mục ngày 23/11/2026" in unknown.errors["unit"][0]


def test_an_old_name_that_is_sent_as_it_stands_is_asked_about(world: World) -> None:
    form = paper(world, "unit=Xã+Phong+Mẫu&number=7")

    assert "Chọn một bên dưới" in form.errors["unit"][0]
    assert "nay thuộc Xã Sa Mẫu" in str(form)


def test_the_line_is_tied_to_its_label_hint_and_error(world: World) -> None:
    page = str(paper(world, "unit=&number=7"))

    assert '<label for="id_unit">' in page
    assert 'aria-describedby="id_unit_error"' in page
    assert 'id="id_unit_options"' in page


def test_enter_presses_the_button_that_saves(world: World) -> None:
    """A browser presses the first button of a form: it must not be one that only looks up."""
    page = str(paper(world, ""))

    assert page.index('<button type="submit" hidden>') < page.index('name="find"')
