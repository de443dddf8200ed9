"""Tables of figures on screens: ten years of one commune, what lacks, what is behind a number."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.units.models import Kind, Name, Placement, Unit
from vungcao.kernel.units.queries import predecessors
from vungcao.systems.statistics.models import (
    Campaign,
    FormCell,
    FormVersion,
    Indicator,
    IndicatorVersion,
    Obligation,
    Observation,
    Submission,
)
from vungcao.systems.statistics.queries.tables_ground import last_day
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.services.entering import apply
from vungcao.systems.statistics.services.publishing import Title
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    commune,
    everywhere,
    neighbour,
    officer,
    op,
    province,
)
from vungcao.systems.statistics.tests.layouts import small
from vungcao.systems.statistics.views import tables

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

TABLES = reverse("statistics:tables")
YEARS = range(2016, 2026)
ASKED = {"indicator": "0191", "indicator_2": "0103", "since": "2016", "until": "2025"}
TODAY = "23/11/2026"


@pytest.fixture(scope="module", autouse=True)
def land(once: Arrange) -> None:
    once(arrange)


def arrange() -> None:
    """Ten years of Vân Sơn and of the two communes that it was made of; one is not accepted."""
    with everywhere() as by:
        here, version = commune(), published(by)
        were = [one.unit.id for one in predecessors(here, last_day(2024001))]
        old = list(Unit.objects.filter(pk__in=were).order_by("pk"))
        for year in YEARS:
            period = year * 1000 + 1
            asked = campaign_of(version, period, by)
            for nth, unit in enumerate(old if year < 2025 else [here], start=1):
                answer(asked, unit, version, number=100 * nth + year - 2000)
        for role, name, place in (
            (Role.DEPARTMENT_LEADER, "lanh-dao", province()),
            (Role.COMMUNE_OFFICER, "ben-canh", neighbour()),
            (Role.DESK_OFFICER, "mot-cua", here),
            (Role.PROVINCE_LEADER, "ubnd", province()),
        ):
            officer(name, role, place)


def campaign_of(version: FormVersion, period: int, by: Any) -> Campaign:
    return Campaign.objects.create(
        version=version,
        unit=province(),
        period=period,
        due_on=last_day(period),
        late_on=last_day(period),
        opened_at=NOW,
        opened_by=by,
    )


def published(by: Any) -> FormVersion:
    """All people by sex, and those of two ethnic groups."""
    said = small()
    people = [
        {"code": code, "head": [head], "indicator": "0191", "items": {"sex": sex}}
        for code, head, sex in (("male", "Nam", "1"), ("female", "Nữ", "2"))
    ]
    rows = [{"code": "here", "label": "Địa bàn"}]
    section = {"code": "all", "title": "Mọi người", "columns": people, "rows": rows}
    said["sections"].append(section)
    title = Title(name="Biểu mẫu", reporter="commune", valid_from=last_day(2000001))
    made = publishing.draft(code="thu02", title=title, layout=definition.read(said), by=by)
    return publishing.publish(version=made, now=NOW, by=by)


def answer(asked: Campaign, unit: Unit, version: FormVersion, number: int) -> None:
    """An accepted answer: so many men and women, half as many of each group and sex."""
    owed = Obligation.objects.create(campaign=asked, unit=unit, scope=unit.scope)
    made = Submission.objects.create(obligation=owed, unit=unit, scope=unit.scope)
    if asked.period == 2024001 and number > 200:  # the second one is still being filled in
        first = op("1", "here.male", str(number))
        apply(submission=made, ops=[first], by=system_account("so-lieu"), now=NOW)
        return
    Observation.objects.bulk_create(
        Observation(
            cell_id=cell,
            period=asked.period,
            unit=unit,
            scope=unit.scope,
            value=number if code.startswith("here.") else number // 4,
            state=0,
            stage=3,
            revision=nth,
            submission=made,
        )
        for nth, (code, cell) in enumerate(
            FormCell.objects.filter(version=version).values_list("code", "cell"), start=1
        )
    )


def shown(client: Client, name: str = "lanh-dao", **words: str) -> Any:
    with scoped(("/1/",)):
        client.force_login(User.objects.get(username=name))
    return client.get(TABLES, {**ASKED, **words})


def cells(answer: Any) -> dict[str, list[str]]:
    table = answer.context["table"]
    return {line.label: [cell.text for cell in line.cells] for line in [table.total, *table.lines]}


def test_ten_years_of_one_commune_as_recorded_and_by_the_map_of_today(client: Client) -> None:
    recorded = cells(shown(client))
    restated = cells(shown(client, map_day=TODAY))

    assert restated["Xã Vân Sơn"] == restated["Tất cả"] == recorded["Tất cả"]
    assert recorded["Xã Hữu Sản"][-1] == ""
    one, two = 100 + 16, 200 + 16
    assert recorded["Tất cả"][0] == str(2 * (one + two))
    assert recorded["Tất cả"][10] == write(100 * 4 * (one // 4 + two // 4), 2 * (one + two))


def write(upper: int, lower: int) -> str:
    return f"{upper / lower:.2f}".rstrip("0").rstrip(".").replace(".", ",")


def test_what_is_not_accepted_is_missing_and_named_unless_it_is_asked_for(client: Client) -> None:
    usual = shown(client, since="2024", until="2024")
    all_of_it = shown(client, since="2024", until="2024", open="on")

    assert usual.context["table"].total.cells[0].note == "1/2"
    assert "Chưa có số: Xã" in " ".join(usual.content.decode().split())
    assert all_of_it.context["table"].total.cells[0].note == "* °"
    assert cells(all_of_it)["Tất cả"][0] != cells(usual)["Tất cả"][0]


def test_a_number_leads_to_its_units_a_figure_and_its_changes(client: Client) -> None:
    table = shown(client, since="2024", until="2024", open="on").context["table"]

    behind = client.get(table.total.cells[0].address)
    half = next(line for line in behind.context["lines"] if "chưa tiếp nhận" in line.note)
    figures = client.get(reverse("statistics:tables-behind") + half.address)
    figure = client.get(figures.context["figures"][0].address)

    assert len(behind.context["lines"]) == 2
    assert [one["after"] for one in figure.context["log"]] == ["224"]
    assert "so-lieu" in figure.content.decode()
    assert ("Ô của biểu", "Địa bàn, Nam") in figure.context["facts"]


def test_the_course_of_the_whole_stands_with_the_reform_and_leaves_as_a_file(
    client: Client,
) -> None:
    page = shown(client)
    file = shown(client, format="csv")

    drawn = page.context["charts"]["statistics_trend"].chart
    longer = shown(client, since="2015").context["charts"]["statistics_trend"].chart
    assert longer.days == drawn.days  # nobody was asked before
    assert f"{drawn.reforms[-1].day}" == "2025-07-01"
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert lines[1].startswith("Tất cả,664,2/2")
    assert "Chưa có số, Năm 2024" in lines[-1]
    assert Entry.objects.filter(
        action="tables.exported", subject="table:statistics.tables"
    ).exists()


def test_a_table_that_is_too_wide_says_how_many_periods_would_fit(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MOST_COLUMNS", 7)
    wide = shown(client, by="sex", since="2021", until="2025")
    monkeypatch.setattr(tables, "MOST_COLUMNS", 1)
    never = shown(client, by="sex", since="2021", until="2025")

    assert wide.status_code == 422
    assert wide.context["filters"].non_field_errors() == [
        "Bảng có 15 cột số, nhiều nhất 7. Với phân tổ này chọn nhiều nhất 2 kỳ."
    ]
    assert "Bớt phân tổ hoặc bớt chỉ tiêu." in never.context["filters"].non_field_errors()[0]


def test_more_years_and_parts_ask_no_more_of_the_database(client: Client) -> None:
    shown(client, format="csv")

    def asked(**words: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            b"".join(shown(client, format="csv", map_day=TODAY, **words).streaming_content)
        return len(queries)

    assert asked(since="2024") == asked(by="sex") <= 50


def test_figures_of_others_are_neither_shown_nor_found(client: Client) -> None:
    table = shown(client, "ben-canh").context["table"]
    with scoped(("/1/",)):
        reported = Observation.objects.filter(submission__source="")
        found = reported.order_by("period", "unit", "cell").first()
        assert found is not None
        address = reverse("statistics:figure", args=[found.cell_id, found.period, found.unit_id])

    assert table.lines == []
    assert client.get(address).status_code == 404
    assert shown(client, "mot-cua").status_code == 403


def test_a_table_that_nobody_could_read_is_refused(client: Client) -> None:
    answer = shown(client, kind="3")

    assert "Bảng có nhiều nhất 24 kỳ" in answer.content.decode()
    assert "table" not in answer.context


def test_quarters_make_a_year_and_who_lacks_the_last_is_named(client: Client) -> None:
    with everywhere() as by:
        version, year = FormVersion.objects.get(form__code="thu02"), 2023
        units = [one.unit.id for one in predecessors(commune(), last_day(2024001))]
        for place in (1, 2, 3, 4):
            asked = campaign_of(version, year * 1000 + 200 + place, by)
            for nth, unit in enumerate(Unit.objects.filter(pk__in=units).order_by("pk"), start=1):
                if (nth, place) != (2, 4):
                    answer(asked, unit, version, number=10 * nth + place)

    words = {"since": "2023", "until": "2023", "indicator_2": ""}
    page = shown(client, adds="2", **words)
    table = page.context["table"]
    behind = client.get(table.total.cells[0].address)

    said = {(line.cells[0].text, line.cells[0].note) for line in table.lines}
    assert said == {("28", ""), ("chưa đủ kỳ", "thiếu kỳ cuối")}
    assert (table.total.cells[0].text, table.total.cells[0].note) == ("28", "1/2")
    assert len(table.lacking) == 1
    assert [line.label for line in behind.context["lines"]][::3] == [
        "Quý I năm 2023",
        "Quý IV năm 2023",
    ]
    quarter = client.get(reverse("statistics:tables-behind") + behind.context["lines"][0].address)
    assert len(quarter.context["lines"]) == 2
    assert "Chọn kỳ ngắn hơn" in shown(client, adds="2", kind="3", **words).content.decode()


def test_a_formula_is_worked_out_on_every_line(client: Client) -> None:
    with everywhere():
        code = Indicator.objects.create(code="thuct", group="Thử")
        IndicatorVersion.objects.create(
            indicator=code,
            name="Nam trên trăm người",
            unit_of_measure="%",
            value_type="share",
            kind="formula",
            over_units="none",
            over_time="none",
            formula="100 * #{0191|sex=1} / #{0191}",
            valid_from=last_day(2000001),
        )

    table = shown(client, indicator="thuct", indicator_2="", since="2016", until="2016")

    assert len(cells(table)) == 3
    assert "" not in cells(table)
    assert set(map(tuple, cells(table).values())) == {("50",)}


def test_lines_by_target_area_are_offered_where_there_are_areas_and_add_up(client: Client) -> None:
    page = shown(client, since="2025", until="2025")
    before, whole = page.content.decode(), cells(page)["Tất cả"]
    with everywhere():
        here = commune()
        area = Unit.objects.create(
            kind=Kind.AREA, scope="/1/900001/", basis=here.basis, valid_from=here.valid_from
        )
        Name.objects.create(
            unit=area, text="Vùng thử", folded="vung thu", basis=here.basis, valid_from="2020-01-01"
        )
        Placement.objects.create(
            unit=here,
            hierarchy="target_area",
            parent=area,
            basis=here.basis,
            valid_from=here.valid_from,
        )

    now = shown(client, since="2025", until="2025", level="area", map_day=TODAY)
    then = shown(client, since="2024", until="2024", level="area")

    assert "Vùng chính sách" not in before
    assert "Vùng chính sách" in now.content.decode()
    assert cells(now)["Vùng thử"] == cells(now)["Tất cả"] == whole
    assert cells(then)["Ngoài các vùng"] == cells(then)["Tất cả"]


def test_readers_from_outside_see_no_small_number_and_none_that_tells_it(client: Client) -> None:
    with everywhere():
        men = FormCell.objects.get(version__form__code="thu02", code="here.male").cell_id
        rows = Observation.objects.filter(cell=men, period=2016001).order_by("unit")
        Observation.objects.filter(cell=men, period=2016001, unit=rows[0].unit_id).update(value=3)
    words = {"since": "2016", "until": "2016", "by": "sex", "indicator_2": "0103"}

    inside, outside = shown(client, **words), shown(client, "ubnd", **words)
    file = shown(client, "ubnd", format="csv", **words)

    assert "3" in {cell.text for line in inside.context["table"].lines for cell in line.cells}
    table = outside.context["table"]
    assert [[cell.text for cell in line.cells[:2]] for line in table.lines] == [["ẩn"] * 2] * 2
    assert [cell.text for cell in table.total.cells[:2]] == ["219", "332"]
    assert all(not cell.address for line in [table.total, *table.lines] for cell in line.cells)
    assert (
        not {"unit", "map_day", "adds", "by_2", "open"} & outside.context["filters"].fields.keys()
    )
    assert "nhỏ hơn 5 được ẩn" in " ".join(outside.content.decode().split())
    lines = b"".join(file.streaming_content).decode().splitlines()
    assert lines[2].split(",")[1] == lines[3].split(",")[1] == "ẩn"
    assert client.get(inside.context["table"].total.cells[0].address).status_code == 403


def test_the_former_district_adds_what_lies_in_it(client: Client) -> None:
    by_district = cells(shown(client, level=Kind.DISTRICT, map_day=TODAY))

    assert by_district["Huyện Sơn Động"] == by_district["Tất cả"]
