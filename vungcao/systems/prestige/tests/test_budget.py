"""The money of a year: the norms' arithmetic, what was set aside and given, what is missing."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Kind, Unit
from vungcao.systems.prestige.models import Allotment, Benefit
from vungcao.systems.prestige.queries.benefits import DayNorms
from vungcao.systems.prestige.queries.budget import ForecastLine, day_of, forecast
from vungcao.systems.prestige.services.granting import NewBenefit, grant
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    law,
    officer,
    recognised,
    village,
)

pytestmark = pytest.mark.django_db
BUDGET, ALLOT = reverse("prestige:budget"), reverse("prestige:allotment-new")


@pytest.fixture
def place() -> Iterator[Unit]:
    with scoped(("/1/",)):
        law()
        yield commune()


@pytest.fixture
def payer(client: Client, place: Unit) -> Client:
    client.force_login(officer(Role.FINANCE, Unit.objects.get(kind=Kind.PROVINCE)))
    return client


def test_a_forecast_is_persons_times_ceiling_times_count(place: Unit) -> None:
    found = forecast(522, DayNorms(TODAY))

    told = {line.kind: line.formula for line in found.lines}
    assert told == {
        "Quà Tết mẫu": "522 × 500.000 × 2 = 522.000.000",
        "Thăm ốm mẫu": "522 × 500.000 × 1 = 261.000.000",
    }
    assert found.most == 783_000_000
    assert found.each == 1_500_000


def test_a_day_without_norms_has_no_forecast_and_says_what_is_missing(place: Unit) -> None:
    found = forecast(10, DayNorms(date(2018, 4, 19)))

    assert (found.lines, found.most) == ((), 0)


@pytest.mark.parametrize(
    ("year", "day"),
    [(2026, TODAY), (2027, date(2027, 1, 1)), (2024, date(2024, 12, 31))],
)
def test_a_year_is_looked_at_today_at_its_beginning_or_at_its_end(year: int, day: date) -> None:
    assert day_of(year, TODAY) == day


def test_a_line_names_its_numbers_with_dots() -> None:
    line = ForecastLine("Quà", "", 1200, 500_000, 2, None)  # type: ignore[arg-type]

    assert line.formula == "1.200 × 500.000 × 2 = 1.200.000.000"


@pytest.mark.slow
def test_the_page_shows_forecast_allotted_given_and_what_remains(
    payer: Client, place: Unit
) -> None:
    by = UserFactory.create()
    row = recognised(village(place), by)
    new = NewBenefit("tet_gift", "commune", date(2026, 2, 10), 400_000)
    grant(recognition=row, new=new, today=TODAY, by=by)
    said = {
        "unit": "Tỉnh Mẫu",
        "year": "2026",
        "level": "province",
        "amount": "2.000.000",
        "number": "3/QĐ-MAU",
        "decided_on": "12/01/2026",
    }
    assert payer.post(ALLOT, said).status_code == 302

    page = payer.get(BUDGET).content.decode()

    assert "1 × 500.000 × 2 = 1.000.000" in page
    assert '<p class="v">1,6 <small>triệu đồng</small></p>' in page
    assert "3/QĐ-MAU" in page
    assert "Xã Mẫu" in page
    assert "Nông" not in page


@pytest.mark.slow
def test_a_wrong_allotment_is_refused_and_kept_in_the_form(payer: Client) -> None:
    said = {"unit": "Tỉnh Mẫu", "year": "2030", "level": "province", "amount": "5"}

    page = payer.post(ALLOT, {**said, "number": "3/QĐ-MAU", "decided_on": "12/01/2026"})

    assert "Năm ngân sách phải là năm của quyết định" in page.content.decode()
    assert not Allotment.objects.exists()


@pytest.mark.slow
def test_an_auditor_reads_the_money_and_sets_none_aside(client: Client, place: Unit) -> None:
    client.force_login(officer(Role.AUDITOR, place))

    assert client.get(BUDGET).status_code == 200
    assert client.get(ALLOT).status_code == 403


@pytest.mark.slow
def test_the_page_costs_as_much_for_many_as_for_few(
    payer: Client, place: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = UserFactory.create()
    for nth in range(1, 5):
        row = recognised(village(commune(f"Mẫu {nth}")), by)
        new = NewBenefit("tet_gift", "commune", date(2026, 2, 10), 400_000)
        grant(recognition=row, new=new, today=TODAY, by=by)
    assert Benefit.objects.count() == 4

    with django_assert_max_num_queries(46):
        payer.get(BUDGET)
