"""The screens of reports: the list, one report with its steps, and entering a new one."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases import services as cases
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.factories import UserFactory
from vungcao.systems.prestige.models import FieldReport, ReportKind
from vungcao.systems.prestige.tests.factories import TODAY, recognised, village
from vungcao.systems.prestige.tests.factories import officer as officer_of
from vungcao.systems.prestige.tests.reporting import ANSWER, NOW, WORDS, Place, at, build

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("prestige:reports")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)


@pytest.fixture
def place() -> Place:
    return build()


@pytest.fixture
def officer(client: Client, place: Place) -> Client:
    client.force_login(place.officer)
    return client


def of(screen: str, pk: int) -> str:
    return reverse(f"prestige:{screen}", args=[pk])


def text(client: Client, address: str, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def sent(client: Client, address: str, **said: str) -> str:
    return client.post(address, said, follow=True).content.decode()


def test_the_list_says_who_where_about_what_and_until_when(officer: Client, place: Place) -> None:
    place.receive()

    page = text(officer, LIST)

    for words in ("BC-2026-0001", "Nông Mẫu An", "Thôn mẫu 1", "kiến nghị, đề xuất"):
        assert words in page
    assert "07/12/2026" in page  # ten working days after 23 November
    assert "còn 14 ngày" in page
    assert "Chưa giao" in page
    assert WORDS not in page


def test_the_list_is_narrowed_by_state_kind_channel_and_holder(
    officer: Client, place: Place
) -> None:
    place.receive(kind=ReportKind.WISH)
    mine = place.receive()
    cases.assign(case=mine.case, to=place.officer, now=NOW, by=place.officer)
    place.answer(place.receive())
    place.receive(received_on=date(2026, 10, 1))
    found = {
        f"{name}={value}": [n for n in range(1, 5) if f"BC-2026-000{n}" in page]
        for name, value in (
            ("state", "open"),
            ("state", "late"),
            ("state", "answered"),
            ("kind", "wish"),
            ("channel", "zalo"),
            ("holder", "mine"),
            ("holder", "nobody"),
        )
        for page in [text(officer, LIST, **{name: value})]
    }

    assert found == {
        "state=open": [1, 2, 4],
        "state=late": [4],
        "state=answered": [3],
        "kind=wish": [1],
        "channel=zalo": [],
        "holder=mine": [2],
        "holder=nobody": [1, 4],
    }


def test_the_counts_say_how_many_days_an_answer_took(officer: Client, place: Place) -> None:
    for days in (1, 4, 9):
        place.answer(place.receive(received_on=TODAY - timedelta(days=days)))

    page = " ".join(text(officer, LIST).split())

    assert '<td class="num" data-l="Số ngày trả lời, trung vị">4</td>' in page


def test_the_list_leaves_as_a_file(officer: Client, place: Place) -> None:
    place.receive()

    answer = officer.get(LIST, {"format": "csv"})

    assert "BC-2026-0001" in b"".join(answer).decode("utf-8-sig")


def test_the_list_costs_as_much_for_many_as_for_one(
    officer: Client, place: Place, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        place.receive()

    with django_assert_max_num_queries(38):
        officer.get(LIST)


def test_a_report_shows_its_words_its_term_and_what_happened(officer: Client, place: Place) -> None:
    report = place.answer(place.receive())

    page = text(officer, of("report", report.pk))

    for words in (WORDS, ANSWER, "10 ngày làm việc", "Trả lời qua: điện thoại", "Đã trả lời"):
        assert words in page
    assert Entry.objects.filter(action="prestige.report_read").exists()


def test_a_report_costs_the_same_however_much_happened(
    officer: Client, place: Place, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    report = place.receive()
    for _ in range(4):
        for one in (place.officer, place.leader):
            cases.assign(case=report.case, to=one, now=NOW, by=place.officer)

    with django_assert_max_num_queries(48):
        officer.get(of("report", report.pk))


def test_an_officer_records_what_somebody_of_a_village_says(officer: Client, place: Place) -> None:
    asked = sent(officer, reverse("prestige:report-choose"), village="Thôn mẫu 1")
    assert "Người phản ánh: <b>Nông Mẫu An</b>" in asked

    page = sent(
        officer,
        of("report-new", place.row.pk),
        kind="proposal",
        words=WORDS,
        channel="telephone",
        received_on="20/11/2026",
    )

    assert "Đã ghi phản ánh số BC-2026-0001." in page
    assert "Sẽ trả lời chậm nhất ngày 04/12/2026." in page


def test_where_a_village_has_several_the_officer_chooses(officer: Client, place: Place) -> None:
    bind(("/1/",))
    recognised(village(place.commune, "mẫu 2"), UserFactory.create(), full_name="Bàn Mẫu Hoa")

    page = sent(officer, reverse("prestige:report-choose"), village="Xã Mẫu")

    assert "Nông Mẫu An" in page
    assert "Bàn Mẫu Hoa" in page
    assert "Bàn Mẫu Hoa" in sent(officer, reverse("prestige:report-choose"), person="Bàn Mẫu Hoa")


def test_whoever_is_not_on_the_list_is_answered_in_words(officer: Client, place: Place) -> None:
    address = reverse("prestige:report-choose")
    bind(("/1/",))
    village(place.commune, "mẫu 9")

    assert "Ghi thôn, hoặc họ và tên" in sent(officer, address, village="")
    assert "không có người có uy tín nào" in sent(officer, address, village="Thôn mẫu 9")


def test_a_report_that_is_refused_keeps_what_was_typed(officer: Client, place: Place) -> None:
    page = sent(
        officer,
        of("report-new", place.row.pk),
        kind="proposal",
        words=WORDS,
        channel="meeting",
        received_on="30/11/2026",
    )

    assert "không được sau hôm nay" in page
    assert WORDS in page
    assert not FieldReport.objects.exists()


def test_an_officer_answers_on_the_page(officer: Client, place: Place) -> None:
    report = place.receive()
    address = of("report-answer", report.pk)

    refused = sent(officer, address, words=ANSWER, told_by="paper", on="24/11/2026")
    done = sent(officer, address, words=ANSWER, told_by="paper", on="23/11/2026")

    assert "Ngày trả lời không được sau hôm nay." in refused
    assert ANSWER in refused
    assert "Đã trả lời phản ánh số BC-2026-0001." in done
    assert "Trả lời qua: giấy, thư" in done


def test_a_report_is_given_passed_on_ended_and_opened_again(officer: Client, place: Place) -> None:
    report, other = place.receive(), place.receive()

    given = sent(officer, of("report-assign", report.pk), to=str(place.leader.pk))
    ended = sent(officer, of("report-close", report.pk), reason="Trùng")
    again = sent(officer, of("report-reopen", report.pk), reason="Chưa xong", term="anew")
    passed = sent(
        officer, of("report-transfer", other.pk), to=str(place.department.pk), reason="Vượt quyền"
    )

    assert "Đã giao cho lanhdao-xa." in given
    assert "Đã kết thúc phản ánh số" in ended
    assert "Đã mở lại phản ánh số" in again
    assert "Đã chuyển đến Sở Mẫu." in passed
    assert "do cơ quan khác xử lý" in passed


def test_the_address_of_the_case_leads_to_the_report(officer: Client, place: Place) -> None:
    report = place.receive()

    answer = officer.get(reverse("case", args=[report.case.code]), follow=True)

    assert answer.redirect_chain[-1][0] == of("report", report.pk)


def test_a_neighbouring_commune_finds_nothing(client: Client, place: Place) -> None:
    report = place.receive()
    client.force_login(place.neighbour)

    for screen in ("report", "report-answer", "report-assign", "report-close", "report-transfer"):
        ask = client.get if screen == "report" else client.post
        assert ask(of(screen, report.pk)).status_code == 404
    assert client.get(of("report-new", place.row.pk)).status_code == 404
    assert client.get(reverse("case", args=[report.case.code])).status_code == 404
    assert "BC-2026-0001" not in text(client, LIST)


def test_the_department_deals_with_what_a_commune_of_its_province_received(
    client: Client, place: Place
) -> None:
    report = place.receive(now=at("20/11 08:00"), received_on=date(2026, 11, 20))
    client.force_login(place.specialist)

    page = text(client, of("report", report.pk))

    assert WORDS in page
    assert "Chuyển cơ quan khác" in page


@pytest.mark.parametrize(
    ("role", "status"), [(Role.AUDITOR, 200), (Role.VILLAGE_HEAD, 403), (Role.ADMINISTRATOR, 403)]
)
def test_an_auditor_reads_without_any_step_and_others_are_refused(
    client: Client, place: Place, role: Role, status: int
) -> None:
    report = place.receive()
    bind(("/1/",))
    client.force_login(officer_of(role, place.commune))

    answer = client.get(of("report", report.pk))

    assert answer.status_code == status
    assert "Giao người xử lý" not in answer.content.decode()
    assert client.post(of("report-close", report.pk), {"reason": "Thôi"}).status_code == 403
    assert client.get(reverse("prestige:report-choose")).status_code == 403


def test_the_desk_tells_what_waits_and_what_is_late(officer: Client, place: Place) -> None:
    mine = place.receive(received_on=date(2026, 10, 1))
    cases.assign(case=mine.case, to=place.officer, now=NOW, by=place.officer)
    place.receive()

    page = text(officer, reverse("todo"))

    assert "Trả lời phản ánh BC-2026-0001" in page
    assert "Giao phản ánh BC-2026-0002" in page
    assert "Quá hạn 39 ngày" in page
    assert "Nông Mẫu An" not in page


def test_a_leader_is_told_of_what_others_leave_lying(client: Client, place: Place) -> None:
    late = place.receive(received_on=date(2026, 10, 1))
    cases.assign(case=late.case, to=place.officer, now=NOW, by=place.officer)
    client.force_login(place.leader)

    assert "1 phản ánh quá hạn trả lời" in text(client, reverse("todo"))
    assert (
        "BC-2026-0001" in client.get(reverse("prestige:reports-late"), follow=True).content.decode()
    )
