"""The desk's queue and the screen on which a submitted dossier is received, refused, completed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.files.models import Upload
from vungcao.kernel.scopes.services import bind
from vungcao.kernel.tests.files.samples import pdf
from vungcao.systems.onestop.models import Channel, Dossier, Paper, Supplement
from vungcao.systems.onestop.queries import desk as queries
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.tests.factories import (
    NOW,
    TODAY,
    commune,
    neighbour,
    officer,
    papers,
    submitted,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("province"),
    pytest.mark.slow,
]
QUEUE = reverse("onestop:online")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)


@pytest.fixture
def desk() -> User:
    user = officer("ban-mot-cua", Role.DESK_OFFICER, commune())
    bind(user.reach, account=user.pk)
    return user


@pytest.fixture
def screen(client: Client, desk: User) -> Client:
    client.force_login(desk)
    return client


def of(name: str, row: Dossier) -> str:
    return reverse(f"onestop:{name}", args=[row.pk])


def waits(by: User, *codes: str) -> Dossier:
    laid = papers(*(codes or ("de_nghi", "mau01", "mau02")))
    return submitted(by, channel=Channel.ONLINE, papers=laid).dossier


def again(row: Dossier) -> Dossier:
    return Dossier.objects.select_related("case").get(pk=row.pk)


def text(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_the_queue_shows_what_waits_and_who_applied(screen: Client, desk: User) -> None:
    row = waits(desk)
    Dossier.objects.filter(pk=row.pk).update(channel=Channel.POST)

    page = text(screen, QUEUE)

    assert row.case.number in page
    assert list(queries.at_desk(desk, desk.reach, TODAY)) == [row]
    assert "Trưởng thôn Mẫu" in page
    assert Entry.objects.filter(action="onestop.read").exists()


def test_what_was_received_leaves_the_queue(screen: Client, desk: User) -> None:
    row = waits(desk)

    screen.post(of("receive", row), follow=True)

    assert row.case.number not in text(screen, QUEUE)
    assert "Việc tiếp theo" in text(screen, of("receive", row))
    assert again(row).status == Status.RECEIVED


def test_the_queue_costs_as_much_for_many_as_for_one(
    screen: Client, desk: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        waits(desk)

    with django_assert_max_num_queries(32):
        screen.get(QUEUE)


def test_what_is_missing_is_said_before_anything_is_pressed(screen: Client, desk: User) -> None:
    row = waits(desk, "de_nghi")

    page = text(screen, of("receive", row))

    assert "Còn thiếu 2 giấy tờ" in page
    assert "Biên bản họp thôn (Mẫu số 01)" in page
    assert page.count("Ghi thiếu gì, sai gì; để trống nếu đã đủ.") == 3
    assert "Nông Văn Mẫu 1" in page


def test_a_dossier_with_papers_missing_is_not_received(screen: Client, desk: User) -> None:
    row = waits(desk, "de_nghi")

    page = screen.post(of("receive", row)).content.decode()

    assert "Chưa đủ điều kiện" in page
    assert again(row).status == Status.SUBMITTED


def test_receiving_says_until_when(screen: Client, desk: User) -> None:
    page = screen.post(of("receive", waits(desk)), follow=True).content.decode()

    assert "hẹn trả ngày 28/12/2026" in page


def test_a_refusal_has_its_reason(screen: Client, desk: User) -> None:
    row = waits(desk)

    refused = screen.post(of("refuse", row), {"reason": ""}).content.decode()
    screen.post(of("refuse", row), {"reason": "Không thuộc thẩm quyền"})

    assert "Mục này còn trống" in refused
    assert again(row).status == Status.REFUSED


def test_what_is_missing_is_asked_for_in_one_go(screen: Client, desk: User) -> None:
    row = waits(desk, "de_nghi")
    asked = {"paper-mau01": "Chưa có biên bản", "paper-mau02": "Thiếu chữ ký", "other": ""}

    screen.post(of("receive-ask", row), asked)

    assert again(row).status == Status.SUPPLEMENT
    assert Supplement.objects.filter(dossier=row).count() == 1


def test_nothing_is_asked_where_nothing_is_written(screen: Client, desk: User) -> None:
    row = waits(desk, "de_nghi")

    page = screen.post(of("receive-ask", row), {"other": " "}).content.decode()

    assert "Ghi từng nội dung cần bổ sung" in page
    assert again(row).status == Status.SUBMITTED


def test_papers_that_were_asked_for_are_handed_in_with_their_scans(
    screen: Client, desk: User
) -> None:
    row = waits(desk, "de_nghi", "mau01")
    screen.post(of("receive-ask", row), {"paper-mau02": "Chưa có"})

    scan = SimpleUploadedFile("bien-ban.pdf", pdf(), "application/pdf")
    note = SimpleUploadedFile("ghi-chu.pdf", b"plain words", "application/pdf")
    said = {"kind-mau02": "0", "file-mau02": scan, "file-mau01": note}
    refused = screen.post(of("receive-bring", row), said).content.decode()
    kept = Upload.objects.get(account=desk)
    said = {"kind-mau02": "0", "held-mau02": kept.code, "heldname-mau02": "bien-ban.pdf"}
    screen.post(of("receive-bring", row), said)

    assert "Đã đính kèm “bien-ban.pdf”" in refused
    assert "Đã đính kèm “ghi-chu.pdf”" not in refused
    assert f'<a href="{QUEUE}" aria-current="page">' in refused
    paper = Paper.objects.get(dossier=row, code="mau02")
    assert again(row).status == Status.SUBMITTED
    assert (paper.kind, paper.is_digitised) == (0, True)


def test_an_old_page_does_nothing(screen: Client, desk: User) -> None:
    row = waits(desk)

    page = screen.post(of("receive", row), {"seen": str(row.case.version - 1)}).content.decode()

    assert "người khác xử lý" in page
    assert again(row).status == Status.SUBMITTED


@pytest.mark.parametrize("name", ["receive", "refuse", "receive-ask", "receive-bring"])
def test_a_neighbour_s_desk_finds_no_such_dossier(client: Client, desk: User, name: str) -> None:
    row = waits(desk)
    client.force_login(officer("ban-khac", Role.DESK_OFFICER, neighbour()))

    assert client.post(of(name, row)).status_code == 404


def test_who_does_not_take_in_is_refused(client: Client, desk: User) -> None:
    row = waits(desk)
    client.force_login(officer("lanh-dao", Role.COMMUNE_LEADER, commune()))

    assert client.get(QUEUE).status_code == 403
    assert client.post(of("receive", row)).status_code == 403


def test_the_page_of_a_dossier_costs_the_same_for_many_persons(
    screen: Client, desk: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    row = waits(desk)

    with django_assert_max_num_queries(40):
        screen.get(of("receive", row))
