"""Granting a role: on its level, to somebody else, within one's own reach, once at a time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from vungcao.kernel.access import services
from vungcao.kernel.access.catalogue import FACTS
from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.weighing import NewGrant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.access.people import administrator, body
from vungcao.kernel.tests.factories import (
    GrantFactory,
    ProvinceFactory,
    UnitFactory,
    UserFactory,
    VillageFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 23)


def new(**said: object) -> NewGrant:
    """A commune officer from today on, or what is said instead."""
    wanted = {"user": None, "role": Role.COMMUNE_OFFICER, "unit": None, "valid_from": DAY, **said}
    wanted["user"] = wanted["user"] or UserFactory.create()
    wanted["unit"] = wanted["unit"] or UnitFactory.create()
    return NewGrant(**wanted)  # type: ignore[arg-type]


def grant(wanted: NewGrant, by: User | None = None) -> Grant:
    return services.grant(new=wanted, today=DAY, by=by or administrator())


def refusals(wanted: NewGrant, by: User | None = None) -> list[str]:
    with pytest.raises(RuleBroken) as refused:
        grant(wanted, by)
    return str(refused.value).splitlines()


def test_reaches_the_unit_and_what_lies_below() -> None:
    wanted = new()

    made = grant(wanted)

    assert made.scope == wanted.unit.scope
    assert Entry.objects.get(action="access.granted").subject == f"access.Grant:{made.pk}"


def test_granting_again_changes_nothing_and_leaves_one_trace() -> None:
    wanted, by = new(), administrator()

    assert grant(wanted, by) == grant(wanted, by)

    assert Entry.objects.filter(action="access.granted").count() == 1


def test_a_unit_that_has_ended_cannot_be_granted() -> None:
    ended = UnitFactory.create(scope="/1/", valid_until=date(2025, 7, 1))

    assert "Đơn vị này đã kết thúc: phân quyền ở đơn vị tiếp nhận." in refusals(new(unit=ended))


@pytest.mark.parametrize(
    ("role", "factory"),
    [
        (Role.COMMUNE_OFFICER, ProvinceFactory),
        (Role.VILLAGE_HEAD, UnitFactory),
        (Role.DEPARTMENT_LEADER, UnitFactory),
        (Role.SPECIALIST, VillageFactory),
        (Role.ADMINISTRATOR, UnitFactory),
    ],
)
def test_a_role_is_held_on_its_level_alone(role: Role, factory: type[UnitFactory]) -> None:
    (said,) = refusals(new(role=role, unit=factory.create()))

    assert said.startswith(f"Vai trò “{role.label}” chỉ cấp ở: ")


@pytest.mark.parametrize("role", [Role.CITIZEN, Role.PRESTIGIOUS_PERSON])
def test_a_citizens_role_is_granted_to_nobody(role: Role) -> None:
    assert "đi theo tài khoản của người dân" in refusals(new(role=role))[0]


def test_another_departments_role_needs_the_department() -> None:
    province = ProvinceFactory.create()
    wanted = new(role=Role.INDICATOR_OWNER, unit=province)
    assert "cần cơ quan" in refusals(wanted)[0]

    made = grant(replace(wanted, organisation=body(province)))

    assert made.organisation is not None


def test_a_body_of_elsewhere_does_not_fit_the_unit() -> None:
    elsewhere = body(ProvinceFactory.create())

    said = refusals(
        new(role=Role.INDICATOR_OWNER, unit=ProvinceFactory.create(), organisation=elsewhere)
    )

    assert said == ["Cơ quan này không phụ trách đơn vị đã chọn: bỏ trống đơn vị hoặc chọn lại."]


def test_nobody_grants_themselves_a_role() -> None:
    by = administrator()

    assert refusals(new(user=by), by) == [
        "Không ai tự cấp vai trò cho mình: nhờ một quản trị khác cấp."
    ]
    assert not Grant.objects.filter(user=by, role=Role.COMMUNE_OFFICER).exists()


def test_an_administrator_grants_only_within_their_reach() -> None:
    province = ProvinceFactory.create()
    by = administrator(province)

    assert refusals(new(), by) == ["Đơn vị này nằm ngoài phạm vi quản trị của chị/anh."]
    assert grant(new(unit=UnitFactory.create(parent=province)), by).pk


def test_who_administers_nothing_grants_nothing() -> None:
    unit = UnitFactory.create()
    leader = GrantFactory.create(role=Role.COMMUNE_LEADER, unit=unit).user

    assert refusals(new(unit=unit), leader) == [
        "Đơn vị này nằm ngoài phạm vi quản trị của chị/anh."
    ]


@pytest.mark.parametrize(
    ("traits", "sentence"),
    [
        ({"kind": User.Kind.CITIZEN}, "Đây là tài khoản của người dân"),
        ({"is_active": False}, "Tài khoản này đã khoá"),
    ],
)
def test_an_account_that_is_no_officers_or_closed_gets_none(
    traits: dict[str, object], sentence: str
) -> None:
    assert refusals(new(user=UserFactory.create(**traits)))[0].startswith(sentence)


def test_everything_that_stands_against_it_is_said_at_once() -> None:
    citizen = UserFactory.create(kind=User.Kind.CITIZEN)
    wanted = new(user=citizen, role=Role.INDICATOR_OWNER, valid_until=DAY)

    assert len(refusals(wanted, UserFactory.create())) == 5


def test_a_second_grant_of_the_same_role_may_not_overlap_the_first() -> None:
    first = new(valid_until=DAY + timedelta(days=30))
    grant(first)

    again = replace(first, valid_from=DAY + timedelta(days=29), valid_until=None)
    assert refusals(again) == ["Người này đã giữ vai trò ấy ở đơn vị này trong thời gian ấy."]
    assert grant(replace(again, valid_from=DAY + timedelta(days=30))).pk


def test_the_database_refuses_a_delegation_without_an_end() -> None:
    source = GrantFactory.create()

    with pytest.raises(IntegrityError, match="delegation_has_an_end"), transaction.atomic():
        GrantFactory.create(delegated_from=source)


def test_every_role_is_explained_and_those_of_officers_have_a_level() -> None:
    assert FACTS.keys() == set(Role)
    without = {role for role, facts in FACTS.items() if not facts.levels}
    assert without == {Role.CITIZEN, Role.PRESTIGIOUS_PERSON}
