"""A term is lengthened before it is over, with a reason, as often as the procedure allows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.models import (
    Apology,
    Dossier,
    Extension,
    ProcedureVersion,
    WrittenForm,
)
from vungcao.systems.onestop.queries import deadlines, explaining, versions
from vungcao.systems.onestop.rules.apologies import must_be_sent
from vungcao.systems.onestop.rules.definition import Policy
from vungcao.systems.onestop.services import apologising, publishing, supplementing, warning
from vungcao.systems.onestop.services.extending import Longer, apologise, extend
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.publishing import Text
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import (
    NOW,
    at,
    at_work,
    commune,
    officer,
    papers,
    province_above,
    standing,
    version,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
FIVE = Longer(Fraction(5), "Chờ kết quả xác minh ở thôn")


@pytest.fixture
def worker(examined: tuple[User, Dossier]) -> Iterator[User]:
    with standing(examined[0]) as user:
        yield user


@pytest.fixture
def row(worker: User, examined: tuple[User, Dossier]) -> Dossier:
    return Dossier.objects.select_related("case").get(pk=examined[1].pk)


def fresh(row: Dossier) -> Dossier:
    return Dossier.objects.select_related("case__calendar", "case__organisation", "version").get(
        pk=row.pk
    )


def test_an_extension_adds_its_days_and_says_so(worker: User, row: Dossier) -> None:
    before = row.case.due_at

    made = extend(dossier=row, longer=FIVE, now=at(24), by=worker)

    after = fresh(row)
    assert made.old_due_at == before
    assert made.new_due_at == after.case.due_at == clocks.due(after.case, [])
    assert after.extensions == 1
    assert after.first_due_at == before
    assert chains.verify(after.case).holds


def test_pauses_before_it_still_count(worker: User, row: Dossier) -> None:
    asked = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=asked, now=at(25), by=worker)
    supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(27), by=worker
    )

    extend(dossier=row, longer=FIVE, now=at(30), by=worker)

    after = fresh(row)
    assert after.case.due_at == clocks.due(after.case, clocks.stops(after.case))
    assert after.step_due_at == deadlines.step_due(after)


def counting_anew(pause: str) -> ProcedureVersion:
    """An invented procedure whose term is counted anew after a supplement."""
    like = version()
    process = versions.process(like)
    by = UserFactory.create(username="soan-thu-tuc")
    text = Text("Thủ tục mẫu tính lại", "Mẫu", like.basis, date(2026, 1, 1), term_halves=50)
    policy = replace(process.policy, pause=pause)
    made = publishing.draft(
        code="9.000002", text=text, process=replace(process, policy=policy), by=by
    )
    return publishing.publish(version=made, decision_number="02/QĐ-MAU", now=NOW, by=by)


def test_an_extension_stays_where_the_term_is_counted_anew_after_a_supplement(
    worker: User,
) -> None:
    row = at_work(worker, version=counting_anew("restart"))
    extend(dossier=row, longer=FIVE, now=at(24), by=worker)
    asked = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=asked, now=at(25), by=worker)
    supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(27), by=worker
    )

    after = fresh(row)
    due = next(one for one in explaining.explained(after) if one.code == "due")
    assert (after.case.received_at, after.case.term_halves) == (at(27), 60)
    assert explaining.agrees(after)
    assert "từ 09:00 ngày 27/11/2026" in due.words[1]
    assert "5 ngày làm việc đã gia hạn trước đó vẫn được cộng" in due.words[2]
    assert "chưa xác minh" in due.words[2]


def test_a_policy_may_drop_what_was_extended_before() -> None:
    assert Policy("restart").begun_anew(50, 10) == 60
    assert Policy("restart_bare").begun_anew(50, 10) == 50


def test_it_is_possible_until_the_due_instant_and_not_after(worker: User, row: Dossier) -> None:
    due = row.case.due_at
    assert due is not None

    with pytest.raises(RuleBroken, match="quá giờ hẹn"):
        extend(dossier=row, longer=FIVE, now=due + timedelta(seconds=1), by=worker)

    assert extend(dossier=row, longer=FIVE, now=due, by=worker).new_due_at > due


def test_a_second_time_only_if_the_procedure_allows_it(worker: User, row: Dossier) -> None:
    extend(dossier=row, longer=FIVE, now=at(24), by=worker)

    with pytest.raises(RuleBroken, match="chỉ được gia hạn 1 lần"):
        extend(dossier=row, longer=FIVE, now=at(25), by=worker)

    assert Extension.objects.count() == 1


@pytest.mark.parametrize(
    ("longer", "why"),
    [(Longer(Fraction(5), " "), "lý do"), (Longer(Fraction(1, 3), "Bận"), "số ngày")],
)
def test_it_needs_a_reason_and_halves_of_days(
    worker: User, row: Dossier, longer: Longer, why: str
) -> None:
    with pytest.raises(RuleBroken, match=why):
        extend(dossier=row, longer=longer, now=at(24), by=worker)


def test_not_while_the_clock_stands_still(worker: User, row: Dossier) -> None:
    asked = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=asked, now=at(25), by=worker)

    with pytest.raises(RuleBroken, match="đang chạy"):
        extend(dossier=row, longer=FIVE, now=at(26), by=worker)


def test_neither_the_desk_nor_who_leads_above_lengthens_what_others_examine(
    worker: User, row: Dossier
) -> None:
    desk = officer("ban-mot-cua", Role.DESK_OFFICER, commune())
    above = officer("so", Role.DEPARTMENT_LEADER, province_above())

    for other in (desk, above):
        with pytest.raises(RuleBroken, match="vai trò khác"):
            extend(dossier=row, longer=FIVE, now=at(24), by=other)
    assert deadlines.may_extend(row, officer("chu", Role.COMMUNE_LEADER, commune()), at(24))


def test_who_looks_at_an_old_page_is_told(worker: User, row: Dossier) -> None:
    with pytest.raises(RuleBroken, match="người khác xử lý"):
        extend(dossier=row, longer=FIVE, now=at(24), by=worker, seen=row.case.version - 1)


def test_the_apology_is_written_with_the_extension(worker: User, row: Dossier) -> None:
    made = extend(dossier=row, longer=FIVE, now=at(24), by=worker)

    form = WrittenForm.objects.get(dossier=row, form="04")
    apology = Apology.objects.get(dossier=row)
    assert (form.extension, apology.extension, apology.document) == (made, made, form.document)
    assert FIVE.reason in str(documents.words([form.document])[0].values["body"])


def test_an_apology_is_drafted_once_when_the_term_ends_and_sent_only_by_an_officer(
    worker: User, row: Dossier
) -> None:
    due = row.case.due_at
    assert due is not None
    system = system_account("one-stop")
    system.reach = (NATION_SCOPE,)
    morning, late = due - timedelta(hours=4), due + timedelta(hours=20)

    with standing(system):
        times = (at(24), morning, morning, late)
        counts = [apologising.prepare_apologies(now=now, by=system) for now in times]

    made = Apology.objects.select_related("document").get(dossier=row)
    assert counts == [0, 1, 0, 0]
    assert made.document is not None
    assert (made.old_due_at, made.sent_at, made.document.state) == (due, None, "draft")
    assert not WrittenForm.objects.filter(dossier=row, form="04").exists()
    with pytest.raises(RuleBroken, match="chưa gửi phiếu xin lỗi"):
        move(dossier=row, action="dung", words="Theo yêu cầu", now=late, by=worker)
    with pytest.raises(RuleBroken, match="lý do"):
        apologise(dossier=row, longer=Longer(Fraction(3), " "), now=late, by=worker)

    sent = apologise(dossier=row, longer=FIVE, now=late, by=worker)

    assert (sent.pk, sent.document, sent.sent_by) == (made.pk, made.document, worker)
    assert fresh(row).case.due_at == due
    with pytest.raises(RuleBroken, match="Đã gửi"):
        apologise(dossier=row, longer=FIVE, now=late, by=worker)
    assert move(dossier=row, action="dung", words="Theo yêu cầu", now=late, by=worker).finished_at


def test_a_draft_goes_when_its_moment_moves_and_an_extension_sends_it(
    worker: User, row: Dossier
) -> None:
    due = row.case.due_at
    assert due is not None
    system = system_account("one-stop")
    system.reach = (NATION_SCOPE,)
    morning = due - timedelta(hours=4)
    with standing(system):
        apologising.prepare_apologies(now=morning, by=system)
    draft = Apology.objects.get(dossier=row).document
    with pytest.raises(RuleBroken, match="Còn gia hạn được"):
        apologise(dossier=row, longer=FIVE, now=morning, by=worker)

    asked = Request([Item("mau02", "Thiếu chữ ký")])
    supplementing.ask(dossier=row, action="bo_sung", request=asked, now=morning, by=worker)
    supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=due, by=worker
    )
    with standing(system):
        apologising.prepare_apologies(now=due, by=system)

    assert not Apology.objects.filter(document=draft).exists()
    made = extend(dossier=fresh(row), longer=FIVE, now=due, by=worker)
    assert Apology.objects.get(dossier=row).extension == made


@pytest.mark.parametrize(
    ("apology", "does", "waits"),
    [("required", "stop", True), ("required", "withdraw", False), ("shown", "stop", False)],
)
def test_whether_an_end_waits_for_the_apology_is_a_policy(
    apology: str, does: str, waits: bool
) -> None:
    assert must_be_sent(Policy(apology=apology), does) is waits


def test_officers_are_told_once_on_the_day_and_once_when_it_is_late(
    worker: User, row: Dossier
) -> None:
    due = row.case.due_at
    assert due is not None
    system = system_account("one-stop")
    system.reach = (NATION_SCOPE,)
    morning = due - timedelta(hours=4)

    with standing(system):
        counts = [warning.warn(now=now, by=system) for now in (at(24), morning, morning, due)]
        late = [warning.warn(now=due + timedelta(minutes=9), by=system) for _time in range(2)]

    assert counts == [0, 1, 0, 0]
    assert late == [1, 0]
    with standing(worker):
        said = Notice.objects.filter(recipient=worker).order_by("pk")
        assert [one.kind for one in said] == [warning.ENDING, warning.LATE]


def test_who_has_extended_is_not_warned_of_the_old_day(worker: User, row: Dossier) -> None:
    due = row.case.due_at
    assert due is not None
    extend(dossier=row, longer=FIVE, now=at(24), by=worker)
    system = system_account("one-stop")
    system.reach = (NATION_SCOPE,)

    with standing(system):
        assert warning.warn(now=due + timedelta(hours=1), by=system) == 0
