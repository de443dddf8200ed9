"""The audit trail on the screen: who may read it, what it finds, how it goes on."""

from datetime import timedelta, timezone

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services
from vungcao.kernel.audit.models import Entry
from vungcao.systems.administration.queries import trail
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db


def record(number: int, *, by: str = "canbo-xa", action: str = "units.opened") -> None:
    services.record(by=User(username=by), action=action, subject=f"units.Unit:{number}")


def page(client: Client, **filters: str) -> str:
    return client.get(reverse("administration:audit"), filters).content.decode()


def test_the_newest_entry_stands_first(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    record(1)
    record(2)

    text = page(client)

    assert text.index("Đơn vị 2<") < text.index("Đơn vị 1<")
    assert "Nạp đơn vị hành chính" in text


def test_finds_who_and_what(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    record(1, by="canbo-xa")
    record(2, by="chuyenvien")
    record(3, by="chuyenvien", action="units.tallies_recorded")

    text = page(client, actor="chuyenvien", action="units.opened")

    assert "Đơn vị 2<" in text
    assert "Đơn vị 1<" not in text
    assert "Đơn vị 3<" not in text


def test_one_row_is_not_mistaken_for_another_that_begins_alike(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    record(1)
    record(12)

    assert "Đơn vị 12<" not in page(client, subject="units.Unit:1")
    assert "Đơn vị 12<" in page(client, subject="units.Unit")


def test_a_day_begins_at_midnight_in_viet_nam(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    record(1)
    local = Entry.objects.latest("pk").at.astimezone(timezone(timedelta(hours=7)))

    assert "Đơn vị 1<" in page(client, day=f"{local:%d/%m/%Y}")
    assert "Đơn vị 1<" not in page(client, day="01/01/2020")


def test_what_names_no_table_is_shown_as_it_was_written(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    services.record(by=User(username="canbo-xa"), action="units.opened", subject="gone.Thing:7")

    assert ">gone.Thing:7<" in page(client)


def test_a_day_nobody_can_mean_is_refused_in_words(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))

    assert "Năm phải từ 1900 đến 2199" in page(client, day="31/12/9999")


def test_says_how_a_day_is_written(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))

    assert "Nhập ngày theo thứ tự ngày/tháng/năm" in page(client, day="hôm qua")


def test_goes_on_where_the_page_ends(client: Client) -> None:
    for number in range(trail.PAGE + 1):
        record(number)

    first, older = trail.page(trail.Wanted(), None)
    second, end = trail.page(trail.Wanted(), older)

    assert len(first) == trail.PAGE
    assert [entry.subject for entry in second] == ["units.Unit:0"]
    assert end is None


def test_asks_as_much_for_many_lines_as_for_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer(Role.AUDITOR))
    for number in range(trail.PAGE):
        record(number)

    with django_assert_max_num_queries(14):
        page(client)


def test_one_entry_shows_its_details(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    services.record(by=User(username="x"), action="units.opened", subject="units", rows=313)

    address = reverse("administration:audit-entry", args=[Entry.objects.latest("pk").pk])
    text = client.get(address).content.decode()

    assert "313" in text
    assert "Chưa nối vào chuỗi" in text  # the transaction of this test never commits


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.SPECIALIST, Role.DEPARTMENT_LEADER])
def test_is_closed_to_other_roles(client: Client, role: Role) -> None:
    client.force_login(officer(role))

    response = client.get(reverse("administration:audit"))

    assert response.status_code == 403
    assert "Chưa được phép mở trang này" in response.content.decode()


def test_asks_a_stranger_to_sign_in(client: Client) -> None:
    response = client.get(reverse("administration:audit"))

    assert response.headers["Location"].startswith(reverse("sign-in"))
