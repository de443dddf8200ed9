"""Norms on the screen: what holds today, what comes, who may change it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.norms.services import parameters
from vungcao.systems.administration.tests.factories import officer

pytestmark = pytest.mark.django_db
KEEPER = User(username="mẫu")


@pytest.fixture
def income(db: None) -> Parameter:
    """A standard that rises on the first day of 2027."""
    parameter = parameters.declare(
        code="sample.income",
        name="Chuẩn thu nhập mẫu",
        value_type="money",
        unit_of_measure="đồng",
        by=KEEPER,
    )
    for value, start, state in (
        ("1500000", date(2022, 1, 1), State.SEEN),
        ("2200000", date(2027, 1, 1), State.UNVERIFIED),
    ):
        basis = Citation.objects.create(number=f"{value}/QĐ-MAU", state=state)
        parameters.set_value(
            parameter=parameter, value=value, valid_from=start, basis=basis, by=KEEPER
        )
    return parameter


def test_the_list_shows_today_and_what_comes(client: Client, income: Parameter) -> None:
    client.force_login(officer(Role.SPECIALIST))

    text = client.get(reverse("administration:norms")).content.decode()

    assert "1.500.000 đồng" in text
    assert "2.200.000 đồng" in text
    assert "từ ngày 01/01/2027" in text


def test_the_list_costs_as_much_for_many_as_for_one(
    client: Client, income: Parameter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(20):
        parameters.declare(code=f"sample.{number}", name="Mẫu", value_type="text", by=KEEPER)
    client.force_login(officer(Role.SPECIALIST))

    with django_assert_max_num_queries(19):
        client.get(reverse("administration:norms"))


def test_the_timeline_marks_what_nobody_has_read(client: Client, income: Parameter) -> None:
    client.force_login(officer(Role.SPECIALIST))

    text = client.get(reverse("administration:norm-parameter", args=[income.code])).content.decode()

    assert text.index("2.200.000 đồng") < text.rindex("1.500.000 đồng")
    assert text.count("chưa xác minh") == 1
    assert "Ghi giá trị mới" not in text


def given(**changes: str) -> dict[str, str]:
    return {
        "value": "2.500.000",
        "valid_from": "01/07/2027",
        "number": "02/QĐ-MAU",
        "source": "Công báo mẫu",
    } | changes


def test_the_administrator_writes_a_new_value(client: Client, income: Parameter) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:norm-value-new", args=[income.code])

    text = client.post(address, given(), follow=True).content.decode()

    assert "Đã ghi giá trị mới" in text
    made = ParameterValue.objects.get(value="2500000")
    assert (made.valid_from, made.basis.state) == (date(2027, 7, 1), State.SEEN)


def test_a_value_whose_act_was_not_read_is_unverified(client: Client, income: Parameter) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))

    client.post(reverse("administration:norm-value-new", args=[income.code]), given(source=""))

    assert ParameterValue.objects.get(value="2500000").basis.state == State.UNVERIFIED


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"valid_from": "01/06/2026"}, "không muộn hơn 01/01/2027"),
        ({"value": "nhiều"}, "Nhập số với dấu phẩy"),
        ({"value": "1,5"}, "không có phần thập phân"),
        ({"value": "-1"}, "không được âm"),
        ({"valid_from": "2027-07-xx"}, "ngày/tháng/năm"),
        ({"number": ""}, "Mục này còn trống, cần điền"),
    ],
)
def test_what_is_wrong_stands_beside_the_form(
    client: Client, income: Parameter, changes: dict[str, str], said: str
) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    address = reverse("administration:norm-value-new", args=[income.code])

    text = client.post(address, given(**changes)).content.decode()

    assert said in text
    assert ParameterValue.objects.count() == 2


def test_a_coming_value_can_be_withdrawn(client: Client, income: Parameter) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    coming = ParameterValue.objects.get(value="2200000")

    address = reverse("administration:norm-value-withdraw", args=[coming.pk])
    text = client.post(address, follow=True).content.decode()

    assert "Đã rút giá trị 2.200.000 đồng" in text
    assert "Đã rút trước khi có hiệu lực" in text


def test_a_value_in_force_cannot(client: Client, income: Parameter) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))
    held = ParameterValue.objects.get(value="1500000")

    address = reverse("administration:norm-value-withdraw", args=[held.pk])

    assert "không rút được" in client.post(address, follow=True).content.decode()


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.AUDITOR, Role.COMMUNE_OFFICER])
def test_only_the_administrator_changes_values(
    client: Client, income: Parameter, role: Role
) -> None:
    client.force_login(officer(role))
    address = reverse("administration:norm-value-new", args=[income.code])

    assert client.post(address, given()).status_code == 403
    assert ParameterValue.objects.count() == 2


def test_citizens_do_not_see_the_office(client: Client, income: Parameter) -> None:
    client.force_login(officer(Role.CITIZEN))

    assert client.get(reverse("administration:norms")).status_code == 403


def test_a_parameter_that_does_not_exist_is_not_found(client: Client) -> None:
    client.force_login(officer(Role.SPECIALIST))

    assert client.get(reverse("administration:norm-parameter", args=["x"])).status_code == 404
