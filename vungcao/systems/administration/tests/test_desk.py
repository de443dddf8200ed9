"""The desk draws the counts of one's own place: by role, and never of a place beyond reach."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import TallyFactory
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units.models import Unit
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EARLIER, LATER = date(2024, 12, 31), date(2025, 12, 31)


@pytest.fixture
def world() -> World:
    """Four communes that were counted twice."""
    world = World()
    with scoped(("/1/",)):
        for day, more in ((EARLIER, 0), (LATER, 5)):
            communes = (world.a, world.b, world.c, world.d)
            for unit, value in zip(communes, (90, 30, 7, 3), strict=True):
                TallyFactory.create(unit=unit, day=day, value=value + more)
    return world


@pytest.fixture
def desk(client: Client) -> Callable[[Role, Unit], str]:
    def page(role: Role, unit: Unit) -> str:
        client.force_login(officer(role, unit))
        return client.get(reverse("home")).content.decode()

    return page


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.DEPARTMENT_LEADER, Role.PROVINCE_LEADER])
def test_who_leads_a_province_sees_its_course_and_the_rank_of_its_communes(
    desk: Callable[[Role, Unit], str], world: World, role: Role
) -> None:
    text = desk(role, world.province)

    assert "tăng từ 130 (31/12/2024) lên 150 (31/12/2025)" in text
    assert "tăng 20 so với ngày 31/12/2024" in text
    assert "Xã Mẫu A có số dân lớn nhất: 95" in text
    assert 'class="vl spark"' in text
    whole = f"{reverse('administration:unit-figures', args=[world.province.pk])}?measure=population"
    assert f'href="{whole}"' in text
    assert f'href="{whole}&amp;chart=trend&amp;format=png"' in text


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER])
def test_a_commune_sees_its_own_course_and_nobody_elses(
    desk: Callable[[Role, Unit], str], world: World, role: Role
) -> None:
    text = desk(role, world.b)

    assert "Số đếm của Xã Mẫu B" in text
    assert "tăng từ 30 (31/12/2024) lên 35 (31/12/2025)" in text
    assert "Mẫu A" not in text
    assert 'id="ranking-title"' not in text


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.EDITOR])
def test_a_role_that_does_not_work_with_counts_sees_none(
    desk: Callable[[Role, Unit], str], world: World, role: Role
) -> None:
    assert 'class="vl' not in desk(role, world.province)


def test_where_nothing_was_counted_there_is_no_empty_frame(
    desk: Callable[[Role, Unit], str],
) -> None:
    world = World()

    assert 'class="vl' not in desk(Role.SPECIALIST, world.province)


def test_the_file_of_a_desks_chart_comes_from_its_screen(client: Client, world: World) -> None:
    client.force_login(officer(Role.COMMUNE_OFFICER, world.b))
    address = reverse("administration:unit-figures", args=[world.b.pk])

    answer = client.get(address, {"measure": "population", "chart": "trend", "format": "png"})

    assert answer.content.startswith(b"\x89PNG")


def test_asks_the_database_for_as_much_however_long_the_course(
    client: Client, world: World
) -> None:
    client.force_login(officer(Role.SPECIALIST, world.province))
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as two:
        client.get(reverse("home"))
    with scoped(("/1/",)):
        for year in range(2015, 2024):
            for unit in (world.a, world.b, world.c, world.d):
                TallyFactory.create(unit=unit, day=date(year, 12, 31), value=year)

    with CaptureQueriesContext(connection) as many:
        client.get(reverse("home"))

    assert len(many) == len(two) < 65  # each offer of a system costs one
