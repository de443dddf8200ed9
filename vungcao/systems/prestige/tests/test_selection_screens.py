"""Selections on the screen: each step by who may do it, refusals beside what was typed, papers."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document as Word
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units.models import Unit
from vungcao.kernel.vault import services as vault
from vungcao.systems.prestige.models import (
    FormPaper,
    ProposalList,
    Recognition,
    RoundState,
    SelectionRound,
)
from vungcao.systems.prestige.queries import selections as reads
from vungcao.systems.prestige.services import printing
from vungcao.systems.prestige.tests import factories, selections
from vungcao.systems.prestige.tests.factories import TODAY, officer
from vungcao.systems.prestige.tests.selections import NAMES

pytestmark = pytest.mark.django_db
SITTING = {"place": "nhà văn hoá", "chair": "Chu Mẫu Long", "secretary": "Vi Mẫu Hoa"}


@pytest.fixture
def by(db: None) -> User:
    with scoped(("/1/",)):
        factories.law()
        return UserFactory.create()


@pytest.fixture
def village(by: User) -> Unit:
    with scoped(("/1/",)):
        return selections.place()


def signed_in(role: Role, unit: Unit) -> Client:
    with scoped(("/1/",)):
        user = officer(role, unit)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def head(village: Unit) -> Client:
    return signed_in(Role.VILLAGE_HEAD, village)


@pytest.fixture
def clerk(village: Unit) -> Client:
    return signed_in(Role.COMMUNE_OFFICER, selections.commune_of(village))


def page(client: Client, name: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(f"prestige:{name}", args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, *args: object, **said: Any) -> Any:
    return client.post(reverse(f"prestige:{name}", args=args), said, follow=True)


def the_round() -> SelectionRound:
    with scoped(("/1/",)):
        return SelectionRound.objects.order_by("-pk")[0]


def votes(made: SelectionRound, *numbers: int) -> dict[str, int]:
    with scoped(("/1/",)):
        named = reads.nominees(made)
    return {f"votes_{one.pk}": number for one, number in zip(named, numbers, strict=True)}


def verified(text: str) -> str:
    """Where a page leads to verify the one paper that it offers."""
    (code,) = re.findall(r'href="/xac-minh/([A-Z2-7]{10})/">Trang xác minh', text)
    return str(code)


def test_a_village_head_opens_nominates_and_closes_the_meeting(head: Client, village: Unit) -> None:
    cycle = factories.cycle()
    send(head, "selection-new", village=village.pk, cycle=cycle.pk)
    made = the_round()
    send(head, "selection-nominate", made.pk, who="new", full_name="Lý Mẫu Cúc", birth="1966")
    said = {"held_on": "10/11/2026", "households_total": 90, **SITTING, **votes(made, 50)}

    refused = send(head, "selection-meeting", made.pk, households_present=59, **said)
    closed = send(head, "selection-meeting", made.pk, households_present=60, **said)

    text = refused.content.decode()
    assert "Có 59 trên 90 hộ dự họp; cần ít nhất 2/3, tức 60 hộ" in text
    assert 'value="59"' in text
    assert "Chu Mẫu Long" in text
    assert "Đã đóng cuộc họp thôn" in closed.content.decode()
    assert the_round().state == RoundState.MET


def test_numbers_of_a_meeting_put_off_are_kept(head: Client, by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
    said = {"households_total": 90, "households_present": 20, **SITTING}

    missing = send(head, "selection-meeting", made.pk, **said)
    answer = send(head, "selection-meeting", made.pk, step="note", **said)

    assert "Ngày họp: Mục này còn trống" in missing.content.decode()
    assert "cuộc họp chưa đóng" in answer.content.decode()
    again = page(head, "selection-meeting", made.pk)
    assert 'value="20"' in again
    assert "Chu Mẫu Long" in again


def test_somebody_known_is_looked_up_and_nobody_unnamed_is_put_up(
    head: Client, by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by, names=())
        factories.person(village, full_name="Nông Mẫu An")

    nobody = send(head, "selection-nominate", made.pk, who="known", person="")
    unnamed = send(head, "selection-nominate", made.pk, who="new", full_name="")
    looked_up = send(
        head, "selection-nominate", made.pk, who="known", person="Nông Mẫu An", find="person"
    )

    assert "Chọn người được đề cử, hoặc ghi người mới." in nobody.content.decode()
    assert "Mục này còn trống" in unnamed.content.decode()
    assert "1 người." in looked_up.content.decode()


def test_the_commune_meets_checks_lists_sends_and_its_leader_decides(
    clerk: Client, by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)
        first = reads.nominees(made)[0]
    commune = selections.commune_of(village)
    leader = signed_in(Role.COMMUNE_LEADER, commune)

    send(
        clerk,
        "selection-joint",
        made.pk,
        held_on="12/11/2026",
        present=9,
        chosen=first.pk,
        **votes(made, 8, 1),
        **SITTING,
    )
    send(
        clerk, "selection-check", made.pk, checked_on="16/11/2026", **{f"met_{first.pk}": "citizen"}
    )
    send(clerk, "proposal-new", commune.pk, rounds=made.pk, made_on="20/11/2026")
    with scoped(("/1/",)):
        proposal = ProposalList.objects.get()
    printed = send(clerk, "proposal-print", proposal.pk)
    assert verified(printed.content.decode()) == verified(page(clerk, "proposal", proposal.pk))
    send(clerk, "proposal-send", proposal.pk)
    assert clerk.get(reverse("prestige:proposal-decide", args=[proposal.pk])).status_code == 403
    decided = send(
        leader,
        "proposal-decide",
        proposal.pk,
        number="31/QĐ-MAU",
        decided_on="20/11/2026",
        valid_from="23/11/2026",
    )

    text = decided.content.decode()
    assert "Đã công nhận 1 người theo quyết định." in text
    assert "theo quyết định 31/QĐ-MAU" in text
    with scoped(("/1/",)):
        assert Recognition.objects.get().person_id == first.person_id


def test_a_criterion_that_is_not_ticked_is_not_met(clerk: Client, by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.joint(village, by)

    answer = send(clerk, "selection-check", made.pk, checked_on="16/11/2026")

    assert "Chưa đạt: Công dân Việt Nam" in answer.content.decode()
    assert "Chưa có đợt nào đã kiểm tra" in page(
        clerk, "proposal-new", selections.commune_of(village).pk
    )


def test_a_decision_is_named_by_number_or_code(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        proposal = selections.sent(by, selections.checked(village, by))
    leader = signed_in(Role.COMMUNE_LEADER, selections.commune_of(village))

    nothing = send(leader, "proposal-decide", proposal.pk, valid_from="23/11/2026")
    strange = send(leader, "proposal-decide", proposal.pk, code="ABCD", valid_from="23/11/2026")

    assert "Ghi số và ngày quyết định" in nothing.content.decode()
    assert "Không tìm thấy văn bản có mã này" in strange.content.decode()


def test_a_person_is_replaced_from_their_own_page(clerk: Client, by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        held = factories.recognised(village, by, full_name="Lý Mẫu Cúc")
    address = f"{reverse('prestige:selection-new')}?thay={held.pk}"

    shown = clerk.get(address).content.decode()
    clerk.post(address, {"end_reason": "moved"})

    assert "Chọn người thay thế Lý Mẫu Cúc." in shown
    made = the_round()
    assert made.replaced_id == held.pk
    assert "Chuyển nơi ở" in page(clerk, "selection", made.pk)


def test_forms_are_printed_and_taken_away_and_each_download_is_in_the_trail(
    head: Client, by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)
    answer = send(head, "selection-print", made.pk, "mau-01")
    with scoped(("/1/",)):
        paper = FormPaper.objects.get()

    pdf = head.get(reverse("prestige:form-paper", args=[paper.pk, "pdf"]))
    word = head.get(reverse("prestige:form-paper", args=[paper.pk, "docx"]))

    assert "Tải về, in ra giấy để ký." in answer.content.decode()
    assert pdf.content.startswith(b"%PDF")
    assert NAMES[0] in "".join(
        cell.text for row in Word(BytesIO(word.content)).tables[0].rows for cell in row.cells
    )
    assert re.fullmatch(
        r'inline; filename="prestige-form01-[A-Z2-7]{10}\.pdf"', pdf["Content-Disposition"]
    )
    assert Entry.objects.filter(action="prestige.form_downloaded").count() == 2


def test_a_form_whose_step_is_not_done_is_not_printed(
    head: Client, by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

    early = send(head, "selection-print", made.pk, "mau-02")

    assert "Chưa ghi cuộc họp liên tịch" in early.content.decode()
    assert (
        head.post(reverse("prestige:selection-print", args=[made.pk, "mau-09"])).status_code == 404
    )


def test_mau_06_is_printed_for_a_person(clerk: Client, by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        held = factories.recognised(village, by)

    answer = send(clerk, "proposal-end", held.pk, reason="moved", proposed_on="23/11/2026")

    assert "Mẫu 06, PDF" in answer.content.decode()
    assert verified(answer.content.decode())
    late = send(clerk, "proposal-end", held.pk, reason="moved", proposed_on="24/11/2026")
    assert "không được sau hôm nay" in late.content.decode()


def test_a_round_is_cancelled_with_a_reason(clerk: Client, by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)

    empty = send(clerk, "selection-cancel", made.pk, reason="")
    done = send(clerk, "selection-cancel", made.pk, reason="Hoãn")

    assert "Mục này còn trống" in empty.content.decode()
    assert "Đã huỷ đợt" in done.content.decode()


def test_the_page_says_what_is_next_and_who_does_it(
    head: Client, clerk: Client, by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

    assert "Việc tiếp theo do xã làm." in page(head, "selection", made.pk)
    assert "Ghi cuộc họp liên tịch" in page(clerk, "selection", made.pk)
    assert "2/3 số hộ, tức 67 hộ" in page(clerk, "selection", made.pk)


def test_a_step_that_is_done_leads_back_to_the_round(
    clerk: Client, by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

    answer = clerk.get(reverse("prestige:selection-meeting", args=[made.pk]), follow=True)

    assert answer.redirect_chain
    assert "Đợt đang ở “đã họp thôn”." in answer.content.decode()


def test_a_neighbour_finds_no_round_and_an_auditor_changes_none(by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.opened(village, by)
        elsewhere = selections.place("Khác")
    neighbour = signed_in(Role.COMMUNE_OFFICER, selections.commune_of(elsewhere))
    other_head = signed_in(Role.VILLAGE_HEAD, elsewhere)
    auditor = signed_in(Role.AUDITOR, selections.commune_of(village))

    for client in (neighbour, other_head):
        for name in ("selection", "selection-meeting", "selection-nominate"):
            answer = client.get(reverse(f"prestige:{name}", args=[made.pk]))
            assert answer.status_code == 404
    assert auditor.get(reverse("prestige:selection", args=[made.pk])).status_code == 200
    for name in ("selection-meeting", "selection-joint", "selection-cancel"):
        assert auditor.get(reverse(f"prestige:{name}", args=[made.pk])).status_code == 403


def test_a_village_head_neither_meets_jointly_nor_lists(
    head: Client, by: User, village: Unit
) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)

    for name, pk in (
        ("selection-joint", made.pk),
        ("selection-check", made.pk),
        ("proposal-new", selections.commune_of(village).pk),
    ):
        assert head.get(reverse(f"prestige:{name}", args=[pk])).status_code == 403


def test_lists_need_the_same_queries_for_one_round_as_for_many(
    by: User, village: Unit, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    commune = selections.commune_of(village)
    clerk = signed_in(Role.COMMUNE_OFFICER, commune)
    with scoped(("/1/",)):
        villages = [village, *(factories.village(commune, f"mẫu {nth}") for nth in range(2, 6))]
        rounds = [selections.checked(one, by) for one in villages]
        proposal = selections.listed(by, *rounds[:3])

    for name, most in (("selections", 28), ("proposals", 30)):
        with django_assert_max_num_queries(most):
            text = page(clerk, name)
    assert "2 đợt đã kiểm tra" in text
    for name, pk in (("selection", rounds[0].pk), ("proposal", proposal.pk)):
        with django_assert_max_num_queries(44):
            page(clerk, name, pk)
    narrowed = page(clerk, "selections", state="listed")
    assert "Thôn mẫu 5" not in narrowed
    assert "Thôn mẫu 2" in narrowed


def test_filters_that_are_wrong_say_so(clerk: Client) -> None:
    assert "Chưa lọc được" in page(clerk, "selections", state="x")
    assert "Chưa lọc được" in page(clerk, "proposals", state="x")


def test_what_an_erased_paper_said_is_gone(head: Client, by: User, village: Unit) -> None:
    with scoped(("/1/",)):
        made = selections.met(village, by)
        paper = printing.print_round(
            selection=made, form=printing.FORM01, today=TODAY + timedelta(1), by=by
        )
        vault.destroy_key(key=paper.document.key, now=paper.document.written_at, by=by)

    answer = head.get(reverse("prestige:form-paper", args=[paper.pk, "docx"]))

    assert answer.status_code == 410
    assert "đã xoá theo yêu cầu" in answer.content.decode()
