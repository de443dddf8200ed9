"""Ten years of communes of today across 2025-07-01 and a later split: equal to the unit.

Five communes became one in 2025; in 2026 that one was divided by weights, and another was merged
into a part of it. What is expected is added up here by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units import services as units
from vungcao.kernel.units.models import Form, Kind, Unit
from vungcao.kernel.units.queries import predecessors
from vungcao.systems.statistics.models import (
    Campaign,
    FormCell,
    FormVersion,
    IndicatorVersion,
    Obligation,
    Observation,
    Submission,
)
from vungcao.systems.statistics.queries.tables import Reach
from vungcao.systems.statistics.queries.tables_ground import Map, last_day
from vungcao.systems.statistics.queries.tables_laid import Asked, Table, table
from vungcao.systems.statistics.rules import definition
from vungcao.systems.statistics.services import publishing
from vungcao.systems.statistics.services.publishing import Title
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import (
    NOW,
    TODAY,
    commune,
    everywhere,
    province,
)
from vungcao.systems.statistics.tests.layouts import small

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]

PERIODS = tuple(year * 1000 + 1 for year in range(2016, 2026))
BEFORE = PERIODS[:-1]
SPLIT = date(2026, 3, 1)
WEIGHTS = (3, 4)
MANY = "07351"  # made of five communes
PEOPLE, MINORITY, SHARE = "0191", "0101", "0103"
Numbers = dict[int, Fraction]


@dataclass(frozen=True)
class Land:
    """The units of three days: before 2025-07-01, after it, and after the split."""

    old: tuple[int, ...]
    one: int
    other: int
    parts: tuple[int, ...]


@pytest.fixture(scope="module")
def land(once: Arrange) -> Land:
    return once(arrange)


def arrange() -> Land:
    with everywhere() as by:
        one, other = commune(MANY), commune()
        old = tuple(sorted(found.unit.id for found in predecessors(one, last_day(2024001))))
        was = tuple(found.unit.id for found in predecessors(other, last_day(2024001)))
        version = published(by)
        for period in PERIODS:
            asked = asked_in(period, version, by)
            answer(asked, (*old, *was) if period in BEFORE else (one.pk, other.pk))
        return Land((*old, *was), one.pk, other.pk, divide(one, other, by))


def published(by: User) -> FormVersion:
    """All people by sex, and those of two ethnic groups by sex."""
    said = small()
    people = [
        {"code": code, "head": [head], "indicator": PEOPLE, "items": {"sex": sex}}
        for code, head, sex in (("male", "Nam", "1"), ("female", "Nữ", "2"))
    ]
    rows = [{"code": "here", "label": "Địa bàn"}]
    section = {"code": "all", "title": "Mọi người", "columns": people, "rows": rows}
    said["sections"].append(section)
    title = Title(name="Biểu mẫu", reporter="commune", valid_from=last_day(2000001))
    made = publishing.draft(code="thu02", title=title, layout=definition.read(said), by=by)
    return publishing.publish(version=made, now=NOW, by=by)


def asked_in(period: int, version: FormVersion, by: User) -> Campaign:
    day = last_day(period)
    return Campaign.objects.create(
        version=version,
        unit=province(),
        period=period,
        due_on=day,
        late_on=day,
        opened_at=NOW,
        opened_by=by,
    )


def answer(asked: Campaign, standing: Sequence[int]) -> None:
    """An accepted answer of each unit; no two cells hold the same number."""
    places = {one.pk: one for one in Unit.objects.filter(pk__in=standing)}
    owed = Obligation.objects.bulk_create(
        Obligation(campaign=asked, unit=places[pk], scope=places[pk].scope) for pk in standing
    )
    made = Submission.objects.bulk_create(
        Submission(obligation=one, unit=one.unit, scope=one.scope) for one in owed
    )
    cells = list(FormCell.objects.filter(version=asked.version_id).values_list("code", "cell"))
    Observation.objects.bulk_create(
        Observation(
            cell_id=cell,
            period=asked.period,
            unit=row.unit,
            scope=row.scope,
            value=(997 * nth if code.startswith("here.") else 199 * nth)
            + 7 * at
            + asked.period // 1000,
            state=0,
            stage=3,
            revision=at,
            submission=row,
        )
        for nth, row in enumerate(made, start=1)
        for at, (code, cell) in enumerate(cells, start=1)
    )


def divide(one: Unit, other: Unit, by: User) -> tuple[int, ...]:
    """The commune in two by weight; the other one is merged into the second of them."""
    head = units.Head("Sắp xếp mẫu", SPLIT, CitationFactory.create())
    reform = units.draft(head=head, by=by)
    made = [
        units.add_establishment(
            reform=reform,
            new=units.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, f"Mẫu {nth}", province()),
            by=by,
        )
        for nth in (1, 2)
    ]
    for target, weight in zip(made, WEIGHTS, strict=True):
        units.add_succession(reform=reform, source=one, target=target, weight=weight, by=by)
    units.add_succession(reform=reform, source=other, target=made[1], by=by)
    units.apply(reform=reform, today=TODAY, by=by)
    for new in made:
        new.refresh_from_db()
    return tuple(new.unit_id or 0 for new in made)


def shown(day: date | None, *by: str) -> Table:
    with everywhere() as keeper:
        keeper.reach = ("/1/",)
        rows = IndicatorVersion.objects.filter(indicator__code__in=(PEOPLE, MINORITY, SHARE))
        measures = tuple(rows.order_by("indicator__code"))
        asked = Asked(measures, by, PERIODS, Map(Kind.COMMUNE, day, None, TODAY))
        return table(asked, Reach(keeper, (province().scope,)))


def numbers(given: Table, indicator: str, period: int) -> Numbers:
    """By unit; 0 is the line of all. Items of one indicator are added."""
    found: Numbers = {}
    for nth, column in enumerate(given.columns):
        for row in (0, *given.rows) if column.indicator == indicator else ():
            value = given.laid.values.get((row, nth, period))
            if value is not None and value.added.figure.known is not None:
                found[row] = found.get(row, Fraction(0)) + value.added.figure.known
    return found


def entered(indicator: str, period: int) -> dict[int, int]:
    """What stands in the table of figures, added by hand."""
    found: dict[int, int] = {}
    with everywhere():
        rows = Observation.objects.filter(cell__indicator__code=indicator, period=period)
        for unit, value in rows.values_list("unit", "value"):
            found[unit] = found.get(unit, 0) + (value or 0)
    return found


def test_as_recorded_each_year_stands_with_the_units_of_its_time(land: Land) -> None:
    recorded = shown(None)

    for period in PERIODS:
        stand = land.old if period in BEFORE else (land.one, land.other)
        for indicator in (PEOPLE, MINORITY):
            there = entered(indicator, period)
            found = numbers(recorded, indicator, period)
            assert found.pop(0) == sum(there.values())
            assert found == there
            assert set(found) == set(stand)


def test_by_the_map_of_2025_the_commune_is_its_five_predecessors_to_the_unit(land: Land) -> None:
    restated = shown(date(2025, 12, 31))

    for period in PERIODS:
        for indicator in (PEOPLE, MINORITY):
            there = entered(indicator, period)
            own = sum(there.get(unit, 0) for unit in (land.one, *land.old[:5]))
            assert numbers(restated, indicator, period)[land.one] == own


def test_by_the_map_of_today_the_parts_add_up_and_each_has_its_share(land: Land) -> None:
    restated, by_sex = shown(TODAY), shown(TODAY, "sex")

    first, second = land.parts
    for period in PERIODS:
        for indicator in (PEOPLE, MINORITY):
            there = entered(indicator, period)
            found = numbers(restated, indicator, period)
            divided = sum(there.get(unit, 0) for unit in (land.one, *land.old[:5]))
            exact = Fraction(divided * WEIGHTS[0], sum(WEIGHTS))
            assert found[first] + found[second] == found[0] == sum(there.values())
            assert abs(found[first] - exact) < 5 * 4  # one for each unit and cell that is divided
            assert numbers(by_sex, indicator, period) == found


def test_ratios_are_worked_out_again_from_what_has_come_to_each_part(land: Land) -> None:
    for day in (None, date(2025, 12, 31), TODAY):
        given = shown(day)
        for period in PERIODS:
            upper, lower, ratio = (
                numbers(given, code, period) for code in (MINORITY, PEOPLE, SHARE)
            )
            assert ratio == {row: 100 * upper[row] / lower[row] for row in lower}
