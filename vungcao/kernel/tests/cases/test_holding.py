"""One body is responsible, one account works on it, another stands in for a while."""

import pytest

from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import Case, CaseEvent, Party
from vungcao.kernel.cases.queries.worklists import Wanted, worklist
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.tests.cases.world import World, at, later, look_as


def test_a_case_is_on_its_assignees_list(world: World) -> None:
    case = world.open()
    services.assign(case=case, to=world.colleague, now=later(hours=1), by=world.officer)

    mine = worklist(world.officer, Wanted(account=world.colleague), later(hours=2))

    assert mine == [case]
    assert worklist(world.officer, Wanted(account=world.officer), later(hours=2)) == []


def test_an_assignee_is_told_and_whoever_takes_it_themselves_is_not(world: World) -> None:
    case = world.open()
    services.assign(case=case, to=world.officer, now=later(hours=1), by=world.officer)
    services.assign(case=case, to=world.colleague, now=later(hours=2), by=world.officer)

    look_as(world.colleague)
    told = Notice.objects.visible_to(world.colleague).get()
    look_as(world.officer)

    assert (told.kind, told.details["number"]) == ("cases.assigned", case.number)
    assert not Notice.objects.visible_to(world.officer).exists()


def test_nobody_is_given_a_case_that_they_may_not_work_on(world: World) -> None:
    case = world.open()

    with pytest.raises(RuleBroken, match="không có quyền"):
        services.assign(case=case, to=world.neighbour, now=later(hours=1), by=world.officer)

    case.refresh_from_db()
    assert case.assignee is None


def test_a_delegation_ends_by_itself(world: World) -> None:
    case = world.open()
    services.assign(case=case, to=world.officer, now=later(hours=1), by=world.officer)
    services.delegate(
        case=case,
        to=world.colleague,
        until=at("18/11 17:00"),
        now=later(hours=2),
        by=world.officer,
    )

    theirs = Wanted(account=world.colleague)
    own = Wanted(account=world.officer)
    assert worklist(world.officer, theirs, at("18/11 16:59")) == [case]
    assert worklist(world.officer, own, at("18/11 16:59")) == []
    assert worklist(world.officer, theirs, at("18/11 17:00")) == []
    assert worklist(world.officer, own, at("18/11 17:00")) == [case]


def test_what_a_delegate_does_says_for_whom(world: World) -> None:
    case = world.open()
    services.assign(case=case, to=world.officer, now=later(hours=1), by=world.officer)
    until = at("18/11 17:00")
    services.delegate(
        case=case, to=world.colleague, until=until, now=later(hours=2), by=world.officer
    )

    event = services.note(case=case, action="checked", now=later(hours=3), by=world.colleague)
    after = services.note(case=case, action="checked", now=until, by=world.colleague)

    assert f'"acting_for":{world.officer.pk}' in event.body
    assert "acting_for" not in after.body


def test_taking_back_ends_a_delegation_before_its_time(world: World) -> None:
    case = world.open()
    services.assign(case=case, to=world.officer, now=later(hours=1), by=world.officer)
    until = at("18/11 17:00")
    services.delegate(
        case=case, to=world.colleague, until=until, now=later(hours=2), by=world.officer
    )

    services.take_back(case=case, now=later(hours=3), by=world.officer)

    assert worklist(world.officer, Wanted(account=world.officer), later(hours=4)) == [case]
    with pytest.raises(RuleBroken, match="không có uỷ quyền"):
        services.take_back(case=case, now=later(hours=5), by=world.officer)


def test_nobody_stands_in_for_themselves(world: World) -> None:
    case = world.open()
    services.assign(case=case, to=world.officer, now=later(hours=1), by=world.officer)

    with pytest.raises(RuleBroken, match="cho một người khác"):
        services.delegate(
            case=case,
            to=world.officer,
            until=at("18/11 17:00"),
            now=later(hours=2),
            by=world.officer,
        )


def test_a_transfer_moves_the_responsibility_and_leaves_sight(world: World) -> None:
    case = world.open()
    services.assign(case=case, to=world.officer, now=later(hours=1), by=world.officer)

    services.transfer(
        case=case, to=world.there, reason="Sai địa bàn", now=later(hours=2), by=world.officer
    )

    assert Case.objects.visible_to(world.officer).get() == case
    assert worklist(world.officer, Wanted(), later(hours=3)) == []
    with pytest.raises(RuleBroken, match="chịu trách nhiệm"):
        services.note(case=case, action="x", now=later(hours=3), by=world.officer)
    look_as(world.neighbour)
    moved = worklist(world.neighbour, Wanted(), later(hours=3))
    assert [(row.pk, row.assignee) for row in moved] == [(case.pk, None)]


def test_one_body_is_responsible_at_every_moment(world: World) -> None:
    case = world.open()
    services.transfer(case=case, to=world.there, reason="", now=later(hours=2), by=world.officer)
    look_as(world.neighbour)
    services.transfer(case=case, to=world.here, reason="", now=later(hours=5), by=world.neighbour)

    held = case.parties.filter(role=Party.Role.RESPONSIBLE).order_by("since", "pk")
    spans = list(held.values_list("organisation", "since", "until"))

    assert spans == [
        (world.here.pk, later(), later(hours=2)),
        (world.there.pk, later(hours=2), later(hours=5)),
        (world.here.pk, later(hours=5), None),
    ]


def test_a_body_that_is_asked_sees_the_case_but_does_not_hold_it(world: World) -> None:
    case = world.open()
    services.ask(
        case=case, body=world.there, question="Xin ý kiến", now=later(hours=1), by=world.officer
    )
    with pytest.raises(RuleBroken, match="chưa trả lời"):
        services.ask(case=case, body=world.there, question="", now=later(hours=2), by=world.officer)

    look_as(world.neighbour)

    assert Case.objects.visible_to(world.neighbour).get() == case
    assert CaseEvent.objects.filter(case=case).count() == 2
    assert worklist(world.neighbour, Wanted(), later(hours=2)) == []
    with pytest.raises(RuleBroken, match="chịu trách nhiệm"):
        services.close(case=case, outcome="x", reason="", now=later(hours=2), by=world.neighbour)


def test_a_body_that_has_answered_is_released_and_still_sees(world: World) -> None:
    case = world.open()
    services.ask(case=case, body=world.there, question="", now=later(hours=1), by=world.officer)
    services.release(case=case, body=world.there, now=later(hours=2), by=world.officer)

    with pytest.raises(RuleBroken, match="không đang được hỏi"):
        services.release(case=case, body=world.there, now=later(hours=3), by=world.officer)
    look_as(world.neighbour)
    assert Case.objects.visible_to(world.neighbour).count() == 1


def test_a_screen_that_is_out_of_date_changes_nothing(world: World) -> None:
    case = world.open()
    seen = case.version
    services.assign(case=case, to=world.officer, now=later(hours=1), by=world.officer, seen=seen)

    with pytest.raises(RuleBroken, match="người khác xử lý"):
        services.assign(
            case=case, to=world.colleague, now=later(hours=2), by=world.officer, seen=seen
        )

    case.refresh_from_db()
    assert case.assignee == world.officer


def test_the_list_names_its_people_in_one_query(
    world: World, django_assert_num_queries: object
) -> None:
    for hour in range(3):
        case = world.open(now=later(hours=hour))
        services.assign(case=case, to=world.officer, now=later(hours=hour), by=world.officer)

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = worklist(world.officer, Wanted(), later(hours=5))
        assert [row.assignee for row in found] == [world.officer] * 3
