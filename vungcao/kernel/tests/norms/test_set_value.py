"""A value changes by a new row from a day on; rows are closed and never edited."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.models import Citation
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms import queries
from vungcao.kernel.norms.models import Parameter, ParameterValue
from vungcao.kernel.norms.services import parameters

pytestmark = pytest.mark.django_db
JANUARY, JULY, LATER = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)


@pytest.fixture
def keeper() -> User:
    return User.objects.create(username="quan-tri")


@pytest.fixture
def basis() -> Citation:
    return Citation.objects.create(number="01/QĐ-MAU")


@pytest.fixture
def meal(keeper: User) -> Parameter:
    return parameters.declare(
        code="sample.meal", name="Tiền ăn (mẫu)", value_type="money", by=keeper
    )


@pytest.fixture
def first(meal: Parameter, basis: Citation, keeper: User) -> ParameterValue:
    return parameters.set_value(
        parameter=meal, value="100", valid_from=JANUARY, basis=basis, by=keeper
    )


def test_the_row_before_ends_on_the_day_the_next_begins(
    meal: Parameter, first: ParameterValue, basis: Citation, keeper: User
) -> None:
    parameters.set_value(parameter=meal, value="120", valid_from=JULY, basis=basis, by=keeper)

    first.refresh_from_db()
    assert (first.value, first.valid_until) == ("100", JULY)
    assert queries.value("sample.meal", date(2026, 6, 30)) == 100
    assert queries.value("sample.meal", JULY) == 120
    assert Entry.objects.filter(action="norms.value_set").count() == 2
    assert Entry.objects.filter(action="norms.value_closed").count() == 1


def test_a_start_before_a_later_row_is_refused_with_the_way_out(
    meal: Parameter, basis: Citation, keeper: User
) -> None:
    parameters.set_value(parameter=meal, value="1", valid_from=LATER, basis=basis, by=keeper)

    with pytest.raises(RuleBroken, match="ngày hết hiệu lực không muộn hơn 01/01/2027"):
        parameters.set_value(parameter=meal, value="2", valid_from=JULY, basis=basis, by=keeper)

    parameters.set_value(
        parameter=meal, value="2", valid_from=JULY, valid_until=LATER, basis=basis, by=keeper
    )
    assert queries.value("sample.meal", date(2026, 12, 31)) == 2


def test_the_same_start_is_refused(
    meal: Parameter, first: ParameterValue, basis: Citation, keeper: User
) -> None:
    with pytest.raises(RuleBroken, match="không sửa được"):
        parameters.set_value(parameter=meal, value="2", valid_from=JANUARY, basis=basis, by=keeper)


def test_an_end_that_leaves_days_without_a_value_is_refused(
    meal: Parameter, first: ParameterValue, basis: Citation, keeper: User
) -> None:
    parameters.close(value=first, valid_until=LATER, by=keeper)

    with pytest.raises(RuleBroken, match="không còn giá trị nào"):
        parameters.set_value(
            parameter=meal,
            value="2",
            valid_from=JULY,
            valid_until=date(2026, 8, 1),
            basis=basis,
            by=keeper,
        )


@pytest.mark.parametrize("text", ["1.5", "1,5", "-1", "", "một trăm", "1e3", "007"])
def test_a_value_of_another_type_is_refused(
    meal: Parameter, basis: Citation, keeper: User, text: str
) -> None:
    with pytest.raises(RuleBroken):
        parameters.set_value(parameter=meal, value=text, valid_from=JULY, basis=basis, by=keeper)


@pytest.mark.parametrize(
    ("value_type", "text", "value"),
    [
        ("integer", "-3", -3),
        ("decimal", "14.50", Decimal("14.5")),
        ("days", "25", 25),
        ("boolean", "true", True),
        ("text", " Hoà bình ", "Hoà bình"),
    ],
)
def test_a_value_comes_back_as_its_type(
    basis: Citation, keeper: User, value_type: str, text: str, value: object
) -> None:
    parameter = parameters.declare(code="x.y", name="X", value_type=value_type, by=keeper)
    parameters.set_value(parameter=parameter, value=text, valid_from=JULY, basis=basis, by=keeper)

    assert queries.value("x.y", JULY) == value


def test_the_type_of_a_parameter_never_changes(meal: Parameter, keeper: User) -> None:
    with pytest.raises(RuleBroken, match="kiểu giá trị khác"):
        parameters.declare(code="sample.meal", name="Tiền ăn", value_type="text", by=keeper)


def test_a_closed_value_leaves_nothing_in_force(first: ParameterValue, keeper: User) -> None:
    parameters.close(value=first, valid_until=JULY, by=keeper)

    with pytest.raises(queries.NothingInForce, match=r"sample\.meal"):
        queries.value("sample.meal", JULY)
    with pytest.raises(RuleBroken, match="đã hết hiệu lực"):
        parameters.close(value=first, valid_until=LATER, by=keeper)


def test_a_mistake_can_be_withdrawn_until_it_is_in_force(
    meal: Parameter, first: ParameterValue, basis: Citation, keeper: User
) -> None:
    wrong = parameters.set_value(
        parameter=meal, value="9", valid_from=LATER, basis=basis, by=keeper
    )

    parameters.withdraw(value=wrong, today=JULY, by=keeper)

    assert queries.value("sample.meal", LATER) == 100
    parameters.set_value(parameter=meal, value="130", valid_from=LATER, basis=basis, by=keeper)
    assert queries.value("sample.meal", LATER) == 130


def test_what_is_in_force_cannot_be_withdrawn(first: ParameterValue, keeper: User) -> None:
    with pytest.raises(RuleBroken, match="không rút được"):
        parameters.withdraw(value=first, today=JULY, by=keeper)


def test_the_database_refuses_two_values_on_one_day(
    meal: Parameter, first: ParameterValue, basis: Citation
) -> None:
    with (
        pytest.raises(IntegrityError, match="parameter_has_one_value_at_a_time"),
        transaction.atomic(),
    ):
        ParameterValue.objects.create(parameter=meal, value="2", valid_from=JULY, basis=basis)
