"""Hours of a season on the screen: the old ones end where the new ones begin."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.calendar import queries
from vungcao.kernel.calendar.models import WorkingHours
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db


def given(**changes: object) -> dict[str, object]:
    return {
        "calendar": "xa",
        "weekdays": ["1", "2", "3", "4", "5"],
        "morning_from": "7h00",
        "morning_to": "11:30",
        "afternoon_from": "14:00",
        "afternoon_to": "17:00",
        "valid_from": "16/04/2027",
        "number": "04/QĐ-MAU",
        "source": "Công báo mẫu",
    } | changes


def post(client: Client, **changes: object) -> str:
    answer = client.post(reverse("administration:season"), given(**changes), follow=True)
    return answer.content.decode()


@pytest.fixture
def keeper(client: Client, province: None) -> Client:
    client.force_login(officer(Role.ADMINISTRATOR))
    return client


def test_old_hours_end_where_the_new_ones_begin(keeper: Client) -> None:
    assert "Đã ghi giờ làm việc mới." in post(keeper)

    days = queries.days("xa", date(2027, 4, 1), date(2027, 5, 1))
    assert f"{days.sessions(date(2027, 4, 15))[0][0]:%H:%M}" == "07:30"
    assert f"{days.sessions(date(2027, 4, 19))[0][0]:%H:%M}" == "07:00"
    assert days.sessions(date(2027, 4, 17)) == []  # a Saturday


def test_a_saturday_morning_can_be_posted(keeper: Client) -> None:
    post(keeper, weekdays=["6"], afternoon_from="", afternoon_to="")

    days = queries.days("xa", date(2027, 4, 1), date(2027, 5, 1))
    assert len(days.halves(date(2027, 4, 17))) == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"morning_to": "25:00"}, "Nhập giờ, ví dụ 7:30."),
        ({"morning_to": ""}, "Ghi cả giờ bắt đầu và giờ kết thúc"),
        ({"afternoon_from": "11:00"}, "Các giờ phải tăng dần"),
        (
            {"morning_from": "", "morning_to": "", "afternoon_from": "", "afternoon_to": ""},
            "Ghi ít nhất một buổi.",
        ),
        ({"weekdays": []}, "Mục này còn trống, cần điền."),
        ({"valid_from": "01/01/2024"}, "Chọn ngày muộn hơn"),
        ({"valid_from": "2027"}, "ngày/tháng/năm"),
    ],
)
def test_hours_that_cannot_be_are_refused(
    keeper: Client, changes: dict[str, object], said: str
) -> None:
    rows = WorkingHours.objects.count()

    assert said in post(keeper, **changes)
    assert WorkingHours.objects.count() == rows
    assert not WorkingHours.objects.exclude(valid_until=None).exists()


def test_only_the_administrator_changes_hours(client: Client, province: None) -> None:
    client.force_login(officer(Role.DESK_OFFICER))

    assert client.post(reverse("administration:season"), given()).status_code == 403
