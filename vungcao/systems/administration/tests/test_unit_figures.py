"""The counts of a unit as charts: through a reform, on the map, by rank, as files."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import GrantFactory, TallyFactory
from vungcao.kernel.tests.units.world import World
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Unit
from vungcao.systems.administration.queries import figures
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EARLIER, LATER = date(2024, 12, 31), date(2025, 12, 31)


@pytest.fixture
def world() -> World:
    """Four communes with centres: they have a map."""
    world = World()
    for nth, unit in enumerate((world.a, world.b, world.c, world.d)):
        centre = {"latitude": Decimal(21 + nth % 2), "longitude": Decimal(105 + nth)}
        Unit.objects.filter(pk=unit.pk).update(**centre)
    return world


@pytest.fixture
def reader(client: Client, world: World) -> Client:
    client.force_login(officer(Role.AUDITOR))
    return client


def counted(world: World, day: date, *values: int) -> None:
    """The population of communes A, B, C, D, as many as are given."""
    with scoped(("/1/",)):
        for unit, value in zip((world.a, world.b, world.c, world.d), values, strict=False):
            TallyFactory.create(unit=unit, day=day, value=value)


def merge(world: World, today: date) -> None:
    units.apply(reform=world.merger(world.a, world.b), today=today, by=world.by)


def address(unit: Unit) -> str:
    return reverse("administration:unit-figures", args=[unit.pk])


def page(client: Client, unit: Unit, **asked: str) -> str:
    return client.get(address(unit), asked).content.decode()


def test_a_line_runs_through_a_reform_by_the_units_of_today(
    reader: Client, world: World, today: date
) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    counted(world, LATER, 110, 30, 7, 3)
    counted_after = date(2026, 6, 30)
    merge(world, today)
    with scoped(("/1/",)):
        made = Unit.objects.order_by("-pk").first()
        for unit, value in ((made, 150), (world.c, 7), (world.d, 3)):
            TallyFactory.create(unit=unit, day=counted_after, value=value)

    text = page(reader, world.province)

    assert "tăng từ 140 (31/12/2024) lên 160" in text
    assert "1/1/2026 Sắp xếp mẫu" in text
    assert '<th scope="row">31/12/2025</th>' in text
    assert "quy đổi qua “Sắp xếp mẫu”" in text


def test_as_recorded_each_day_has_the_units_of_that_day(
    reader: Client, world: World, today: date
) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    merge(world, today)
    after = date(2026, 6, 30)
    with scoped(("/1/",)):
        made = Unit.objects.order_by("-pk").first()
        for unit, value in ((made, 150), (world.c, 7), (world.d, 3)):
            TallyFactory.create(unit=unit, day=after, value=value)

    newest = page(reader, world.province, basis="recorded")
    then = page(reader, world.province, basis="recorded", day=EARLIER.isoformat())

    assert "như đã ghi, của 4 đơn vị ngày 31/12/2024, 3 đơn vị ngày 30/6/2026" in newest
    assert "1/1/2026 Sắp xếp mẫu" in newest
    assert "Xã Mẫu Mới có số dân lớn nhất: 150" in newest
    assert "Xã Mẫu A có số dân lớn nhất: 100" in then
    assert 'aria-current="true">31/12/2024' in then
    assert "quy đổi qua" not in newest + then


def test_a_unit_that_a_reform_has_made_was_not_written_down_before(
    reader: Client, world: World, today: date
) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    counted(world, LATER, 110, 30, 7, 3)
    merge(world, today)
    made = Unit.objects.order_by("-pk")[0]

    by_today, recorded = page(reader, made), page(reader, made, basis="recorded")

    assert "tăng từ 130 (31/12/2024) lên 140 (31/12/2025)" in by_today
    assert "Chưa có gì để vẽ" in recorded


def test_a_day_that_is_no_day_shows_the_newest(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)

    text = page(reader, world.province, basis="recorded", day="hôm qua")

    assert "Xã Mẫu A có số dân lớn nhất: 100" in text


def test_a_commune_shows_its_rank_to_who_reaches_the_others(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)

    text = page(reader, world.b)

    assert "Xã Mẫu B đứng thứ 2 trên 2 về số dân: 30" in text
    assert "Số dân ngày 31/12/2024, người, Huyện Đông Mẫu" in text
    assert f'href="{address(world.east)}?measure=population"' in text


def test_a_commune_shows_no_rank_to_its_own_officer(client: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    counted(world, LATER, 101, 30, 7, 3)
    client.force_login(officer(Role.COMMUNE_OFFICER, world.b))

    text = page(client, world.b)

    assert 'id="trend-title"' in text
    assert "đứng thứ" not in text
    assert "Xã Mẫu A" not in text


def test_the_readers_own_unit_is_told_apart(client: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    reader = officer(Role.AUDITOR)
    GrantFactory.create(user=reader, unit=world.c, role=Role.COMMUNE_OFFICER)
    client.force_login(reader)

    text = page(client, world.province)

    assert "Xã Mẫu C đứng thứ 3 trên 4 về số dân: 7" in text
    assert text.count('class="cell q4 on"') + text.count('class="cell q2 on"') == 1


def test_the_map_leads_into_each_unit_and_back(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)

    inside = f"{address(world.c)}?measure=population"
    assert f'<a href="{inside}"' in page(reader, world.province)

    text = page(reader, world.c)
    assert f'href="{address(world.west)}?measure=population"' in text
    assert "Về" in text


def test_a_day_on_which_a_unit_is_missing_is_a_gap(world: World, today: date) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    counted(world, LATER, 110, 30)

    with scoped(("/1/",)):
        below = figures.below(world.province, today)["population"]

    assert below.totals() == (140, None)


def test_a_place_without_a_report_is_hatched_and_one_with_nothing_is_zero(
    reader: Client, world: World
) -> None:
    counted(world, EARLIER, 100, 0, 7)

    text = page(reader, world.province)

    assert 'aria-label="Xã Mẫu B: 0"' in text
    assert 'aria-label="Xã Mẫu D: chưa báo cáo"' in text
    assert "chưa báo cáo (1)" in text
    assert "Xã Mẫu A có số dân lớn nhất: 100" in text


def test_one_day_makes_no_line(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)

    text = page(reader, world.province)

    assert "Mới có số đếm của một ngày" in text
    assert 'id="trend-title"' not in text
    assert 'id="map-title"' in text


def test_says_what_is_missing_where_nothing_was_counted(reader: Client, world: World) -> None:
    text = page(reader, world.province)

    assert "Chưa có gì để vẽ" in text


def test_a_source_that_nobody_has_read_is_marked(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30)
    Citation.objects.update(state=State.UNVERIFIED)

    assert "(chưa xác minh)" in page(reader, world.province)


def test_the_page_of_a_unit_leads_to_its_charts(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30)

    text = reader.get(reverse("administration:unit", args=[world.province.pk])).content.decode()

    assert address(world.province) in text


@pytest.mark.parametrize("chart", ["map", "ranking"])
def test_each_chart_is_a_file_on_the_address_of_its_screen(
    reader: Client, world: World, chart: str
) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    asked = {"chart": chart, "measure": "population"}

    png = reader.get(address(world.province), {**asked, "format": "png"})
    svg = reader.get(address(world.province), {**asked, "format": "svg"})

    assert png.content.startswith(b"\x89PNG")
    assert png.headers["Content-Type"] == "image/png"
    assert svg.content.startswith(b"<svg")
    assert "attachment" in svg.headers["Content-Disposition"]
    actions = Entry.objects.filter(action="charts.exported").order_by("pk")
    assert [entry.subject for entry in actions] == [f"chart:unit-figures.{chart}"] * 2


def test_a_table_leaves_with_its_source_in_every_row(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30, 7, 0)

    answer = reader.get(address(world.province), {"chart": "ranking", "format": "csv"})

    rows = b"".join(answer).decode("utf-8-sig").splitlines()
    assert rows[1].startswith("Xã Mẫu A,100,")
    assert rows[4].startswith("Xã Mẫu D,0,")
    assert all("Nguồn:" in row for row in rows[1:])


def test_an_unknown_chart_is_not_found(reader: Client, world: World) -> None:
    counted(world, EARLIER, 100, 30)

    assert reader.get(address(world.province), {"chart": "x", "format": "png"}).status_code == 404


@pytest.mark.parametrize("asked", [{}, {"chart": "ranking", "format": "csv"}])
def test_who_reaches_a_part_gets_neither_the_screen_nor_a_file(
    client: Client, world: World, asked: dict[str, str]
) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    client.force_login(officer(Role.COMMUNE_OFFICER, world.a))

    assert client.get(address(world.province), asked).status_code == 404
    assert client.get(address(world.b), asked).status_code == 404
    assert client.get(address(world.a)).status_code == 200


def test_asks_as_much_for_many_years_as_for_two(reader: Client, world: World, today: date) -> None:
    counted(world, EARLIER, 100, 30, 7, 3)
    counted(world, LATER, 110, 30, 7, 3)
    page(reader, world.province)
    with CaptureQueriesContext(connection) as two:
        page(reader, world.province)
    for year in range(2015, 2024):
        counted(world, date(year, 12, 31), year, 30, 7, 3)

    with CaptureQueriesContext(connection) as many:
        text = page(reader, world.province)

    assert "2.063" in text
    assert len(many) == len(two) <= 41
