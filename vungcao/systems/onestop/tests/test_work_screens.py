"""The screens of the work: the worklist, several at once, one dossier with what may be done."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.models import CaseEvent
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Dossier, Message
from vungcao.systems.onestop.queries import versions
from vungcao.systems.onestop.queries.ways import open_to
from vungcao.systems.onestop.services import supplementing
from vungcao.systems.onestop.services.messages import write
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import (
    Arrange,
    at,
    at_work,
    commune,
    neighbour,
    officer,
    received,
    standing,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.usefixtures("province", "now"),
]
LIST = reverse("onestop:worklist")


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: at(25, 9))


def officer_with_two() -> tuple[User, list[Dossier]]:
    found = officer("can-bo", Role.COMMUNE_OFFICER, commune())
    with standing(found):
        return found, [at_work(found), at_work(found)]


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> tuple[User, list[Dossier]]:
    return once(officer_with_two)


@pytest.fixture
def worker(client: Client, arranged: tuple[User, list[Dossier]]) -> User:
    client.force_login(arranged[0])
    return arranged[0]


@pytest.fixture
def rows(worker: User, arranged: tuple[User, list[Dossier]]) -> list[Dossier]:
    """Two dossiers that the commune's office examines."""
    return [fresh(worker, row) for row in arranged[1]]


@pytest.fixture
def row(rows: list[Dossier]) -> Dossier:
    return rows[0]


def text(client: Client, address: str, **asked: str) -> str:
    return " ".join(client.get(address, asked).content.decode().split())


def sent(client: Client, address: str, **said: object) -> str:
    return " ".join(client.post(address, said, follow=True).content.decode().split())


def of(screen: str, row: Dossier) -> str:
    return reverse(f"onestop:{screen}", args=[row.pk])


def fresh(worker: User, row: Dossier) -> Dossier:
    with standing(worker):
        return Dossier.objects.select_related("case").get(pk=row.pk)


def test_the_worklist_says_why_a_dossier_is_here_and_how_long_is_left(
    client: Client, worker: User, row: Dossier
) -> None:
    page = text(client, LIST)

    assert row.case.number in page
    assert "Thẩm định tại phòng chuyên môn của xã" in page
    assert re.findall(r"còn \d[^<]*làm việc", page) == ["còn 23 ngày 6 giờ làm việc"] * 2
    assert "trong hạn" in page
    assert "(mở từng hồ sơ để làm)" in page
    assert 'name="pick"' not in page
    assert "Trưởng thôn Mẫu" not in page


def test_the_worklist_is_narrowed(client: Client, worker: User, rows: list[Dossier]) -> None:
    running, paused = rows
    with standing(worker):
        request = Request([Item("mau02", "Thiếu chữ ký")])
        supplementing.ask(dossier=paused, action="bo_sung", request=request, now=at(24), by=worker)

    found = {
        asked: [row.case.number in text(client, f"{LIST}?{asked}") for row in (running, paused)]
        for asked in ("", "state=paused", "state=late", "holder=mine", "step=tham_dinh", "step=ky")
    }

    assert found == {
        "": [True, False],
        "state=paused": [False, True],
        "state=late": [False, False],
        "holder=mine": [False, False],
        "step=tham_dinh": [True, False],
        "step=ky": [False, False],
    }


def test_several_move_at_once_and_each_that_cannot_says_why(
    client: Client, worker: User, row: Dossier
) -> None:
    with standing(worker):
        first, second = received(worker), received(worker)

    page = sent(client, reverse("onestop:worklist-move"), pick=[first.pk, second.pk, row.pk])

    assert "Đã chuyển bước: 2 hồ sơ." in page
    assert f"{row.case.number}: bước này không chuyển" in page
    assert fresh(worker, first).step == fresh(worker, second).step == "tham_dinh"


def test_several_are_given_to_one_officer(
    client: Client, worker: User, rows: list[Dossier]
) -> None:
    leader = officer("chu-tich", Role.COMMUNE_LEADER, commune())
    client.force_login(leader)
    address, picked = reverse("onestop:worklist-assign"), [row.pk for row in rows]
    assert "2 hồ sơ đã chọn" in sent(client, address, pick=picked)

    page = sent(client, address, pick=picked, to=worker.pk)

    assert "Đã giao cho can-bo: 2 hồ sơ." in page
    assert {fresh(worker, row).case.assignee_id for row in rows} == {worker.pk}


def test_who_leads_elsewhere_is_offered_no_tick_and_gives_nothing(
    client: Client, worker: User, row: Dossier
) -> None:
    above = Unit.objects.get(pk=int(row.case.scope.split("/")[2]))
    client.force_login(officer("giam-doc", Role.DEPARTMENT_LEADER, above))
    assert 'name="pick"' not in text(client, LIST)

    page = sent(client, reverse("onestop:worklist-assign"), pick=[row.pk], to=worker.pk)
    one = sent(client, reverse("onestop:assign", args=[row.pk]), to=worker.pk)

    assert f"{row.case.number}: cơ quan đang giữ hồ sơ giao" in page
    assert f"{row.case.number}: cơ quan đang giữ hồ sơ giao" in one
    assert fresh(worker, row).case.assignee_id is None


def test_the_worklist_costs_as_much_for_many_as_for_one(
    client: Client, worker: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with standing(worker):
        for _ in range(4):
            at_work(worker)

    with django_assert_max_num_queries(40):
        client.get(LIST)


def test_a_dossier_opens_with_what_may_be_done_and_the_trail_keeps_it(
    client: Client, worker: User, row: Dossier
) -> None:
    page = text(client, of("dossier", row))

    assert '<span class="tag run">Còn 23 ngày 6 giờ làm việc</span>' in page
    for words in ("Trưởng thôn Mẫu", "Nông Văn Mẫu 1", "Yêu cầu bổ sung", "Dừng giải quyết"):
        assert words in page
    assert "Điều kiện chưa đạt: đã ghi kết quả cho từng người" in page
    assert "Chuyển cơ quan giải quyết: đến bước" in page
    assert "Lập giấy tờ theo mẫu 01" in page
    assert page.index("Soạn quyết định, trình ký") < page.index(">Yêu cầu bổ sung<")
    assert "Tải cả hồ sơ" not in page  # an officer of the commune takes no whole file away
    assert Entry.objects.filter(action="onestop.read").exists()


def test_an_officer_asks_for_everything_at_once(client: Client, worker: User, row: Dossier) -> None:
    version = row.case.version

    page = sent(
        client,
        of("ask", row),
        seen=version,
        action="bo_sung",
        paper_mau02="Thiếu chữ ký",
        other="Ghi rõ ngày họp",
    )

    assert "thời hạn tạm dừng" in page
    assert "Ghi rõ ngày họp" in page
    assert fresh(worker, row).step == "cho_bo_sung"
    assert "Đã ghi nhận bổ sung" in sent(
        client, of("supply", row), action="da_bo_sung", papers=["mau02"]
    )


def test_stopping_wants_a_reason_and_an_old_page_is_told(
    client: Client, worker: User, row: Dossier
) -> None:
    seen = row.case.version
    assert "cần điền" in sent(client, of("act", row), seen=seen, action="dung", words="")
    sent(client, of("note", row), words="Đã gọi điện")

    page = sent(client, of("act", row), seen=seen, action="dung", words="Không liên hệ được")

    assert "vừa được người khác xử lý" in page
    assert fresh(worker, row).step == "tham_dinh"


def test_who_presses_while_another_moves_it_on_is_told(
    client: Client, worker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with standing(worker):
        row = received(worker)

    def behind_another(**said: Any) -> None:
        move(**said)
        move(**said)

    monkeypatch.setattr("vungcao.systems.onestop.services.moving.move", behind_another)

    page = sent(client, of("act", row), seen=row.case.version, action="chuyen", words="")

    assert "vừa được người khác xử lý" in page
    assert fresh(worker, row).step == "tham_dinh"


def test_a_note_stays_among_officers_and_sealed(client: Client, worker: User, row: Dossier) -> None:
    page = sent(client, of("note", row), words="Hẹn thôn ngày mai")

    assert "Hẹn thôn ngày mai" in page
    with standing(worker):
        event = CaseEvent.objects.filter(case=row.case).order_by("-seq")[0]
    assert "Hẹn thôn" not in event.body


def test_what_a_citizen_wrote_is_read_by_the_holder_and_answered(
    client: Client, worker: User, row: Dossier
) -> None:
    with standing(worker):
        write(dossier=row, words="Bao giờ xong?", is_from_citizen=True, now=at(24), by=worker)
    client.force_login(officer("kiem-tra-xa", Role.AUDITOR, commune()))
    assert "Bao giờ xong?" in text(client, of("dossier", row))
    with standing(worker):
        assert Message.objects.get().read_at is None
    client.force_login(worker)

    page = sent(client, of("message", row), words="Tuần sau ạ.")

    assert "Đã gửi lời nhắn." in page
    assert "Tuần sau ạ." in page
    with standing(worker):
        assert Message.objects.get(is_from_citizen=True).read_at == at(25, 9)


def test_a_dossier_costs_the_same_however_much_happened(
    client: Client,
    worker: User,
    row: Dossier,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(3):
        sent(client, of("note", row), words="Thêm một ghi chú")

    with django_assert_max_num_queries(75):
        client.get(of("dossier", row))


def test_a_withdrawal_is_recorded_only_on_the_request_of_the_applicant(
    client: Client, worker: User, row: Dossier
) -> None:
    assert "Rút hồ sơ theo đơn của người nộp" in text(client, of("dossier", row))
    said = {"action": "rut", "seen": row.case.version}

    refused = sent(client, of("act", row), **said)
    assert fresh(worker, row).step == "tham_dinh"
    sent(client, of("act", row), **said, words="Đơn ngày 24/11/2026, nhận tại quầy")

    assert "Chưa làm được" in refused
    assert fresh(worker, row).step == "da_rut"


def test_what_is_the_applicants_own_is_offered_to_no_officer(
    client: Client, worker: User, row: Dossier
) -> None:
    client.force_login(officer("chu-tich", Role.COMMUNE_LEADER, commune()))
    assert "Rút hồ sơ" not in text(client, of("dossier", row))
    process = versions.process(row.version)
    own = replace(process, actions=tuple(replace(one, roles=()) for one in process.actions))

    offered = open_to([("canbo-xa", row.case.scope)], own, row)

    assert [one.code for one in offered] == ["bo_sung", "trinh", "dung", "tiep_nhan_nham"]


def test_a_neighbour_gets_nothing(client: Client, worker: User, row: Dossier) -> None:
    client.force_login(officer("ban", Role.COMMUNE_OFFICER, neighbour()))

    assert client.get(of("dossier", row)).status_code == 404
    assert client.post(of("note", row), {"words": "x"}).status_code == 404
    assert row.case.number not in text(client, LIST)


def test_an_auditor_reads_and_cannot_act(client: Client, worker: User, row: Dossier) -> None:
    client.force_login(officer("kiem-tra-xa", Role.AUDITOR, commune()))

    page = text(client, of("dossier", row))
    assert "Hồ sơ đang ở Uỷ ban nhân dân xã Vân Sơn: chị/anh xem được" in page
    assert "Tải cả hồ sơ" in page
    for shut in ("extend", "fees", "persons"):
        assert of(shut, row) not in page
    assert client.post(of("act", row), {"action": "dung"}).status_code == 403
