"""What must always hold of dossiers, numbered as the domain's paper numbers it.

12 is of the exchange with other systems. What is proved at length beside the part that keeps it
(2 `test_proofs`, 6 `test_papers`, 9 `test_statistics`, 10 `test_deciding`) stands here in short.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import CaseEvent, Party, Pause
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.documents import queries as documents
from vungcao.kernel.documents.inspection import Inspection, Signed
from vungcao.kernel.documents.models import DocumentVersion
from vungcao.kernel.documents.verification import Verified
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.organisations.models import OrganisationKind
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.models import (
    Channel,
    Decision,
    Dossier,
    Paper,
    ProcedureVersion,
    Subject,
    Supplement,
    WrittenForm,
)
from vungcao.systems.onestop.offers.inspecting import take
from vungcao.systems.onestop.queries import explaining, store, versions, worklist
from vungcao.systems.onestop.queries import work_statistics as statistics
from vungcao.systems.onestop.queries.work_statistics import Stretch
from vungcao.systems.onestop.rules.counting import Counts
from vungcao.systems.onestop.rules.definition import RESULT
from vungcao.systems.onestop.rules.proofs import faults
from vungcao.systems.onestop.rules.statuses import FINAL, FOLLOWS, Status, may_follow
from vungcao.systems.onestop.services import (
    apologising,
    desk_reading,
    inspecting,
    receiving,
    supplementing,
)
from vungcao.systems.onestop.services.case_file import export_file
from vungcao.systems.onestop.services.extending import Longer, apologise, extend
from vungcao.systems.onestop.services.inspecting import INSPECTED
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.papers import open_paper
from vungcao.systems.onestop.services.reading import read_dossier, read_names
from vungcao.systems.onestop.services.submitting import NewPaper
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.decisions import person
from vungcao.systems.onestop.tests.factories import (
    NOW,
    RECOGNISE,
    TODAY,
    at,
    at_work,
    body,
    neighbour,
    officer,
    papers,
    received,
    standing,
    submitted,
    version,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
SIGNATURE = Signed(
    name="S1",
    is_intact=False,
    is_valid=True,
    is_trusted=False,
    is_demo=False,
    covers_all=True,
    has_later_changes=False,
    signer="Nguyễn Văn Mẫu",
    issuer="Mẫu",
    signed_at="",
    ranges=(),
)
ASKED = Request([Item("mau02", "Thiếu chữ ký")])


@pytest.fixture
def worker(examined: tuple[User, Dossier]) -> Iterator[User]:
    with standing(examined[0]) as user:
        yield user


@pytest.fixture
def row(worker: User, examined: tuple[User, Dossier]) -> Dossier:
    return Dossier.objects.select_related("case").get(pk=examined[1].pk)


def supplemented(row: Dossier, worker: User) -> Dossier:
    supplementing.ask(dossier=row, action="bo_sung", request=ASKED, now=at(24, 10), by=worker)
    return supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(27, 15), by=worker
    )


def test_1_versions_of_one_procedure_never_overlap() -> None:
    old = version()

    with pytest.raises(IntegrityError, match="never_overlap"), transaction.atomic():
        ProcedureVersion.objects.create(
            **{
                one.attname: getattr(old, one.attname)
                for one in old._meta.concrete_fields
                if one.name not in ("id", "variant")
            },
            variant="chồng lên",
        )


def test_1_an_open_dossier_keeps_its_version_when_another_one_counts(
    worker: User, row: Dossier
) -> None:
    ProcedureVersion.objects.filter(pk=row.version_id).update(valid_until=date(2026, 11, 24))

    moved = move(dossier=row, action="dung", words="Theo yêu cầu", now=at(25), by=worker)

    assert moved.version_id == row.version_id


def test_2_a_process_with_a_step_that_nobody_reaches_is_no_process() -> None:
    good = versions.process(version())
    lonely = replace(good.steps[0], code="khong_ai_toi", label="Không ai tới")

    said = faults(replace(good, steps=(*good.steps, lonely)), 50, lambda name: None)

    assert any("Không ai tới" in one or "khong_ai_toi" in one for one in said)


def test_3_the_due_date_follows_from_receipt_version_calendar_and_pauses(
    worker: User, row: Dossier
) -> None:
    row = supplemented(row, worker)

    assert row.case.due_at == clocks.due(row.case, clocks.stops(row.case))
    assert explaining.agrees(Dossier.objects.select_related("case__calendar").get(pk=row.pk))


def test_4_running_and_paused_minutes_are_all_working_minutes(worker: User, row: Dossier) -> None:
    row = supplemented(row, worker)
    found = clocks.derivation(row.case)
    assert found is not None

    running = sum(line.minutes for line in found.lines)

    assert running == 25 * 450  # the whole term of 25 days of seven hours and a half


def test_4_pauses_never_overlap(worker: User, row: Dossier) -> None:
    row = supplemented(row, worker)

    with pytest.raises(IntegrityError, match="never_overlap"), transaction.atomic():
        Pause.objects.create(
            case=row.case, kind="ask", stopped_at=at(24, 11), resumed_at=at(25, 11)
        )


def test_4_a_step_that_does_not_hold_the_dossier_asks_for_nothing(worker: User) -> None:
    with pytest.raises(RuleBroken):
        supplementing.ask(
            dossier=received(worker), action="bo_sung", request=ASKED, now=at(24), by=worker
        )

    assert not Supplement.objects.exists()


def test_5_every_status_but_the_final_ones_leads_somewhere() -> None:
    assert {status for status, after in FOLLOWS.items() if not after} == FINAL
    assert not may_follow(Status.RETURNED, Status.WORKING)
    assert not may_follow(Status.REFUSED, Status.RECEIVED)


def test_5_a_state_that_no_event_led_to_cannot_be_stored(worker: User) -> None:
    row = submitted(worker).dossier

    with pytest.raises(IntegrityError, match="once_it_is_received"), transaction.atomic():
        Dossier.objects.filter(pk=row.pk).update(status=Status.WORKING)


def test_6_what_has_no_receipt_has_no_clock_and_what_is_refused_never_gets_one(
    worker: User,
) -> None:
    row = submitted(worker).dossier

    refused = receiving.refuse(
        dossier=row, action="tu_choi", reason="Không thuộc thẩm quyền", now=NOW, by=worker
    )

    assert (refused.received_at, refused.case.due_at) == (None, None)
    assert refused.status == Status.REFUSED


def test_6_every_step_that_needs_a_paper_has_made_it_and_the_apology_is_in_time(
    worker: User, row: Dossier
) -> None:
    row = supplemented(row, worker)
    made = extend(dossier=row, longer=Longer(Fraction(5), "Chờ xác minh"), now=at(30), by=worker)
    move(dossier=row, action="dung", words="Theo yêu cầu", now=at(1, month=12), by=worker)

    written = WrittenForm.objects.filter(dossier=row).order_by("made_at", "pk")

    assert list(written.values_list("form", flat=True)) == ["01", "02", "04", "05"]
    assert all(one.document.state == "issued" for one in written.select_related("document"))
    apology = written.get(form="04")
    assert (apology.extension, apology.made_at <= made.old_due_at) == (made, True)
    assert "Chờ xác minh" in str(documents.words([apology.document])[0].values["body"])


def test_6_what_is_late_has_its_apology_prepared_and_does_not_end_before_it_was_sent(
    worker: User, row: Dossier
) -> None:
    due = row.case.due_at
    assert due is not None
    system = system_account("one-stop")
    system.reach = (NATION_SCOPE,)
    with standing(system):
        apologising.prepare_apologies(now=due, by=system)
    late = due + timedelta(days=1)
    with pytest.raises(RuleBroken, match="chưa gửi phiếu xin lỗi"):
        move(dossier=row, action="dung", words="Theo yêu cầu", now=late, by=worker)

    made = apologise(dossier=row, longer=Longer(Fraction(3), "Mưa lũ"), now=late, by=worker)
    ended = move(dossier=row, action="dung", words="Theo yêu cầu", now=late, by=worker)

    assert made.prepared_at <= due < made.new_due_at  # type: ignore[operator]
    assert list(ended.forms.order_by("pk").values_list("form", flat=True)) == ["01", "04", "05"]


def test_7_exactly_one_body_is_responsible_at_any_instant(worker: User, row: Dossier) -> None:
    held = Party.objects.filter(case=row.case, role=Party.Role.RESPONSIBLE).order_by("since", "pk")

    first, second = held

    assert first.until == second.since
    assert second.until is None
    with pytest.raises(IntegrityError, match="one_responsible"), transaction.atomic():
        Party.objects.create(
            case=row.case,
            role=Party.Role.RESPONSIBLE,
            organisation=first.organisation,
            unit=first.unit,
            scope=first.scope,
            since=at(25),
        )


def test_7_a_parent_does_not_end_before_what_it_waits_for(worker: User, row: Dossier) -> None:
    other = at_work(worker)
    cases.link(parent=row.case, child=other.case, is_required=True, now=at(24), by=worker)

    with pytest.raises(RuleBroken, match="chờ vụ việc liên thông"):
        move(dossier=row, action="dung", words="Theo yêu cầu", now=at(25), by=worker)


def test_8_two_dossiers_never_share_a_number_or_a_code(worker: User) -> None:
    first, second = submitted(worker), submitted(worker)

    assert first.dossier.case.number != second.dossier.case.number
    assert first.dossier.case.code != second.dossier.case.code
    assert first.secret != second.secret


def test_9_statistics_register_and_worklist_tell_the_same_numbers(
    worker: User, row: Dossier
) -> None:
    ended = move(dossier=row, action="dung", words="Theo yêu cầu", now=at(25), by=worker)
    at_work(worker, channel=Channel.POST)
    waiting = at_work(worker)
    supplementing.ask(dossier=waiting, action="bo_sung", request=ASKED, now=at(25), by=worker)
    stretch = Stretch.of(date(2026, 11, 1), date(2026, 11, 30))

    rows = statistics.of_period(worker, worker.reach, stretch)
    by = {group: statistics.counted(rows, stretch, group) for group in statistics.GROUPS}

    totals = [sum(found.values(), Counts()) for found in by.values()]
    assert totals == [Counts(new=3, done=1, running=1, paused=1, early=1)] * 3
    assert all(is_so for _said, is_so in totals[0].identities())
    assert {channel: counts.new for channel, counts in by["channel"].items()} == {1: 2, 3: 1}
    behind = {
        name: statistics.behind(rows, stretch, name) for name in ("done", "running", "paused")
    }
    assert list(behind["done"]) == [ended]
    assert worklist.counted(worker.reach, "", at(26)) == behind["running"].count()
    assert worklist.counted(worker.reach, "paused", at(26)) == behind["paused"].count()


def test_10_a_kept_paper_never_changes_and_is_never_deleted(worker: User) -> None:
    slip = received(worker).forms.get(form="01").document
    kept = DocumentVersion.objects.filter(document=slip)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        kept.update(sha256="0" * 64)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        kept.delete()

    (version,) = kept
    assert version.sha256 == hashlib.sha256(documents.content(version)).hexdigest()


def test_10_the_signature_of_a_copy_is_looked_at_once_and_its_verdict_kept(
    worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = DocumentVersion.objects.get(document=received(worker).forms.get(form="01").document)
    signed = Verified(Inspection("broken", (SIGNATURE,)), given.sha256)
    monkeypatch.setattr(inspecting, "SIGNED", b"%PDF")
    monkeypatch.setattr(f"{inspecting.__name__}.verification.verify", lambda pdf, at: signed)
    brought = [*papers("de_nghi", "mau01"), NewPaper("mau02", file=given.file)]
    case = submitted(worker, papers=brought).dossier.case
    event = CaseEvent.objects.filter(case=case, action="onestop.moved").get()

    for _time in range(2):
        take(Announcement("", "", details={"kind": case.kind, "event": event.pk}))

    (kept,) = [one for one in cases.read(case=case, by=worker) if one.action == INSPECTED]
    assert (kept.details["verdict"], kept.details["file_sha256"]) == ("broken", given.sha256)
    assert "đã bị sửa" in kept.words
    assert "Nguyễn Văn Mẫu (chưa rõ ai bảo đảm)" in kept.words


def test_11_what_is_there_already_is_not_missing(worker: User, row: Dossier) -> None:
    supplementing.ask(dossier=row, action="bo_sung", request=ASKED, now=at(24), by=worker)
    supplementing.supply(
        dossier=row, action="da_bo_sung", papers=papers("mau02"), now=at(25), by=worker
    )

    there = Paper.objects.filter(dossier=row, removed_at=None)
    assert sorted(there.values_list("code", flat=True)) == ["de_nghi", "mau01", "mau02"]


def test_11_a_paper_that_the_system_has_itself_is_asked_for_only_with_a_reason(
    worker: User,
) -> None:
    slip = received(worker).forms.get(form="01").document  # any paper of ours
    again = NewPaper("mau02", is_reused=True, document_code=slip.code)
    row = at_work(worker, papers=[*papers("de_nghi", "mau01"), again])

    with pytest.raises(RuleBroken, match="đã có"):
        supplementing.ask(dossier=row, action="bo_sung", request=ASKED, now=at(24), by=worker)

    why = replace(ASKED, is_for_new_facts=True, reason="Chọn nhầm biên bản của thôn khác")
    assert supplementing.ask(dossier=row, action="bo_sung", request=why, now=at(24), by=worker)


def test_11_what_was_handed_in_or_granted_for_the_same_person_is_used_again(worker: User) -> None:
    who, slip = person(1), received(worker).forms.get(form="01").document
    file = DocumentVersion.objects.get(document=slip).file
    brought = [*papers("de_nghi", "mau02"), NewPaper("mau01", file=file)]
    first = at_work(worker, subjects=[who], papers=brought)
    second = submitted(worker, subjects=[who], papers=papers("de_nghi", "mau02")).dossier
    other = submitted(worker, subjects=[person(2)], papers=papers("de_nghi", "mau02")).dossier
    process = versions.process(first.version)

    shown = desk_reading.read_at_desk(dossier=second, today=TODAY, by=worker)
    row = receiving.receive(dossier=second, action="tiep_nhan", now=NOW, by=worker)

    assert {one.document.code: one.had for one in shown.papers}["mau01"].endswith(first.case.number)
    laid = Paper.objects.get(dossier=row, code="mau01")
    assert (laid.is_reused, laid.file) == (True, file)
    assert store.had(other, process, worker) == {}
    row = move(dossier=row, action="chuyen", now=NOW, by=worker)
    wanted = Request([Item("mau01", "Thiếu chữ ký")])
    with pytest.raises(RuleBroken, match="đã có"):
        supplementing.ask(dossier=row, action="bo_sung", request=wanted, now=at(24), by=worker)

    made = {"document": slip, "prepared_by": worker, "prepared_at": NOW}
    Decision.objects.create(dossier=first, **made, signed_by=worker, signed_at=NOW)
    of_result = [replace(process.document("mau02"), reusable_from=f"{RESULT}{RECOGNISE}")]
    asking = replace(process, documents=tuple(of_result))
    assert store.had(row, asking, worker) == {}
    Subject.objects.filter(dossier=first).update(outcome="granted")
    assert store.had(row, asking, worker)["mau02"].document == slip


def test_13_an_officer_sees_what_the_own_place_holds_or_held_and_nothing_else(
    worker: User,
    row: Dossier,
) -> None:
    other = officer("ban", Role.COMMUNE_OFFICER, neighbour())
    assert Dossier.objects.visible_to(worker).filter(pk=row.pk).exists()
    with standing(other):
        assert not Dossier.objects.filter(pk=row.pk).exists()

    there = body(neighbour(), OrganisationKind.PEOPLES_COMMITTEE)
    cases.transfer(case=row.case, to=there, reason="Chuyển", now=at(24), by=worker)

    assert Dossier.objects.visible_to(worker).filter(pk=row.pk).exists()
    with standing(other):
        assert Dossier.objects.visible_to(other).filter(pk=row.pk).exists()


def test_13_every_reading_of_a_dossier_by_an_officer_is_in_the_trail(worker: User) -> None:
    row = at_work(worker)
    slip = row.forms.get(form="01").document
    reading: list[Callable[[], object]] = [
        lambda: read_dossier(dossier=row, now=at(24), by=worker),
        lambda: read_names(dossiers=[row], by=worker),
        lambda: desk_reading.read_at_desk(dossier=row, today=TODAY, by=worker),
        lambda: desk_reading.read_dossier_lines(rows=[row], today=TODAY, by=worker),
        lambda: desk_reading.read_subjects(dossier=row, by=worker),
        lambda: open_paper(document=slip, dossier=row, by=worker),
        lambda: export_file(dossier=row, now=at(24), by=worker),
    ]

    for look in reading:
        before = Entry.objects.count()
        look()
        said = Entry.objects.order_by("pk")[before:]
        assert [one.action for one in said if one.action.startswith("onestop.")]
        assert {one.actor for one in said} == {worker.username}
