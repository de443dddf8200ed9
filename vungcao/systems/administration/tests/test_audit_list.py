"""The audit trail on the screen: who may read it, what it finds, how it goes on."""

import re
from datetime import timedelta, timezone

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services
from vungcao.kernel.audit.models import Entry
from vungcao.systems.administration.tests.factories import officer
from vungcao.systems.administration.views.audit_table import TRAIL

pytestmark = pytest.mark.django_db
LIST = reverse("administration:audit")


def record(number: int, *, by: str = "canbo-xa", action: str = "units.opened") -> None:
    services.record(by=User(username=by), action=action, subject=f"units.Unit:{number}")


def page(client: Client, **filters: str) -> str:
    return client.get(LIST, filters).content.decode()


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
    client.force_login(officer(Role.AUDITOR))
    for number in range(TRAIL.page + 1):
        record(number)

    first = page(client, action="units.opened")
    older = re.search(r'id="rows-older"\s+href="([^"]+)"', first)
    assert older is not None
    last = client.get(LIST + older[1].replace("&amp;", "&")).content.decode()

    assert first.count("<td") == 3 * TRAIL.page
    assert "Đơn vị 0<" not in first
    assert "Đơn vị 0<" in last
    assert "Đơn vị 1<" not in last
    assert "Hết danh sách" in last


def test_asks_as_much_for_many_lines_as_for_one_and_counts_none(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer(Role.AUDITOR))
    for number in range(TRAIL.page):
        record(number)

    with django_assert_max_num_queries(15) as asked:
        page(client)

    said = [query["sql"] for query in asked.captured_queries if "audit_entry" in query["sql"]]
    assert [sql for sql in said if "COUNT(" in sql] == []


def test_the_oldest_can_stand_first(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    record(1)
    record(2)

    text = page(client, sort="at", action="units.opened")

    assert text.index("Đơn vị 1<") < text.index("Đơn vị 2<")


def test_leaves_as_a_file_with_the_codes_that_are_asked_for(client: Client) -> None:
    client.force_login(officer(Role.AUDITOR))
    record(1)
    words = {"format": "csv", "action": "units.opened", "columns": ["actor", "subject_code"]}

    answer = client.get(LIST, words)

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines == ["Việc,Người làm,Mã đối tượng", "Nạp đơn vị hành chính,canbo-xa,units.Unit:1"]


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
    assert client.get(LIST, {"format": "csv"}).status_code == 403
    assert "Chưa được phép mở trang này" in response.content.decode()


def test_asks_a_stranger_to_sign_in(client: Client) -> None:
    response = client.get(reverse("administration:audit"))

    assert response.headers["Location"].startswith(reverse("sign-in"))
