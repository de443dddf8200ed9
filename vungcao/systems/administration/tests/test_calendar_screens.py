"""Calendars on the screen: a year, a day that changes, what it moves, and why a date."""

from datetime import date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.calendar import queries
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.offers.upkeep import OpenDeadline, OpenDeadlines, open_deadlines
from vungcao.kernel.tests.factories import CalendarFactory
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db
Standing = DayOverride.Standing


@pytest.fixture
def keeper(client: Client, province: None) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


@pytest.fixture
def culture_day(province: None) -> DayOverride:
    return DayOverride.objects.get(day=date(2026, 11, 24))


def year(client: Client, **asked: str) -> str:
    return client.get(reverse("administration:calendar"), asked).content.decode()


def is_working(day: date) -> bool:
    return queries.days("co-quan-tinh", date(2026, 1, 1), date(2027, 1, 1)).is_working(day)


def test_a_year_has_twelve_months_with_their_working_days(keeper: Client) -> None:
    text = year(keeper)

    assert "Tháng 1: 21 ngày làm việc" in text
    assert "Tháng 12: 23 ngày làm việc" in text
    assert "Tết Nguyên Đán" in text
    assert "Thư viện holidays" in text


def test_a_proposed_day_waits(keeper: Client) -> None:
    text = year(keeper)

    assert "Tháng 11: 21 ngày làm việc" in text
    assert "chưa áp dụng, chờ xác minh" in text


def test_another_year_and_calendar_can_be_chosen(keeper: Client) -> None:
    assert "trong năm 2027" in year(keeper, year="2027", calendar="xa")


@pytest.mark.parametrize("typed", ["", "26", "hai nghìn"])
def test_a_year_that_is_none_is_refused(keeper: Client, typed: str) -> None:
    assert "Chưa xem được lịch" in year(keeper, year=typed)


def test_a_year_costs_few_queries(
    keeper: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(27):
        year(keeper)


def test_a_year_without_holidays_says_so_and_can_be_filled(keeper: Client) -> None:
    assert "Chưa có ngày nghỉ lễ nào của năm 2028" in year(keeper, year="2028")

    text = keeper.post(reverse("administration:prefill", args=[2028]), follow=True)

    assert "ngày theo thư viện, tất cả chưa xác minh" in text.content.decode()
    assert "Chưa có ngày nghỉ lễ" not in year(keeper, year="2028")
    assert not queries.days("xa", date(2028, 1, 1), date(2028, 12, 31)).is_working(date(2028, 5, 1))


def test_a_year_far_away_is_not_filled(keeper: Client) -> None:
    text = keeper.post(reverse("administration:prefill", args=[2099]), follow=True)

    assert "từ 2025 đến 2028" in text.content.decode()
    assert not DayOverride.objects.filter(day__year=2099).exists()


def test_a_due_date_in_a_year_without_holidays_is_in_doubt(client: Client, province: None) -> None:
    client.force_login(officer(Role.DESK_OFFICER))
    asked = {"calendar": "xa", "received": "05/07/2028", "days": "2"}

    text = client.get(reverse("administration:term"), asked).content.decode()

    assert "Trên đường đến hạn có ngày chưa xác minh" in text


def test_a_proposed_day_shows_what_would_move(keeper: Client, culture_day: DayOverride) -> None:
    address = reverse("administration:override", args=[culture_day.pk])
    text = keeper.get(address).content.decode()

    assert "Thời hạn 25 ngày làm việc" in text
    assert "17:00 29/12/2026" in text


def test_what_would_move_costs_the_same_for_many_calendars(
    keeper: Client,
    culture_day: DayOverride,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    CalendarFactory.create_batch(30)

    with django_assert_max_num_queries(24):
        keeper.get(reverse("administration:override", args=[culture_day.pk]))


def test_confirming_lets_the_day_count(keeper: Client, culture_day: DayOverride) -> None:
    address = reverse("administration:override-confirm", args=[culture_day.pk])
    given = {"number": "01/QĐ-MAU", "article": "Điều 1", "source": "Công báo mẫu"}

    text = keeper.post(address, given, follow=True).content.decode()

    assert "được áp dụng từ bây giờ" in text
    assert not is_working(date(2026, 11, 24))


def test_confirming_without_the_act_is_refused(keeper: Client, culture_day: DayOverride) -> None:
    address = reverse("administration:override-confirm", args=[culture_day.pk])

    text = keeper.post(address, {"number": "01/QĐ-MAU", "source": ""}).content.decode()

    assert "Ghi nơi đã đọc văn bản" in text
    assert is_working(date(2026, 11, 24))


def given(**changes: str) -> dict[str, str]:
    return {
        "calendar": "",
        "day": "25/12/2026",
        "kind": "off",
        "reason": "Ngày nghỉ mẫu",
        "number": "03/QĐ-MAU",
        "source": "Công báo mẫu",
    } | changes


def test_a_new_day_is_shown_before_it_is_written(keeper: Client) -> None:
    address = reverse("administration:override-new")

    text = keeper.post(address, given(preview="")).content.decode()

    assert "Đổi ngày này thì hạn nào dời" in text
    assert "Ghi vào lịch" in text
    assert is_working(date(2026, 12, 25))


def test_a_number_leads_only_to_what_its_reader_may_open(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_to_all, closed = reverse("home"), reverse("onestop:of-case", args=["abcdefghij"])
    at = datetime(2026, 12, 24, 8, tzinfo=ZONE)
    rows = [
        OpenDeadline(number, address, "xa", at, 5)
        for number, address in (("HS-1", closed), ("HS-2", open_to_all))
    ]
    mine = {"mine": OpenDeadlines("mẫu", lambda day: rows)}  # type: ignore[arg-type]
    monkeypatch.setattr(open_deadlines, "_offers", mine)

    text = keeper.post(reverse("administration:override-new"), given(preview="")).content.decode()

    assert '<th scope="row">HS-1</th>' in text
    assert f'<th scope="row"><a href="{open_to_all}">HS-2</a></th>' in text


def test_a_new_day_is_written_by_the_second_button(keeper: Client) -> None:
    address = reverse("administration:override-new")

    text = keeper.post(address, given(save=""), follow=True).content.decode()

    assert "Đã ghi ngày 25/12/2026 vào lịch." in text
    assert not is_working(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "25/12/2062"}, "từ 2025 đến 2028"),
        ({"day": "24/11/2026"}, "rút thay đổi cũ trước"),
        ({"day": "31/02/2026"}, "Tháng 2/2026 chỉ có 28 ngày."),
        ({"reason": ""}, "Mục này còn trống, cần điền"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    keeper: Client, changes: dict[str, str], said: str
) -> None:
    rows = DayOverride.objects.count()

    text = keeper.post(
        reverse("administration:override-new"), given(save="", **changes)
    ).content.decode()

    assert said in text
    assert DayOverride.objects.count() == rows


def test_a_day_is_withdrawn_with_a_reason(keeper: Client) -> None:
    swap = DayOverride.objects.get(day=date(2026, 1, 2))
    address = reverse("administration:override-withdraw", args=[swap.pk])

    assert "Ghi lý do rút" in keeper.post(address, {"reason": ""}).content.decode()
    assert not is_working(date(2026, 1, 2))
    keeper.post(address, {"reason": "Ghi nhầm"})
    assert is_working(date(2026, 1, 2))


def test_says_why_a_date_is_the_due_date(client: Client, province: None) -> None:
    client.force_login(officer(Role.DESK_OFFICER))
    asked = {"calendar": "mot-cua", "received": "31/12/2025", "days": "5"}

    text = client.get(reverse("administration:term"), asked).content.decode()

    assert "Hạn: 17:00" in text
    assert "09/01/2026" in text
    assert "Nghỉ: Tết Dương lịch" in text
    assert "Giờ làm việc của lịch này chưa ai đối chiếu." in text
    assert "Nghỉ: Nghỉ hoán đổi, làm bù ngày 10/01/2026" in text


@pytest.mark.parametrize(("days", "said"), [("0", "nửa ngày"), ("1,3", "nửa ngày"), ("400", "250")])
def test_a_term_that_is_none_is_refused(
    client: Client, province: None, days: str, said: str
) -> None:
    client.force_login(officer(Role.DESK_OFFICER))
    asked = {"calendar": "mot-cua", "received": "31/12/2025", "days": days}

    assert said in client.get(reverse("administration:term"), asked).content.decode()


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.AUDITOR, Role.DESK_OFFICER])
def test_only_the_administrator_changes_days(
    client: Client, culture_day: DayOverride, role: Role
) -> None:
    client.force_login(officer(role))
    address = reverse("administration:override", args=[culture_day.pk])

    assert "Xác minh và áp dụng" not in client.get(address).content.decode()
    assert client.post(reverse("administration:override-new"), given(save="")).status_code == 403
    for name in ("override-confirm", "override-withdraw"):
        page = reverse(f"administration:{name}", args=[culture_day.pk])
        assert client.post(page, {"reason": "x"}).status_code == 403


def test_calendars_are_closed_to_citizens(client: Client) -> None:
    client.force_login(officer(Role.CITIZEN))

    assert client.get(reverse("administration:calendar")).status_code == 403
