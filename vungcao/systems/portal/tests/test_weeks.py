"""Weeks of public work: by day and half, on paper, as a file for calendars."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.calendar.rules import ZONE
from vungcao.systems.portal.models import CalendarBoard, WorkItem, WorkWeek
from vungcao.systems.portal.offers import demo_weeks
from vungcao.systems.portal.rules import weeks as rules
from vungcao.systems.portal.services import boards, planning
from vungcao.systems.portal.tests.factories import keeper, section
from vungcao.systems.portal.tests.letter_world import NOW, text

MONDAY = NOW.date()


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_each_day_lies_in_the_week_of_its_monday(day: date) -> None:
    first = rules.monday(day)

    assert first.isoweekday() == 1
    assert day in rules.days(first)
    assert rules.asked(day.isoformat(), MONDAY) == first


@pytest.mark.parametrize("said", ["", "x", "2026-13-01", "26/11/2026"])
def test_anything_else_in_the_address_is_this_week(said: str) -> None:
    assert rules.asked(said, MONDAY + timedelta(3)) == MONDAY


@pytest.fixture
def board(db: None, now: list[datetime]) -> CalendarBoard:
    place = section("lich-cong-tac", "Lịch công tác")
    made = boards.settle(section=place, kind="calendar", by=keeper())
    assert isinstance(made, CalendarBoard)
    return made


def item(off: int = 0, half: str = "morning", at: time | None = None, **said: str) -> WorkItem:
    given = {"what": "Giao ban", "who": "Giám đốc", "place": "Phòng họp mẫu", **said}
    return WorkItem(day=MONDAY + timedelta(off), half=half, time=at, **given)


def plan(board: CalendarBoard, *items: WorkItem, begins_on: date = MONDAY) -> WorkWeek:
    board.refresh_from_db()
    return planning.plan(board=board, begins_on=begins_on, items=list(items), by=keeper())


def test_the_week_of_today_is_shown_by_day_half_and_hour(board: CalendarBoard) -> None:
    plan(
        board,
        item(half="afternoon", what="Việc chiều"),
        item(what="Việc sáng không giờ"),
        item(at=time(8), what="Việc tám giờ"),
        item(5, what="Việc thứ bảy"),
    )

    said = text(Client().get("/lich-cong-tac/"))

    order = ["Việc tám giờ", "Việc sáng không giờ", "Việc chiều", "Việc thứ bảy"]
    assert sorted(order, key=said.index) == order
    assert "29/11/2026" not in said.partition("</nav>")[2].partition("Việc thứ bảy")[2]
    assert "Không có việc công khai." in said
    assert "chưa có lịch" in text(Client().get("/lich-cong-tac/?tuan=2026-12-01"))


def test_a_calendar_takes_the_week(board: CalendarBoard) -> None:
    from icalendar import Calendar

    page = plan(board, item(at=time(8)), item(1, "afternoon"))

    answer = Client().get(reverse("portal:week-calendar", args=[page.pk]))

    assert answer.headers["Content-Type"].startswith("text/calendar")
    first, second = Calendar.from_ical(answer.content).walk("VEVENT")
    assert first.decoded("dtstart") == datetime.combine(MONDAY, time(8), ZONE)
    assert second.decoded("dtstart").hour == 13
    assert str(first["description"]) == "Giám đốc"
    WorkWeek.objects.get(pk=page.pk).unpublish()
    assert Client().get(reverse("portal:week-calendar", args=[page.pk])).status_code == 404


def test_a_week_begins_on_a_monday_once_and_holds_its_own_days(board: CalendarBoard) -> None:
    plan(board, item())

    with pytest.raises(ValidationError, match="đã có lịch"):
        plan(board, item())
    with pytest.raises(ValidationError, match="thứ Hai"):
        plan(board, begins_on=MONDAY + timedelta(1))
    with pytest.raises(ValidationError, match="07/12/2026"):
        plan(board, item(14), begins_on=MONDAY + timedelta(7))
    assert WorkWeek.objects.count() == 1


def test_the_demo_has_three_weeks_and_the_board_asks_little(
    board: CalendarBoard, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _twice in range(2):
        demo_weeks.build(keeper(), MONDAY)
    assert WorkWeek.objects.live().count() == 3

    Client().get("/lich-cong-tac/")
    with django_assert_max_num_queries(18):
        Client().get("/lich-cong-tac/")
