"""Visits are planned, made with or without a gift, or dropped for a reason."""

from collections.abc import Iterator
from datetime import date

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige.models import Benefit, Recognition, Visit, VisitState
from vungcao.systems.prestige.services.granting import NewBenefit
from vungcao.systems.prestige.services.visiting import (
    NewVisit,
    drop_visit,
    mark_visited,
    plan_visit,
    plan_visits,
)
from vungcao.systems.prestige.tests.factories import TODAY, commune, law, recognised, village

pytestmark = pytest.mark.django_db
BODY = "Uỷ ban nhân dân xã Mẫu"


@pytest.fixture
def by() -> Iterator[User]:
    with scoped(("/1/",)):
        law()
        yield UserFactory.create()


@pytest.fixture
def one(by: User) -> Recognition:
    return recognised(village(commune()), by)


def planned(one: Recognition, by: User, day: date = date(2026, 11, 20)) -> Visit:
    return plan_visit(new=NewVisit(one, day, "illness", BODY, note="Ốm"), by=by)


def test_a_visit_is_planned_in_the_place_of_the_person(one: Recognition, by: User) -> None:
    made = planned(one, by)

    assert (made.unit, made.scope, made.state) == (one.unit, one.scope, VisitState.PLANNED)
    assert list(vault.open_texts([made.note])) == ["Ốm"]


def test_a_plan_outside_the_list_without_body_or_occasion_is_refused(
    one: Recognition, by: User
) -> None:
    new = NewVisit(one, date(2025, 1, 1), "x", " ")

    with pytest.raises(RuleBroken) as refused:
        plan_visits(new=[new, NewVisit(one, TODAY, "tet", BODY)], by=by)

    said = str(refused.value).splitlines()
    assert [line.startswith("Dòng 1: ") for line in said] == [True, True, True]
    assert not Visit.objects.exists()


def test_a_visit_is_made_together_with_its_gift(one: Recognition, by: User) -> None:
    new = NewBenefit("illness", "commune", date(2026, 11, 21), 400_000)

    made = mark_visited(
        visit=planned(one, by), done_on=date(2026, 11, 21), today=TODAY, by=by, benefit=new
    )

    assert made.state == VisitState.DONE
    assert made.benefit is not None
    assert made.benefit.amount == 400_000


def test_a_gift_that_may_not_be_given_leaves_the_visit_planned(one: Recognition, by: User) -> None:
    visit = planned(one, by)
    new = NewBenefit("illness", "commune", date(2026, 11, 21), 900_000)

    with pytest.raises(RuleBroken, match="Mức tối đa"):
        mark_visited(visit=visit, done_on=date(2026, 11, 21), today=TODAY, by=by, benefit=new)

    visit.refresh_from_db()
    assert visit.state == VisitState.PLANNED
    assert not Benefit.objects.exists()


def test_a_visit_is_not_made_before_its_day_nor_off_the_list(one: Recognition, by: User) -> None:
    visit = planned(one, by)

    with pytest.raises(RuleBroken, match="không được sau hôm nay"):
        mark_visited(visit=visit, done_on=date(2026, 11, 24), today=TODAY, by=by)
    with pytest.raises(RuleBroken, match="không có trong danh sách"):
        mark_visited(visit=visit, done_on=date(2025, 11, 1), today=TODAY, by=by)


def test_a_visit_is_dropped_for_a_reason_and_then_closed(one: Recognition, by: User) -> None:
    visit = planned(one, by)

    with pytest.raises(RuleBroken, match="Ghi lý do"):
        drop_visit(visit=visit, note="", today=TODAY, by=by)
    dropped = drop_visit(visit=visit, note="Đi vắng", today=TODAY, by=by)

    assert dropped.state == VisitState.DROPPED
    with pytest.raises(RuleBroken, match="đã khép lại"):
        mark_visited(visit=visit, done_on=TODAY, today=TODAY, by=by)
