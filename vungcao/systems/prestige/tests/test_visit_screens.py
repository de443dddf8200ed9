"""The calendar of visits and their pages: planned, made with a gift, dropped, told as duties."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.people.services import PersonLine
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units.models import Unit
from vungcao.systems.prestige.models import Benefit, Recognition, Visit
from vungcao.systems.prestige.queries import calendar as reads
from vungcao.systems.prestige.queries.calendar import Month
from vungcao.systems.prestige.services.visiting import NewVisit, plan_visit
from vungcao.systems.prestige.tests.factories import (
    TODAY,
    commune,
    law,
    officer,
    recognised,
    village,
)
from vungcao.systems.prestige.views import calendar as screen

pytestmark = pytest.mark.django_db
CALENDAR = reverse("prestige:calendar")
BODY = "Uỷ ban nhân dân xã Mẫu"


@pytest.fixture
def place() -> Iterator[Unit]:
    with scoped(("/1/",)):
        law()
        yield commune()


@pytest.fixture
def keeper(client: Client, place: Unit) -> User:
    user = officer(Role.COMMUNE_OFFICER, place)
    client.force_login(user)
    return user


@pytest.fixture
def one(place: Unit, keeper: User) -> Recognition:
    return recognised(village(place), keeper, birth="30/11/1956")


def planned(one: Recognition, by: User, day: date = date(2026, 11, 25)) -> Visit:
    return plan_visit(new=NewVisit(one, day, "birthday", BODY, note="Mang hoa"), by=by)


def page(client: Client, there: str, **asked: str) -> str:
    return client.get(there, asked).content.decode()


def born(birth: str, pk: int = 1, *, is_dead: bool = False) -> PersonLine:
    return PersonLine(pk, "Nông Mẫu An", birth, "", 1, "/1/", is_dead, False, None)


def test_a_year_or_a_month_alone_is_no_birthday_and_the_dead_have_none() -> None:
    people = [
        born("1956-11-30", 1),
        born("1956", 2),
        born("1956-11", 3),
        born("1956-11-30", 4, is_dead=True),
        born("1956-12-01", 5),
    ]

    found = reads.birthdays(people, Month(date(2026, 11, 1)))

    assert [(one.person, one.day, one.age) for one in found] == [(1, date(2026, 11, 30), 70)]


def test_who_was_born_on_a_leap_day_is_congratulated_on_the_last_of_february() -> None:
    (found,) = reads.birthdays([born("1956-02-29")], Month(date(2026, 2, 1)))

    assert found.day == date(2026, 2, 28)


def test_months_go_on_over_the_end_of_a_year() -> None:
    assert Month(date(2026, 12, 1)).after == date(2027, 1, 1)
    assert Month(date(2026, 1, 1)).before == date(2025, 12, 1)


@pytest.mark.slow
def test_the_calendar_shows_birthdays_visits_and_days_off_and_logs_whom_it_opened(
    client: Client, one: Recognition, keeper: User
) -> None:
    planned(one, keeper)
    DayOverride.objects.create(
        day=date(2026, 11, 24),
        kind=DayOverride.Kind.OFF,
        reason="Ngày nghỉ mẫu",
        origin=DayOverride.Origin.DECISION,
        standing=DayOverride.Standing.ACTIVE,
        basis=CitationFactory.create(),
    )
    before = Entry.objects.filter(action="people.read").count()

    said = page(client, CALENDAR)

    assert "70 tuổi" in said
    assert "Ngày nghỉ mẫu" in said
    assert "Dự kiến thăm" in said
    assert "Thứ Hai 30/11/2026" in said
    assert Entry.objects.filter(action="people.read").count() == before + 1
    assert "Tháng này chưa có gì" in page(client, CALENDAR, month="2026-10")
    assert "Tháng 11/2026" in page(client, CALENDAR, month="khong")


@pytest.mark.slow
def test_a_wide_reach_opens_no_birthday_in_passing(
    client: Client, one: Recognition, keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "MOST", 0)

    said = page(client, CALENDAR)

    assert "chọn một xã để xem ngày sinh" in said
    assert "70 tuổi" not in said


@pytest.mark.slow
def test_a_visit_is_planned_on_a_form(client: Client, one: Recognition) -> None:
    there = reverse("prestige:visit-new", args=[one.pk])
    said = {"planned_on": "01/01/2020", "occasion": "tet", "visitor": BODY, "note": ""}
    assert "không có trong danh sách" in client.post(there, said).content.decode()

    client.post(there, {**said, "planned_on": "25/11/2026"})

    assert Visit.objects.get().planned_on == date(2026, 11, 25)


@pytest.mark.slow
def test_a_visit_is_made_with_a_gift_within_the_norms(
    client: Client, one: Recognition, keeper: User
) -> None:
    visit = planned(one, keeper, TODAY)
    shown, done = (reverse(f"prestige:{name}", args=[visit.pk]) for name in ("visit", "visit-done"))
    assert "Mang hoa" in page(client, shown)
    gift = {"done_on": "23/11/2026", "kind": "illness", "hospital": "commune"}

    refused = client.post(done, {**gift, "amount": "900000"}).content.decode()
    assert "Mức tối đa" in refused
    client.post(done, {**gift, "amount": "300000"})

    visit.refresh_from_db()
    assert (visit.state, Benefit.objects.get().amount) == ("done", 300_000)
    assert "300.000" in page(client, shown)


@pytest.mark.slow
def test_a_visit_without_a_gift_is_made_and_another_dropped(
    client: Client, one: Recognition, keeper: User
) -> None:
    first, second = planned(one, keeper, TODAY), planned(one, keeper)

    client.post(
        reverse("prestige:visit-done", args=[first.pk]), {"done_on": "23/11/2026", "kind": ""}
    )
    drop = reverse("prestige:visit-drop", args=[second.pk])
    assert "Mục này còn trống" in client.post(drop, {"note": ""}).content.decode()
    client.post(drop, {"note": "Đi vắng"})

    states = Visit.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["done", "dropped"]
    assert not Benefit.objects.exists()


@pytest.mark.slow
def test_neighbours_find_no_visit_and_a_village_head_only_reads(
    client: Client, one: Recognition, keeper: User
) -> None:
    visit = planned(one, keeper)
    there = reverse("prestige:visit", args=[visit.pk])
    client.force_login(officer(Role.COMMUNE_LEADER, commune("Khác")))
    assert client.get(there).status_code == 404

    client.force_login(officer(Role.VILLAGE_HEAD, one.unit))

    assert "Đã thăm" not in page(client, there)
    assert client.get(reverse("prestige:visit-done", args=[visit.pk])).status_code == 403


@pytest.mark.slow
def test_visits_of_the_week_wait_for_the_officer_by_their_village(
    client: Client, one: Recognition, keeper: User
) -> None:
    visit = planned(one, keeper)
    planned(one, keeper, date(2026, 12, 24))

    (duty,) = reads.tell_visits(reads.visits_due(keeper, ("/1/",), TODAY), TODAY)

    assert (duty.due, duty.address) == (
        visit.planned_on,
        reverse("prestige:visit", args=[visit.pk]),
    )
    assert duty.about == "Thôn mẫu 1, Xã Mẫu"
    assert reads.count_visits(("/1/",), TODAY) == 1
    assert "Thăm người có uy tín" in page(client, reverse("todo"))


@pytest.mark.slow
def test_the_calendar_costs_as_much_for_many_as_for_few(
    client: Client,
    place: Unit,
    keeper: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for nth in range(4):
        planned(recognised(village(place, f"mẫu {nth}"), keeper, birth="30/11/1956"), keeper)

    with django_assert_max_num_queries(40):
        client.get(CALENDAR)
