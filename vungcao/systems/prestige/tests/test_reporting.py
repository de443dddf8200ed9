"""A report is received, given, answered, passed on, ended and opened again; each is a case."""

import json
from datetime import date
from typing import Any

import pytest

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.citations.models import State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.models import ParameterValue
from vungcao.kernel.notices.models import Notice
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.factories import OrganisationFactory
from vungcao.systems.prestige.jobs.reports import tell_late_reports
from vungcao.systems.prestige.models import FieldReport, Recognition, ReportChannel
from vungcao.systems.prestige.services import reporting
from vungcao.systems.prestige.services.report_reading import read_report
from vungcao.systems.prestige.tests.factories import SINCE, TODAY
from vungcao.systems.prestige.tests.reporting import ANSWER, NOW, WORDS, Place, at, build, look_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return build()


def test_a_report_is_numbered_and_the_committee_answers_for_it(place: Place) -> None:
    report = place.receive()

    case = report.case
    assert case.number == "BC-2026-0001"
    assert (case.organisation, case.assignee) == (place.committee, None)
    assert (report.unit, report.scope) == (place.row.unit, place.row.scope)
    assert case.key == place.row.person.key
    assert place.receive().case.number == "BC-2026-0002"


def test_what_was_said_stands_sealed_and_is_opened_with_a_trace(place: Place) -> None:
    report = place.receive()

    record = read_report(report=report, today=TODAY, by=place.officer)

    assert record.words == WORDS
    assert record.line.name == "Nông Mẫu An"
    assert WORDS.encode() not in FieldReport.objects.get(pk=report.pk).words.data  # type: ignore[union-attr]
    actions = list(Entry.objects.order_by("-pk").values_list("action", flat=True)[:2])
    assert sorted(actions) == ["people.read", "prestige.report_read"]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": "  "}, "Ghi lời phản ánh."),
        ({"received_on": date(2026, 11, 24)}, "không được sau hôm nay"),
        ({"received_on": date(2026, 1, 9)}, "công nhận từ 10/01/2026"),
    ],
)
def test_a_report_without_words_or_out_of_its_days_is_refused(
    place: Place, said: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        place.receive(**said)

    assert not Case.objects.exists()


def test_all_that_is_wrong_is_said_at_once(place: Place) -> None:
    with pytest.raises(RuleBroken) as refused:
        place.receive(words="", received_on=date(2026, 12, 1))

    assert len(str(refused.value).splitlines()) == 2


def test_who_was_on_the_list_before_still_reports(place: Place) -> None:
    Recognition.objects.filter(pk=place.row.pk).update(valid_until=date(2026, 6, 1))

    assert place.receive().case.number


def test_a_recognition_that_never_counted_reports_nothing(place: Place) -> None:
    Recognition.objects.filter(pk=place.row.pk).update(is_void=True, void_reason="Nhầm")

    with pytest.raises(RuleBroken, match="ghi nhầm"):
        place.receive()


def test_an_officer_of_another_commune_receives_nothing(place: Place) -> None:
    with pytest.raises(Recognition.DoesNotExist), scoped(place.neighbour.reach):
        reporting.receive(
            new=reporting.NewReport(
                place.row,
                "wish",  # type: ignore[arg-type]
                ReportChannel.PAPER,
                WORDS,
                TODAY,
            ),
            today=TODAY,
            now=NOW,
            by=place.neighbour,
        )


def test_where_no_norm_is_in_force_a_report_is_never_late(place: Place) -> None:
    ParameterValue.objects.filter(parameter__code="prestige.report.days").delete()

    assert place.receive().case.due_at is None


def test_the_term_rests_on_the_norm_of_the_day(place: Place) -> None:
    case = place.receive().case

    assert case.term_halves == 20
    assert case.term_basis is not None
    assert case.term_basis.state == State.SEEN


def test_an_answer_ends_the_report_and_says_how_the_person_was_told(place: Place) -> None:
    report = place.receive()

    answered = place.answer(report)

    assert (answered.answered_on, answered.case.number) == (TODAY, "BC-2026-0001")
    answered.case.refresh_from_db()
    assert (answered.case.state, answered.case.outcome) == (Case.State.CLOSED, "answered")
    told = json.loads(CaseEvent.objects.get(action="answered").body)
    assert (told["told_by"], told["on"]) == ("telephone", "2026-11-23")
    assert read_report(report=answered, today=TODAY, by=place.officer).answer == ANSWER


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"words": " "}, "Ghi nội dung trả lời."),
        ({"on": date(2026, 11, 22)}, "trước ngày nhận phản ánh 23/11/2026"),
        ({"on": date(2026, 11, 24)}, "không được sau hôm nay"),
    ],
)
def test_an_answer_that_is_empty_or_out_of_order_is_refused(
    place: Place, said: dict[str, Any], sentence: str
) -> None:
    report = place.receive()

    with pytest.raises(RuleBroken, match=sentence):
        place.answer(report, **said)

    report.case.refresh_from_db()
    assert report.case.state == Case.State.OPEN
    assert FieldReport.objects.get(pk=report.pk).answer is None


def test_nothing_is_answered_twice(place: Place) -> None:
    report = place.answer(place.receive())

    with pytest.raises(RuleBroken, match="đã kết thúc"):
        place.answer(report)


def test_a_page_that_is_out_of_date_answers_nothing(place: Place) -> None:
    report = place.receive()
    cases.assign(case=report.case, to=place.leader, now=NOW, by=place.officer)

    with pytest.raises(RuleBroken, match="vừa được người khác xử lý"):
        reporting.answer(
            report=report,
            given=reporting.Answer(ANSWER, ReportChannel.PAPER, TODAY),
            today=TODAY,
            now=NOW,
            by=place.officer,
            seen=report.case.version,
        )

    assert FieldReport.objects.get(pk=report.pk).answered_on is None


def test_a_report_ends_without_an_answer_for_a_reason(place: Place) -> None:
    report = place.receive()
    with pytest.raises(RuleBroken, match="Ghi lý do"):
        reporting.close(report=report, reason=" ", now=NOW, by=place.officer)

    reporting.close(report=report, reason="Trùng", now=NOW, by=place.officer)

    report.case.refresh_from_db()
    assert (report.case.state, report.case.outcome) == (Case.State.CLOSED, "unanswered")


def test_what_was_answered_before_stays_in_the_history_of_a_report_opened_again(
    place: Place,
) -> None:
    report = place.answer(place.receive())

    reopened = reporting.reopen(
        report=report, reason="Chưa dọn", starts_anew=True, now=NOW, by=place.officer
    )

    record = read_report(report=reopened, today=TODAY, by=place.officer)
    assert (record.answer, reopened.answered_on) == ("", None)
    assert [event.words for event in record.events] == ["", ANSWER, "", "Chưa dọn"]
    assert place.answer(reopened).answered_on == TODAY


def test_a_report_that_runs_is_not_opened_again(place: Place) -> None:
    with pytest.raises(RuleBroken, match="đã kết thúc"):
        reporting.reopen(
            report=place.receive(), reason="Nhầm", starts_anew=True, now=NOW, by=place.officer
        )


def test_after_a_transfer_the_giver_sees_and_the_department_answers(place: Place) -> None:
    report = place.receive()

    reporting.transfer(
        report=report,
        to=place.department,
        reason="Vượt thẩm quyền",
        today=TODAY,
        now=NOW,
        by=place.officer,
    )

    look_as(place.officer)
    record = read_report(report=report, today=TODAY, by=place.officer)
    assert record.events[-1].words == "Vượt thẩm quyền"
    with pytest.raises(RuleBroken, match="cơ quan đang chịu trách nhiệm"):
        place.answer(report)
    look_as(place.specialist)
    place.officer = place.specialist
    assert place.answer(report).answered_on == TODAY


def test_the_department_is_told_of_what_it_is_given(place: Place) -> None:
    report = place.receive()

    reporting.transfer(
        report=report, to=place.department, reason="Vượt", today=TODAY, now=NOW, by=place.officer
    )

    with scoped((), account=place.specialist.pk, door=Door.SYSTEM):
        notice = Notice.objects.get(kind="prestige.report_transferred")
        assert notice.recipient == place.specialist
        assert "Nông" not in json.dumps(notice.details, ensure_ascii=False)


def test_a_report_goes_to_no_body_of_another_place(place: Place) -> None:
    report = place.receive()
    with scoped(("/1/",)):
        elsewhere = OrganisationFactory.create()

    with pytest.raises(RuleBroken, match="không phụ trách địa bàn"):
        reporting.transfer(
            report=report, to=elsewhere, reason="Nhầm", today=TODAY, now=NOW, by=place.officer
        )


def test_a_late_report_is_told_of_once(place: Place) -> None:
    report = place.receive(now=at("02/11 08:00"), received_on=date(2026, 11, 2))
    cases.assign(case=report.case, to=place.leader, now=NOW, by=place.officer)
    due = date(2026, 11, 16)  # ten working days after 2 November
    told = [
        reporting.tell_late(today=day, now=NOW, by=place.officer)
        for day in (due, date(2026, 11, 17), TODAY)
    ]

    assert told == [0, 1, 0]


def test_a_late_report_that_nobody_holds_is_told_to_the_whole_body_by_the_clock(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.receive(now=at("02/11 08:00"), received_on=date(2026, 11, 2))
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)

    for _hour in range(2):
        tell_late_reports()

    for account in (place.officer, place.leader):
        with scoped((), account=account.pk, door=Door.SYSTEM):
            assert Notice.objects.filter(kind="prestige.report_late").count() == 1
    with scoped((), account=place.specialist.pk, door=Door.SYSTEM):
        assert not Notice.objects.filter(kind="prestige.report_late").exists()


def test_no_service_leaves_a_word_in_what_is_only_appended(place: Place) -> None:
    report = place.receive(received_on=SINCE)
    place.answer(report)
    reporting.reopen(report=report, reason="Kín đáo", starts_anew=True, now=NOW, by=place.officer)
    reporting.close(report=report, reason="Kín đáo", now=NOW, by=place.officer)

    with scoped(("/1/",)):
        bodies = [entry.body for entry in Entry.objects.all()]
        bodies += [event.body for event in CaseEvent.objects.all()]
    assert len(bodies) > 10
    for secret in (WORDS, ANSWER, "Kín đáo", "Nông Mẫu An"):
        assert not [body for body in bodies if secret in body]
