"""The screens of papers and decisions: what they show, what they refuse, what they cost."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.offers import effects
from vungcao.kernel.offers.effects import Effect
from vungcao.kernel.units.models import Unit
from vungcao.systems.onestop.models import Decision, Subject, WrittenForm
from vungcao.systems.onestop.tests.decisions import (
    Arranged,
    Office,
    judged,
    named,
    prepared,
    sign,
    with_drafts,
)
from vungcao.systems.onestop.tests.factories import (
    Arrange,
    at,
    at_work,
    neighbour,
    officer,
    province_above,
    standing,
)
from vungcao.systems.onestop.tests.waiting import department

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province", "keys")]


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day later at each asking: what is corrected was recognised before."""
    moments = iter(at(26) + timedelta(days=days) for days in range(20))
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: next(moments))


@pytest.fixture(autouse=True)
def willing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A register that takes everything."""
    for name in ("prestige.recognise", "prestige.withdraw"):
        effect = effects.effects.get(name)
        kept = Effect(effect.fields, lambda **values: None)
        monkeypatch.setitem(effects.effects._offers, name, kept)


@pytest.fixture(scope="module")
def arranged(once: Arrange) -> Arranged:
    return once(with_drafts)


@pytest.fixture
def here(arranged: Arranged) -> Iterator[Office]:
    with standing(arranged.here.worker):
        yield arranged.here


@pytest.fixture
def three(here: Office, arranged: Arranged) -> Decision:
    """A draft of three persons, the last of them refused."""
    return Decision.objects.get(pk=arranged.three)


@pytest.fixture
def two(here: Office, arranged: Arranged) -> Decision:
    return Decision.objects.get(pk=arranged.two)


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def address(screen: str, pk: int) -> str:
    return reverse(f"onestop:{screen}", args=[pk])


def text(client: Client, screen: str, pk: int) -> str:
    return client.get(address(screen, pk)).content.decode()


def sent(client: Client, screen: str, pk: int, **said: object) -> str:
    return client.post(address(screen, pk), said, follow=True).content.decode()


def test_the_list_leads_to_each_paper_and_each_reading_is_logged(
    client: Client, here: Office
) -> None:
    row = at_work(here.worker)
    slip = WrittenForm.objects.get(dossier=row)

    page = text(as_(client, here.worker), "papers", row.pk)
    paper = client.get(address("paper", slip.pk))

    assert "Mẫu 01: Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in page
    assert address("paper", slip.pk) in page
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    assert Entry.objects.filter(action="onestop.paper_opened").count() == 1


def test_the_draft_is_written_from_the_list_and_goes_to_the_leader(
    client: Client, here: Office
) -> None:
    row = judged(here, 2, refused=1)
    page = text(as_(client, here.worker), "decision-new", row.pk)
    assert f"{named(1)}, Thôn mẫu 1" in page
    assert f"{named(2)}: Chưa đủ hai phần ba số hộ đồng ý" in page
    assert "Điều 1. Đồng ý đối với 1 người" in page
    said = dict.fromkeys(("subject", "place", "bases", "body", "recipients"), "Mẫu")

    answer = sent(
        client,
        "decision-new",
        row.pk,
        **said,
        signer_post="Chủ tịch",
        signer_name="Nguyễn Văn Mẫu",
        seen=row.case.version,
    )

    assert "Đã soạn quyết định và trình ký." in answer
    assert Decision.objects.get(dossier=row).document.values is not None


def test_the_leader_sees_what_will_happen_and_signs(
    client: Client, here: Office, three: Decision
) -> None:
    page = text(as_(client, here.leader), "sign", three.pk)
    assert "Ký, đồng ý với 2 người" in page
    assert "Không được đồng ý: 1 người" in page
    assert "Điều 1. Đồng ý đối với người có tên trong danh sách." in page
    three.dossier.case.refresh_from_db()

    answer = sent(client, "sign", three.pk, seen=three.dossier.case.version)

    assert "Đã ký quyết định 01/QĐ-MAU và ghi 2 thay đổi vào sổ." in answer
    assert client.get(address("decision-paper", three.pk))["Content-Type"] == "application/pdf"


def test_who_looked_at_an_old_page_is_told_instead_of_signing(
    client: Client, here: Office, two: Decision
) -> None:
    answer = sent(as_(client, here.leader), "sign", two.pk, seen=1)

    assert "người khác xử lý" in answer
    assert Decision.objects.get(pk=two.pk).signed_at is None


def test_a_signed_decision_is_corrected_by_another_one(
    client: Client, here: Office, two: Decision
) -> None:
    made = sign(two, here)
    wrong = Subject.objects.get(dossier=made.dossier, position=1)
    above = as_(Client(), officer("so", Role.DEPARTMENT_LEADER, province_above()))
    assert "Chỉ người ký ở cơ quan đã ban hành" in sent(above, "correct", made.pk)
    assert address("correct", made.pk) not in text(above, "papers", made.dossier_id)
    page = text(as_(client, here.leader), "correct", made.pk)
    assert f"1. {named(1)}" in page
    assert "Chuyển nơi ở" in page

    answer = sent(
        client,
        "correct",
        made.pk,
        subjects=wrong.pk,
        reason="moved",
        words="Ghi nhầm người",
        place="Vân Sơn",
        signer_post="Chủ tịch",
        signer_name="Nguyễn Văn Mẫu",
    )

    assert "Đã ký quyết định sửa số 02/QĐ-MAU." in answer
    assert "Quyết định sửa số 02/QĐ-MAU, đã ký" in answer
    assert address("decision-paper", made.pk) in text(client, "dossier", made.dossier_id)


def test_the_whole_file_comes_as_one_zip(client: Client, here: Office) -> None:
    row = at_work(here.worker)

    answer = as_(client, here.leader).get(address("case-file", row.pk))

    assert "attachment" in answer["Content-Disposition"]
    with ZipFile(BytesIO(answer.content)) as packed:
        assert {"manifest.json", "events.jsonl", "verify.py"} <= set(packed.namelist())


def test_the_holder_prints_the_control_sheet(client: Client, here: Office) -> None:
    row = at_work(here.worker)

    answer = sent(as_(client, here.worker), "control", row.pk)

    assert "Đã lập phiếu kiểm soát quá trình." in answer
    assert "Mẫu 06" in answer


def test_a_neighbour_finds_nothing_and_a_worker_neither_signs_nor_exports(
    client: Client, here: Office, two: Decision
) -> None:
    slip = WrittenForm.objects.filter(dossier=two.dossier)[0]
    stranger = as_(Client(), officer("ban", Role.COMMUNE_LEADER, neighbour()))
    worker = as_(client, here.worker)

    for screen, pk in (
        ("papers", two.dossier_id),
        ("paper", slip.pk),
        ("case-file", two.dossier_id),
        ("decision-new", two.dossier_id),
        ("sign", two.pk),
        ("correct", two.pk),
        ("decision-paper", two.pk),
    ):
        assert stranger.get(address(screen, pk)).status_code == 404
    for screen, pk in (("sign", two.pk), ("correct", two.pk), ("case-file", two.dossier_id)):
        assert worker.get(address(screen, pk)).status_code == 403


def test_the_chairman_of_the_province_opens_what_a_commune_decides_and_signs_none_of_it(
    client: Client, here: Office, two: Decision
) -> None:
    first = sign(two, here)
    above = Unit.objects.get(pk=department().unit_id)
    chairman = as_(client, officer("chu-tich-tinh", Role.PROVINCE_LEADER, above))

    page = text(chairman, "papers", two.dossier_id)
    over_it = as_(Client(), officer("giam-doc", Role.DEPARTMENT_LEADER, above))
    seen, printed = (
        text(over_it, "papers", two.dossier_id),
        sent(over_it, "control", two.dossier_id),
    )
    wrong = Subject.objects.get(dossier=two.dossier, position=1)
    refused = sent(
        chairman,
        "correct",
        first.pk,
        subjects=wrong.pk,
        reason="moved",
        words="Ghi nhầm người",
        place="Bắc Ninh",
        signer_post="Chủ tịch",
        signer_name="Nguyễn Văn Mẫu",
    )

    assert first.document.number in page
    assert "Sửa bằng quyết định khác" not in page
    assert "Lập phiếu kiểm soát" not in seen
    assert "nơi đang giữ mới lập được phiếu này" in printed
    assert "Chỉ người ký ở cơ quan đã ban hành" in refused
    assert chairman.get(reverse("onestop:register")).status_code == 403


def test_a_list_of_many_costs_no_more_statements_than_one_of_two(
    client: Client,
    here: Office,
    two: Decision,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    many = prepared(here, 6)
    leader = as_(client, here.leader)
    with django_assert_max_num_queries(90) as counted:
        leader.get(address("sign", two.pk))
    one = len(counted)

    with django_assert_max_num_queries(one):
        leader.get(address("sign", many.pk))
