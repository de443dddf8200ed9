"""Units on the screen: the tree of a day, and one unit with its past."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import TallyFactory
from vungcao.kernel.units import services
from vungcao.kernel.units.models import Kind, Unit
from vungcao.kernel.units.queries import by_code
from vungcao.kernel.units.services.drafting import Head
from vungcao.systems.administration.tests.factories import officer

EVE, TODAY = "30/06/2025", "23/11/2026"


@pytest.fixture
def reader(client: Client, province: None) -> Client:
    client.force_login(officer(Role.COMMUNE_OFFICER, commune("07621")))
    return client


def commune(code: str, day: str = TODAY) -> Unit:

    found = by_code(
        "gso", Kind.COMMUNE, code, date.fromisoformat("-".join(reversed(day.split("/"))))
    )
    assert found is not None
    return found


def tree(client: Client, **asked: str) -> str:
    return client.get(reverse("administration:units"), asked).content.decode()


def page(client: Client, unit: Unit, **asked: str) -> str:
    return client.get(reverse("administration:unit", args=[unit.pk]), asked).content.decode()


def test_the_tree_is_that_of_its_day(reader: Client) -> None:
    today, before = tree(reader), tree(reader, day=EVE)

    assert "Huyện Sơn Động" not in today
    assert "Tỉnh Bắc Giang" not in today
    assert "Huyện Sơn Động" in before
    assert "Tỉnh Bắc Giang" in before
    assert today.count("07621") == before.count("07621") == 1


def test_former_districts_hold_the_communes_of_today(reader: Client) -> None:
    assert "Huyện Sơn Động" in tree(reader, hierarchy="former_district")


def test_an_old_name_is_found_and_dated_with_what_it_is_today(reader: Client) -> None:
    text = tree(reader, q="huu san")

    assert "Xã Hữu Sản" in text
    assert "đến trước 01/07/2025" in text
    assert "Xã Vân Sơn" in text


def test_a_reused_code_says_who_bears_it_on_the_day(reader: Client) -> None:
    then, now = tree(reader, q="24", day=EVE), tree(reader, q="24")

    assert then.index("Tỉnh Bắc Giang") < then.index("Tỉnh Bắc Ninh")
    assert "Ngày đang xem chưa có; chỉ từ 01/07/2025." in then
    assert now.index("Tỉnh Bắc Ninh") < now.index("Tỉnh Bắc Giang")
    assert "Mang mã 24 từ" in now


def test_says_when_nobody_bears_the_name(reader: Client) -> None:
    assert "Không thấy đơn vị nào mang tên này" in tree(reader, q="Xyz")


def test_says_how_a_day_is_written(reader: Client) -> None:
    assert "Nhập ngày theo thứ tự ngày/tháng/năm" in tree(reader, day="2025")


def test_a_commune_shows_what_stands_behind_it(reader: Client) -> None:
    text = page(reader, commune("07621"))

    assert "Hợp thành từ" in text
    assert text.index("Xã Hữu Sản") < text.index("Dòng thời gian")
    assert "1658/NQ-UBTVQH15" in text


def test_what_a_commune_came_from_stays_when_it_is_split_later(reader: Client, today: date) -> None:
    keeper = officer(Role.ADMINISTRATOR)
    whole, below = commune("07621"), commune("07210")
    head = Head("Chia xã (mẫu)", date(2026, 11, 1), whole.basis)
    reform = services.draft(head=head, by=keeper)
    services.add_succession(reform=reform, source=whole, target=below, by=keeper)
    services.apply(reform=reform, today=today, by=keeper)

    assert "Xã Hữu Sản</a>" in page(reader, whole)
    assert "Xã Vân Sơn</a>" in page(reader, below)


def test_a_commune_of_the_past_shows_what_it_has_become(reader: Client) -> None:
    text = page(reader, commune("07621", EVE))

    assert "không tồn tại" in text
    assert "Nay thuộc" in text


def test_a_count_is_shown_to_who_reaches_the_whole_unit(client: Client, province: None) -> None:
    before = commune("07621", EVE)
    with scoped(("/1/",)):
        TallyFactory.create(unit=before, value=4321)

    client.force_login(officer(Role.AUDITOR))
    assert "4.321" in page(client, before)
    client.force_login(officer(Role.COMMUNE_OFFICER, commune("07210")))
    assert "4.321" not in page(client, before)


def test_the_tree_asks_as_much_for_any_number_of_units(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(30):
        tree(reader, day=EVE)


def test_a_unit_that_nobody_knows_is_not_found(reader: Client) -> None:
    assert reader.get(reverse("administration:unit", args=[10**9])).status_code == 404


@pytest.mark.django_db
def test_is_closed_to_citizens(client: Client) -> None:
    client.force_login(officer(Role.CITIZEN))

    assert client.get(reverse("administration:units")).status_code == 403
