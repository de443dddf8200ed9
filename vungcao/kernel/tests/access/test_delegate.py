"""Handing a role over during a leave: to a colleague, for a while, never more than one's own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vungcao.kernel.access import queries, services
from vungcao.kernel.access.models import EndReason, Grant
from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import Role
from vungcao.kernel.access.services import Handover
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.access.people import administrator, body
from vungcao.kernel.tests.factories import GrantFactory, ProvinceFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
WEEK = timedelta(days=7)
LEADERS = frozenset({Role.COMMUNE_LEADER})


@pytest.fixture
def leader(db: None) -> Grant:
    """A commune leader with one officer beside them."""
    return GrantFactory.create(role=Role.COMMUNE_LEADER)


@pytest.fixture
def week(leader: Grant) -> Handover:
    """From today for seven days, to the officer."""
    officer = GrantFactory.create(unit=leader.unit).user
    return Handover(officer, TODAY, TODAY + WEEK, "1/QĐ-MAU")


def delegate(grant: Grant, handover: Handover, by: User | None = None) -> Grant:
    return services.delegate(grant=grant, handover=handover, today=TODAY, by=by or grant.user)


def refusals(grant: Grant, handover: Handover, by: User | None = None) -> list[str]:
    with pytest.raises(RuleBroken) as refused:
        delegate(grant, handover, by)
    return str(refused.value).splitlines()


def test_the_colleague_has_it_for_the_week_and_loses_it(leader: Grant, week: Handover) -> None:
    delegate(leader, week)

    days = [TODAY, TODAY + timedelta(days=6), TODAY + WEEK]
    assert [bool(reach(week.to, day, LEADERS)) for day in days] == [True, True, False]
    assert reach(week.to, TODAY, LEADERS) == (leader.scope,)


def test_its_holder_keeps_it_and_both_see_it(leader: Grant, week: Handover) -> None:
    made = delegate(leader, week)

    assert reach(leader.user, TODAY, LEADERS) == (leader.scope,)
    assert list(queries.handed_over(leader.user, TODAY)) == [made]
    assert made in queries.own_grants(week.to, TODAY)
    assert Entry.objects.get(action="access.delegated").subject == f"access.Grant:{made.pk}"


def test_a_signing_role_needs_the_papers_number(leader: Grant, week: Handover) -> None:
    assert refusals(leader, replace(week, decision_number=" ")) == [
        "Vai trò này có quyền ký: ghi số văn bản uỷ quyền."
    ]


def test_a_role_that_does_not_sign_needs_none(week: Handover, leader: Grant) -> None:
    officer = GrantFactory.create(unit=leader.unit)
    leaders = replace(week, to=leader.user, decision_number="")

    assert delegate(officer, leaders).role == Role.COMMUNE_OFFICER


def test_it_goes_to_nobody_of_another_unit(leader: Grant, week: Handover) -> None:
    stranger = GrantFactory.create().user

    assert refusals(leader, replace(week, to=stranger)) == [
        "Người nhận phải làm việc ở cùng cơ quan, đơn vị."
    ]
    assert reach(stranger, TODAY, LEADERS) == ()


def test_a_role_in_a_body_goes_to_a_colleague_of_that_body(week: Handover) -> None:
    province = ProvinceFactory.create()
    held = {"role": Role.INDICATOR_OWNER, "unit": province}
    own, other = body(province), body(province)
    owner = GrantFactory.create(**held, organisation=own)
    near = GrantFactory.create(role=Role.FINANCE, unit=province, organisation=own).user
    far = GrantFactory.create(**held, organisation=other).user

    assert "cùng cơ quan" in refusals(owner, replace(week, to=far))[0]
    assert delegate(owner, replace(week, to=near)).organisation == own


def test_what_was_handed_over_is_not_handed_on(leader: Grant, week: Handover) -> None:
    made = delegate(leader, week)
    third = GrantFactory.create(unit=leader.unit).user

    said = refusals(made, replace(week, to=third), by=week.to)

    assert said == [
        "Vai trò này được uỷ quyền từ người khác: người được uỷ quyền không uỷ quyền lại."
    ]
    assert reach(third, TODAY, LEADERS) == ()


def test_who_only_stands_in_is_nobodys_colleague(leader: Grant, week: Handover) -> None:
    GrantFactory.create(
        user__username="thay", unit=leader.unit, delegated_from=leader, valid_until=TODAY + WEEK
    )

    assert not queries.colleagues(leader, TODAY).filter(username="thay").exists()


@pytest.mark.parametrize("days", [(-1, 7), (0, 0), (0, 31)])
def test_neither_in_the_past_nor_for_nothing_nor_longer_than_ones_own(
    leader: Grant, week: Handover, days: tuple[int, int]
) -> None:
    Grant.objects.filter(pk=leader.pk).update(valid_until=TODAY + timedelta(days=30))
    starts, ends = (TODAY + timedelta(days=number) for number in days)

    assert len(refusals(leader, replace(week, valid_from=starts, valid_until=ends))) == 1


def test_nobody_takes_anothers_role_by_themselves(leader: Grant, week: Handover) -> None:
    assert refusals(leader, week, by=week.to) == [
        "Chỉ người giữ vai trò hoặc quản trị của đơn vị được uỷ quyền vai trò này."
    ]


def test_an_administrator_hands_over_for_somebody_who_fell_ill(
    leader: Grant, week: Handover
) -> None:
    assert delegate(leader, week, by=administrator()).user == week.to


def test_an_administrators_role_is_not_handed_over(week: Handover) -> None:
    by = administrator()
    (own,) = Grant.objects.filter(user=by)
    second = administrator(own.unit)

    assert "Vai trò này không uỷ quyền" in refusals(own, replace(week, to=second))[0]


@pytest.mark.parametrize("traits", [{"kind": User.Kind.CITIZEN}, {"is_active": False}])
def test_it_goes_to_active_officers_alone(
    leader: Grant, week: Handover, traits: dict[str, object]
) -> None:
    User.objects.filter(pk=week.to.pk).update(**traits)
    week.to.refresh_from_db()

    assert "đang hoạt động" in refusals(leader, week)[0]


def test_it_is_handed_over_once_at_a_time_to_the_same(leader: Grant, week: Handover) -> None:
    delegate(leader, week)

    assert refusals(leader, week) == [
        "Người nhận đã giữ vai trò này ở đơn vị này trong thời gian ấy."
    ]


def test_oneself_is_not_the_other(leader: Grant, week: Handover) -> None:
    assert refusals(leader, replace(week, to=leader.user)) == ["Người nhận phải là người khác."]


def test_it_dies_with_its_source(leader: Grant, week: Handover) -> None:
    made = delegate(leader, week)
    on = TODAY + timedelta(days=2)

    services.end(grant=leader, on=on, reason=EndReason.MOVED, today=TODAY, by=administrator())

    made.refresh_from_db()
    assert made.valid_until == on
    assert reach(week.to, on, LEADERS) == ()


def test_whoever_comes_back_takes_it_back_at_once(leader: Grant, week: Handover) -> None:
    made = delegate(leader, week)

    services.end_delegation(delegation=made, today=TODAY, by=leader.user)

    assert reach(week.to, TODAY, LEADERS) == ()
    assert Entry.objects.filter(action="access.delegation_ended").count() == 1


def test_a_stranger_takes_nothing_back(leader: Grant, week: Handover) -> None:
    made = delegate(leader, week)

    with pytest.raises(RuleBroken, match="thu lại"):
        services.end_delegation(delegation=made, today=TODAY, by=UserFactory.create())
    with pytest.raises(RuleBroken, match="không phải là một uỷ quyền"):
        services.end_delegation(delegation=leader, today=TODAY, by=leader.user)

    assert reach(week.to, TODAY, LEADERS)


def test_what_is_over_is_not_ended_again(leader: Grant, week: Handover) -> None:
    made = delegate(leader, week)

    with pytest.raises(RuleBroken, match="đã hết hạn"):
        services.end_delegation(delegation=made, today=TODAY + WEEK, by=leader.user)


def test_the_delegate_reaches_no_more_than_the_holder(leader: Grant, week: Handover) -> None:
    other = UnitFactory.create()
    GrantFactory.create(user=leader.user, role=Role.COMMUNE_LEADER, unit=other)

    delegate(leader, week)

    assert other.scope not in reach(week.to, TODAY)
