"""A case ends, waits for another, opens again, or goes on inside another."""

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.cases.queries.worklists import Wanted, final, worklist
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.cases.world import World, at, later
from vungcao.kernel.tests.factories import UserFactory


def close(world: World, case: Case, hours: int = 1) -> Case:
    now = later(hours=hours)
    return services.close(case=case, outcome="granted", reason="", now=now, by=world.officer)


def reopen(world: World, case: Case, when: str, *, starts_anew: bool = False) -> Case:
    return services.reopen(
        case=case, reason="Thiếu ký", starts_anew=starts_anew, now=at(when), by=world.officer
    )


def test_a_closed_case_leaves_the_list_and_takes_no_step(world: World) -> None:
    case = world.open()
    close(world, case)

    assert worklist(world.officer, Wanted(), later(hours=2)) == []
    with pytest.raises(RuleBroken, match="mở lại"):
        services.note(case=case, action="x", now=later(hours=2), by=world.officer)
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        close(world, case, hours=2)


def test_a_close_says_whether_it_was_late(world: World) -> None:
    early, late = world.open(days=1), world.open(days=1)
    close(world, early)
    services.close(case=late, outcome="x", reason="", now=at("18/11 08:00"), by=world.officer)

    bodies = CaseEvent.objects.filter(action="closed").order_by("case")
    assert ['"late":true' in event.body for event in bodies] == [False, True]


def test_closing_a_paused_case_ends_its_pause(world: World) -> None:
    case = world.open()
    pause = services.pause(
        case=case, kind="papers", reason="", now=later(hours=1), by=world.officer
    )

    close(world, case, hours=2)

    pause.refresh_from_db()
    assert pause.resumed_at == later(hours=2)


def test_a_case_waits_for_the_one_that_it_called_for(world: World) -> None:
    parent, child = world.open(), world.open()
    services.link(parent=parent, child=child, is_required=True, now=later(), by=world.officer)

    with pytest.raises(RuleBroken, match=child.number):
        close(world, parent)

    close(world, child)
    assert close(world, parent, hours=2).state == Case.State.CLOSED


def test_cases_do_not_wait_for_each_other_in_a_circle(world: World) -> None:
    one, two, three = world.open(), world.open(), world.open()
    services.link(parent=one, child=two, is_required=True, now=later(), by=world.officer)
    services.link(parent=two, child=three, is_required=True, now=later(), by=world.officer)

    with pytest.raises(RuleBroken, match="chờ lẫn nhau"):
        services.link(parent=three, child=one, is_required=True, now=later(), by=world.officer)


def test_the_time_until_a_reopening_does_not_count(world: World) -> None:
    case = world.open(days=2)
    services.close(case=case, outcome="x", reason="", now=at("17/11 17:00"), by=world.officer)

    again = reopen(world, case, "23/11 07:30")

    assert again.due_at == at("23/11 17:00")
    assert (again.state, again.closed_at, again.outcome) == ("open", None, "")


def test_a_reopened_case_may_start_anew(world: World) -> None:
    case = world.open(days=2)
    close(world, case)

    assert reopen(world, case, "23/11 07:30", starts_anew=True).due_at == at("25/11 17:00")


def test_only_an_ended_case_is_reopened_and_with_a_reason(world: World) -> None:
    case = world.open()
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        reopen(world, case, "17/11 08:00")
    close(world, case)

    with pytest.raises(RuleBroken, match="lý do"):
        services.reopen(
            case=case, reason=" ", starts_anew=False, now=later(hours=3), by=world.officer
        )


def test_a_merged_case_goes_on_in_the_other(world: World) -> None:
    kept, merged = world.open(), world.open()
    citizens = [UserFactory.create(), UserFactory.create()]
    both = [world.open(applicant=citizen) for citizen in citizens]

    services.merge(kept=kept, merged=merged, reason="", now=later(hours=1), by=world.officer)
    services.merge(kept=both[0], merged=both[1], reason="", now=later(hours=1), by=world.officer)
    services.merge(kept=kept, merged=both[0], reason="", now=later(hours=2), by=world.officer)

    both[1].refresh_from_db()
    assert final(both[1]).pk == kept.pk
    assert applicants(kept) == citizens
    assert [case.pk for case in worklist(world.officer, Wanted(), later(hours=3))] == [kept.pk]


def applicants(case: Case) -> list[User]:
    found = case.parties.filter(role="applicant").select_related("account").order_by("account")
    return [party.account for party in found if party.account]


def test_both_sides_of_a_merger_write_it_down(world: World) -> None:
    kept, merged = world.open(), world.open()

    services.merge(kept=kept, merged=merged, reason="Trùng", now=later(hours=1), by=world.officer)

    last = [case.events.order_by("-seq")[0].action for case in (kept, merged)]
    assert last == ["took_in", "merged"]


def test_a_case_is_not_merged_into_itself_nor_after_its_end(world: World) -> None:
    kept, ended = world.open(), world.open()
    close(world, ended)

    with pytest.raises(RuleBroken, match="khác nhau"):
        services.merge(kept=kept, merged=kept, reason="", now=later(hours=2), by=world.officer)
    with pytest.raises(RuleBroken, match="không nhập"):
        services.merge(kept=kept, merged=ended, reason="", now=later(hours=2), by=world.officer)
