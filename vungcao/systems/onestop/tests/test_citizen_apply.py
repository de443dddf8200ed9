"""Submitting from a phone: step by step, nothing lost, nobody else's, once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.files.models import StoredFile
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.onestop.models import Dossier, OnlineDraft, Subject
from vungcao.systems.onestop.rules.statuses import Status
from vungcao.systems.onestop.services import drafting, sealing
from vungcao.systems.onestop.services.doors import visitor
from vungcao.systems.onestop.tests.citizens import (
    PAPERS,
    WHO,
    answers,
    applied,
    at,
    begun,
    draft,
    everywhere,
    filled,
    scan,
)
from vungcao.systems.onestop.tests.factories import commune

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ground")]


def test_a_village_head_submits_and_is_told_code_and_secret_once(client: Client) -> None:
    client.post(at("apply"), {**WHO, "place": commune().pk})
    client.post(at("apply-form"), answers())
    client.post(at("apply-papers"), {f"paper-{code}": scan(f"{code}.png") for code in PAPERS})

    page = client.post(at("apply-check"), {"is_true": "on"}, follow=True)

    with everywhere():
        made = Dossier.objects.select_related("case").get()
        line = Subject.objects.get(dossier=made)
        assert (made.status, made.channel) == (Status.SUBMITTED, 2)
        assert line.village_id is not None
        assert made.papers.filter(file__isnull=False).count() == 3
        assert sealing.open_json([made.contact])[0]["telephone"] == "0900000123"
    assert page.redirect_chain[-1][0] == at("apply-done")
    assert client.session["onestop_told"]["secret"] in page.content.decode()
    assert made.case.code in page.content.decode()


def test_a_secret_is_told_no_longer_than_a_quarter_of_an_hour(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _made, secret = applied(client)
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert secret not in client.get(at("apply-done")).content.decode()


def test_a_dossier_is_made_once_however_often_one_presses(client: Client) -> None:
    applied(client)

    client.post(at("apply-check"), {"is_true": "on"})

    with everywhere():
        assert Dossier.objects.count() == 1
        assert draft().answers is None


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_lost(client: Client) -> None:
    begun(client)
    wrong = answers(**{"q__ngay_hop": "31/02/2026", "l__nguoi__0__nam_sinh": "xưa lắm"})

    page = client.post(at("apply-form"), wrong).content.decode()

    assert "Tháng 2/2026 chỉ có 28 ngày." in page
    assert "Dòng 1, Năm sinh" in page
    assert 'value="xưa lắm"' in client.get(at("apply-form")).content.decode()


def test_a_line_is_added_without_a_script_and_kept(client: Client) -> None:
    begun(client)

    page = client.post(at("apply-form"), {**answers(), "line": "add/nguoi"}).content.decode()

    assert "Bỏ dòng 2" in page
    assert "Bỏ dòng 2" in client.get(at("apply-form")).content.decode()


def test_a_draft_is_opened_on_another_phone_by_code_and_secret(client: Client) -> None:
    secret = begun(client)
    client.post(at("apply-form"), {**answers(), "draft": "save"})
    other = Client()

    typed = {"code": f"{draft().code[:5]} {draft().code[5:]}".lower(), "secret": secret}
    asked = other.get(reverse("onestop:resume")).content.decode()
    page = other.post(reverse("onestop:resume"), typed, follow=True)

    assert "Mã bản nháp" in asked
    assert page.redirect_chain[-1][0] == at("apply-form")
    assert "Bước 2 trên 5: Tờ khai" in page.content.decode()
    assert "Hoàng Thị Mẫu" in page.content.decode()


def test_nobody_opens_a_draft_without_its_secret(client: Client) -> None:
    begun(client)
    other = Client()
    wrong = {"code": draft().code, "secret": "AAAAAAAA"}
    unknown = {"code": "AAAAAAAAAA", "secret": "AAAAAAAA"}

    pages = [other.post(reverse("onestop:resume"), typed) for typed in (wrong, unknown)]

    assert [page.status_code for page in pages] == [200, 200]
    assert all("Mã bản nháp hoặc mã bí mật chưa đúng" in page.content.decode() for page in pages)
    for step in ("apply-form", "apply-papers", "apply-check", "apply-done", "apply-drop"):
        assert other.get(at(step)).headers["Location"] == reverse("onestop:resume")


def test_a_session_of_one_draft_opens_no_other_procedure(client: Client) -> None:
    begun(client)

    answer = client.get(at("apply-form", "1.012223"))

    assert answer.headers["Location"] == reverse("onestop:resume")


def test_a_draft_belongs_to_the_citizen_who_is_signed_in(client: Client) -> None:
    citizen = User.objects.create_user("mau", kind="citizen")
    client.force_login(citizen)

    client.post(at("apply"), {**WHO, "place": commune().pk})

    assert draft().account == citizen


def test_an_officer_on_these_pages_is_a_visitor(client: Client) -> None:
    client.force_login(User.objects.create_user("can-bo"))

    client.post(at("apply"), {**WHO, "place": commune().pk})

    assert draft().account is None


def test_papers_come_one_by_one_and_a_wrong_one_loses_no_other(client: Client) -> None:
    begun(client)
    client.post(at("apply-form"), answers())
    sent = {"paper-de_nghi": scan(), "paper-mau01": scan("a.png", b"no picture")}

    page = client.post(at("apply-papers"), sent)

    assert "Có tệp chưa nhận được" in page.content.decode()
    assert list(draft().files) == ["de_nghi"]


def test_a_new_file_takes_the_place_of_the_one_before(client: Client) -> None:
    begun(client)
    client.post(at("apply-papers"), {"paper-de_nghi": scan("one.png"), "stay": "on"})

    client.post(at("apply-papers"), {"paper-de_nghi": scan("two.png"), "stay": "on"})

    with everywhere():
        assert StoredFile.objects.present().count() == 1
    assert "two.png" in client.get(at("apply-papers")).content.decode()


def test_a_file_can_be_taken_away_again(client: Client) -> None:
    begun(client)
    client.post(at("apply-papers"), {"paper-de_nghi": scan(), "stay": "on"})

    client.post(at("apply-papers"), {"drop": "de_nghi"})

    with everywhere():
        assert not StoredFile.objects.present().exists()
    assert draft().files == {}


def test_nothing_is_submitted_while_a_paper_is_missing(client: Client) -> None:
    begun(client)
    client.post(at("apply-form"), answers())

    page = client.post(at("apply-check"), {"is_true": "on"}).content.decode()

    assert "Còn thiếu giấy tờ" in page
    with everywhere():
        assert not Dossier.objects.exists()


def test_a_paper_that_is_needed_is_not_called_optional(client: Client) -> None:
    begun(client)

    assert "không bắt buộc" not in client.get(at("apply-papers")).content.decode()


def test_a_draft_is_dropped_with_its_files_and_its_key(client: Client) -> None:
    filled(client)
    key = draft().key_id

    client.post(at("apply-drop"))

    with everywhere():
        assert not OnlineDraft.objects.exists()
        assert not StoredFile.objects.present().exists()
    assert DataKey.objects.get(pk=key).destroyed_at is not None


def test_drafts_are_forgotten_after_thirty_days(client: Client) -> None:
    filled(client)
    saved = draft().saved_at

    with everywhere():
        early = drafting.expire(now=saved + timedelta(days=30), by=visitor())
        late = drafting.expire(now=saved + timedelta(days=30, seconds=1), by=visitor())

    assert (early, late) == (0, 1)


def test_forgetting_a_draft_leaves_the_dossier_that_came_of_it(client: Client) -> None:
    made, _secret = applied(client)

    with everywhere():
        drafting.expire(now=draft().saved_at + timedelta(days=31), by=visitor())

        assert made.papers.filter(file__removed_at=None).count() == 3


@pytest.mark.parametrize(
    "words",
    [
        {"q-so_van_ban": "x" * 250_000},
        {"q-so_van_ban": "nul\x00byte"},
        {"q-so_van_ban": "<script>alert(1)</script>"},
        {"q-ngay_hop": "<img onerror=x>"},
        {"l-nguoi-lines": "999999999999"},
        {"l-nguoi-0-thon": "1 or 1=1"},
        {"l-nguoi-0-gioi_tinh": "[object]"},
        {"l-nguoi-0-nam_sinh": "٣٠"},
        {"line": "drop/nguoi/99"},
        {"find": "l-nguoi-0-thon/999"},
    ],
)
def test_hostile_words_break_nothing_and_run_nowhere(client: Client, words: dict[str, str]) -> None:
    begun(client)

    page = client.post(at("apply-form"), {**answers(), **words}, follow=True)

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
    assert "<img onerror" not in client.get(at("apply-check")).content.decode()


def test_who_applies_is_asked_for_all_at_once(client: Client) -> None:
    page = client.post(at("apply"), {"telephone": "12", "place": "999999999"}).content.decode()

    assert page.count('class="err"') >= 4
    with everywhere():
        assert not OnlineDraft.objects.exists()


def test_who_applies_can_be_mended_and_the_place_stays(client: Client) -> None:
    begun(client)

    client.post(at("apply"), {**WHO, "full_name": "Nông Văn Sửa", "place": "1"})

    assert draft().unit == commune()
    assert "Nông Văn Sửa" in client.get(at("apply")).content.decode()


def test_a_form_without_a_proof_of_work_is_taken_seldom() -> None:
    answers_of_all = [
        Client().post(at("apply"), {**WHO, "place": commune().pk}).status_code for _ in range(6)
    ]

    assert answers_of_all[:5] == [302] * 5
    assert answers_of_all[5] == 429


def test_a_procedure_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get(at("apply", "9.999999")).status_code == 404


def test_the_steps_ask_the_database_a_fixed_number_of_times(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    filled(client)

    for step in ("apply-form", "apply-papers", "apply-check"):
        with django_assert_max_num_queries(45):
            client.get(at(step))
