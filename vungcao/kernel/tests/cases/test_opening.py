"""Opening a case gives it a number, parties, a running clock and its first event."""

import re
from datetime import date
from fractions import Fraction

import pytest

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.models import Case, CaseEvent, Party
from vungcao.kernel.cases.services import Term
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers import outbox
from vungcao.kernel.tests.cases.world import KIND, MONDAY, World, at, later


def test_a_case_is_numbered_and_due_after_its_term(world: World) -> None:
    case = world.open(days=5)

    assert case.number == "VS-261116-0001"
    assert case.due_at == at("23/11 17:00")
    assert re.fullmatch(r"[A-Z2-7]{10}", case.code)


def test_a_term_of_a_half_day_ends_at_noon(world: World) -> None:
    assert world.open(days=Fraction(1, 2)).due_at == at("17/11 11:30")


def test_a_case_without_a_term_is_never_due(world: World) -> None:
    case = world.open(term=None)

    assert case.due_at is None
    assert not Case.objects.overdue(later(days=400)).filter(pk=case.pk).exists()


def test_the_opening_is_an_event_an_audit_entry_and_an_announcement(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[outbox.Announcement] = []
    monkeypatch.setattr(outbox, "put", said.append)

    case = world.open()

    event = CaseEvent.objects.get(case=case)
    assert (event.seq, event.action, event.actor) == (1, "opened", world.officer.username)
    assert Entry.objects.filter(action="cases.stepped", subject=f"cases.Case:{case.pk}").exists()
    assert [(one.topic, one.scope) for one in said] == [("cases.opened", case.scope)]


def test_an_intake_desk_may_open_a_case_of_another_body(world: World) -> None:
    case = world.open(organisation=world.there, intake=world.here)

    roles = case.parties.order_by("pk").values_list("role", "organisation")
    assert list(roles) == [("intake", world.here.pk), ("responsible", world.there.pk)]
    assert case.scope == world.there.scope


def test_nobody_opens_a_case_with_which_they_have_nothing_to_do(world: World) -> None:
    with pytest.raises(RuleBroken, match="nơi tiếp nhận"):
        world.open(organisation=world.there)

    assert not Party.objects.exists()


def test_a_body_that_has_ended_takes_no_case(world: World) -> None:
    world.here.valid_until = date(2026, 11, 16)

    with pytest.raises(RuleBroken, match="kế tục"):
        world.open()


def test_an_unknown_kind_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="Không có loại"):
        world.open(kind="tests.nobody")


def test_a_term_is_made_of_half_days() -> None:
    with pytest.raises(RuleBroken, match="nửa ngày"):
        _ = Term(Fraction(1, 3), None).halves  # type: ignore[arg-type]


def test_when_the_event_fails_nothing_is_left(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: outbox.Announcement) -> None:
        raise RuntimeError

    monkeypatch.setattr(outbox, "put", fail)

    with pytest.raises(RuntimeError):
        world.open()

    assert not Case.objects.exists()
    assert not Entry.objects.filter(action="cases.stepped").exists()
    assert not OutboxMessage.objects.filter(topic="cases.opened").exists()


def test_the_worklist_knows_its_kind(world: World) -> None:
    assert world.open(now=MONDAY).kind == KIND


def test_what_is_entered_later_is_due_from_the_day_on_which_it_came_in(world: World) -> None:
    case = world.open(days=2, received_at=at("12/11 09:00"), now=MONDAY)

    case.refresh_from_db()
    assert case.due_at == at("16/11 17:00")  # Friday and Monday
    assert (case.received_at, case.last_event_at) == (at("12/11 09:00"), MONDAY)
    assert case.number == "VS-261116-0001"
    assert CaseEvent.objects.get(case=case).at == MONDAY


def test_nothing_is_received_tomorrow(world: World) -> None:
    with pytest.raises(RuleBroken, match="không được sau thời điểm ghi"):
        world.open(received_at=later(minutes=1), now=MONDAY)
