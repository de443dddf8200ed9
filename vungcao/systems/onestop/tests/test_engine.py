"""One action on a dossier: who may, what moves, what the clock does, what is refused."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.systems.onestop.models import Dossier, ProcedureVersion
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import publishing, receiving, supplementing
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.submitting import BadAnswers, submit
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import (
    NOW,
    TODAY,
    at,
    at_work,
    commune,
    neighbour,
    new_dossier,
    officer,
    papers,
    received,
    standing,
    submitted,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]


@pytest.fixture
def desk() -> Iterator[User]:
    with standing(officer("ban-mot-cua", Role.DESK_OFFICER, commune())) as user:
        yield user


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


def test_every_procedure_that_comes_with_the_product_is_proved() -> None:
    found = ProcedureVersion.objects.published()

    assert found.count() == 6
    assert [fault for one in found for fault in publishing.faults(one)] == []


def test_a_day_before_the_law_of_2024_the_old_procedure_counts() -> None:
    assert versions.on("1.004875", date(2024, 1, 14)) is not None
    assert versions.on("1.004875", date(2024, 1, 15)) is None
    assert versions.on("1.012222", date(2024, 1, 14)) is None


def test_what_is_submitted_waits_without_a_clock(desk: User) -> None:
    made = submitted(desk)

    assert made.dossier.status == Status.SUBMITTED
    assert made.dossier.case.due_at is None
    assert len(made.secret) == 8
    assert made.secret not in made.dossier.secret


def test_receipt_starts_the_clock_on_the_next_working_day(desk: User) -> None:
    row = received(desk)

    assert row.status == Status.RECEIVED
    assert row.received_at == NOW
    assert row.first_due_at == row.case.due_at == clocks.due(row.case, [])


def test_everything_that_is_wrong_with_a_form_is_said_at_once(desk: User) -> None:
    new = new_dossier(answers={"ngay_hop": "31/11"}, subjects=[], contact={})

    with pytest.raises(BadAnswers) as refused:
        submit(new=new, now=NOW, by=desk)

    assert {place for place, _said in refused.value.places} == {"contact.name", "ngay_hop", "nguoi"}
    assert not Dossier.objects.exists()


def test_nothing_is_received_while_a_paper_is_missing(desk: User) -> None:
    row = submitted(desk, papers=papers("de_nghi")).dossier

    with pytest.raises(RuleBroken, match="đủ thành phần hồ sơ"):
        receiving.receive(dossier=row, action="tiep_nhan", now=NOW, by=desk)


def test_the_commune_s_office_is_responsible_once_it_holds_the_dossier(worker: User) -> None:
    row = at_work(worker)

    assert row.step == "tham_dinh"
    assert row.case.organisation.kind == "peoples_committee"
    assert row.case.parties.filter(role="responsible", until=None).count() == 1


def test_a_supplement_stops_the_clock_and_keeps_what_was_left(worker: User) -> None:
    row = at_work(worker)
    left = clocks.minutes_left(row.case, at(24, 10))
    request = Request([Item("mau02", "Thiếu chữ ký của thư ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=request, now=at(24, 10), by=worker)

    given = supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(30, 15), by=worker
    )

    assert given.status == Status.WORKING
    assert clocks.minutes_left(given.case, at(30, 15)) == left
    assert given.case.due_at == clocks.due(given.case, clocks.stops(given.case))


def test_a_step_asks_once(worker: User) -> None:
    row = at_work(worker)
    request = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=request, now=at(24), by=worker)
    supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(25), by=worker
    )

    with pytest.raises(RuleBroken, match="một lần"):
        supplementing.ask(dossier=row, action="bo_sung", request=request, now=at(26), by=worker)


def test_who_looks_at_an_old_page_is_told(worker: User) -> None:
    row = received(worker)
    seen = row.case.version
    move(dossier=row, action="chuyen", now=NOW, by=worker, seen=seen)

    with pytest.raises(RuleBroken, match="người khác xử lý"):
        move(dossier=row, action="chuyen", now=NOW, by=worker, seen=seen)


def test_a_step_belongs_to_its_roles(desk: User) -> None:
    row = at_work(desk)

    with pytest.raises(RuleBroken, match="vai trò khác"):
        move(dossier=row, action="dung", words="Không rõ", now=NOW, by=desk)


def test_what_happened_gives_the_state_and_the_chain_holds(worker: User) -> None:
    row = at_work(worker)
    records = [one for one in cases.read(case=row.case, by=worker) if one.action == "onestop.moved"]

    assert [one.details["after"] for one in records] == ["cho_tiep_nhan", "tiep_nhan", "tham_dinh"]
    assert records[-1].details["after"] == row.step
    assert chains.verify(row.case).holds
    assert CaseEvent.objects.filter(case=row.case).count() == row.case.version


def test_a_stopped_dossier_is_finished_and_can_do_nothing_more(worker: User) -> None:
    row = at_work(worker)

    ended = move(dossier=row, action="dung", words="Người nộp không liên hệ", now=at(25), by=worker)

    assert ended.status == Status.STOPPED
    assert ended.finished_at == at(25)
    assert ended.case.state == "closed"
    with pytest.raises(RuleBroken):
        move(dossier=row, action="dung", words="Lại", now=at(26), by=worker)


def test_a_neighbour_sees_nothing_of_it(worker: User) -> None:
    row = at_work(worker)
    other = officer("ban", Role.COMMUNE_OFFICER, neighbour())

    with standing(other):
        assert not Dossier.objects.visible_to(other).filter(pk=row.pk).exists()
        assert not Dossier.objects.filter(pk=row.pk).exists()


def test_today_is_the_day_of_the_versions() -> None:
    assert versions.on("1.012222", TODAY) is not None


@pytest.mark.usefixtures("quick_papers")
def test_what_is_the_applicants_alone_no_officer_does(
    worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = at_work(worker)
    asked = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=asked, now=at(23, 11), by=worker)
    process = versions.process(row.version)
    own = replace(process, actions=tuple(replace(one, roles=()) for one in process.actions))
    monkeypatch.setattr(versions, "process", lambda _version: own)

    with pytest.raises(RuleBroken, match="người nộp tự làm"):
        supplementing.supply(
            dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(24), by=worker
        )
    with pytest.raises(RuleBroken, match="người nộp tự làm"):
        move(dossier=row, action="rut", words="Đơn ngày 24/11", now=at(24), by=worker)
