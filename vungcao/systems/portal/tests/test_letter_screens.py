"""What strangers and the office see of questions and consultations."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.systems.portal.models import AnsweredQuestion, LetterTopic, PublicLetter
from vungcao.systems.portal.services import asking, proving, showing
from vungcao.systems.portal.services.showing import Edited
from vungcao.systems.portal.tests.factories import keeper
from vungcao.systems.portal.tests.letter_world import (
    EMAIL,
    NOW,
    WORDS,
    World,
    as_,
    look_as,
    proof,
    text,
)
from vungcao.systems.portal.views import pacing

ASK, FOLLOW, LETTERS = (reverse(f"portal:{name}") for name in ("ask", "follow", "letters"))


def post(address: str = ASK, *, form: str = "portal-question", **said: str) -> Any:
    given = {"topic": "thu-tuc", "words": WORDS, "altcha": proof(form), **said}
    return Client().post(address, given)


def shown(world: World, title: str, topic: str = LetterTopic.PROCEDURE) -> AnsweredQuestion:
    made = world.answer(world.ask(f"{title} Xin cho biết với ạ."))
    edited = Edited(title, title, "Nộp ở xã.", topic)
    page = showing.propose(letter=made, edited=edited, now=NOW, by=world.specialist)
    page.save_revision().publish(user=keeper(), skip_permission_checks=True)
    return page


def test_a_stranger_asks_and_follows_until_the_answer(world: World) -> None:
    receipt = text(post(email=EMAIL))
    look_as(world.specialist)
    made = PublicLetter.objects.select_related("case").get()
    pair = {"code": made.case.code.lower(), "secret": proving.secret(made.case.code)}
    for told in (made.case.number, made.case.code, pair["secret"], "07/12/2026"):
        assert told in receipt

    assert "Trả lời chậm nhất ngày 07/12/2026" in text(Client().post(FOLLOW, pair))
    world.answer(made)
    assert "Nộp ở xã nơi bạn ở." in text(Client().post(FOLLOW, pair))
    assert EMAIL not in text(Client().post(FOLLOW, pair))
    assert "chưa đúng" in text(Client().post(FOLLOW, {**pair, "secret": "AAAAAAAA"}))


def test_what_is_wrong_stays_on_the_form_and_nothing_is_kept(world: World) -> None:
    page = text(post(words="ngắn", email="sai", topic="khong-co"))

    for told in ("ít nhất 10 chữ cái", "có dạng ten@noi.vn", "Chưa gửi được", "ngắn</textarea>"):
        assert told in page
    assert "đúng những lời này" in text((post(), post())[1])
    look_as(world.specialist)
    assert PublicLetter.objects.count() == 1


def test_a_proof_is_spent_once_and_a_flood_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent = proof("portal-question")
    post(altcha=spent)
    assert "đã được nhận hoặc không đúng trang" in text(post(altcha=spent, words=WORDS * 2))
    assert "không đúng trang" in text(post(altcha=proof("portal-opinion"), words=WORDS * 3))

    monkeypatch.setattr(pacing, "POSTS", 3)
    answer = post(words="Câu hỏi khác đang viết dở")
    assert answer.status_code == 429
    assert "đang viết dở" in text(answer)


def test_a_draft_says_how_it_stands_and_takes_opinions_while_it_is_open(
    world: World, now: list[datetime]
) -> None:
    page, form = "/lay-y-kien/du-thao/", reverse("portal:opine", args=[world.draft.pk])
    assert "đang nhận ý kiến" in text(Client().get(page))
    post(form, form="portal-opinion", words="Nên ghi rõ ngày phiên chợ.")
    assert "<dt>Ý kiến đã nhận</dt> <dd> 1 </dd>" in text(Client().get(page))

    now[0] += timedelta(days=11)
    assert "đã hết hạn" in text(Client().get("/lay-y-kien/du-thao/"))
    assert "không còn nhận ý kiến" in text(Client().get(form))
    assert form not in text(Client().get(page))
    said = [("text", "<p>Tiếp thu một ý kiến.</p>")]
    asking.conclude(consultation=world.draft, outcome=said, day=now[0].date(), by=keeper())
    assert "Tiếp thu một ý kiến." in text(Client().get(page))
    assert "Đã công bố kết quả" in text(Client().get("/lay-y-kien/"))


def test_the_front_page_shows_what_takes_opinions_today(world: World, now: list[datetime]) -> None:
    front = reverse("portal:front")
    assert 'href="/lay-y-kien/du-thao/"' in text(Client().get(front))

    now[0] += timedelta(days=11)
    assert "/lay-y-kien/du-thao/" not in text(Client().get(front))


def test_questions_are_found_by_words_without_accents_and_by_topic(world: World) -> None:
    shown(world, "Nộp hồ sơ ở đâu?")
    shown(world, "Lễ hội của thôn mở ngày nào?", LetterTopic.CULTURE)

    board = "/hoi-dap/"
    assert "Gửi câu hỏi" in text(Client().get(board))
    found = text(Client().get(board, {"q": "le hoi"}))
    assert ("Lễ hội của thôn" in found, "Nộp hồ sơ" in found) == (True, False)
    found = text(Client().get(board, {"chu-de": "thu-tuc"}))
    assert ("Lễ hội của thôn" in found, "Nộp hồ sơ" in found) == (False, True)
    assert "Không có câu hỏi nào khớp" in text(Client().get(board, {"q": "khong co gi"}))


def test_a_published_question_is_read_at_its_address(world: World) -> None:
    page = shown(world, "Nộp hồ sơ ở đâu?")

    said = text(Client().get(f"/hoi-dap/{page.slug}/"))

    for told in ("Nộp ở xã.", "Cơ quan trả lời: Sở Mẫu.", "thủ tục, hồ sơ"):
        assert told in said


def test_boards_ask_the_database_as_much_for_many_as_for_one(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nth in range(4):
        shown(world, f"Câu hỏi mẫu thứ {nth}?")
    for address in ("/hoi-dap/", "/lay-y-kien/", "/lay-y-kien/du-thao/"):
        Client().get(address)
        with django_assert_max_num_queries(20):
            Client().get(address)


def test_the_office_answers_and_hands_an_edited_question_on(world: World) -> None:
    made = world.ask(name="Trần Thị Mẫu", email=EMAIL)
    client, at = as_(world.specialist), reverse("portal:letter", args=[made.pk])
    assert "CH-2026-00001" in text(client.get(LETTERS))
    assert WORDS not in text(client.get(LETTERS))

    page = text(client.get(at))
    assert (WORDS in page, EMAIL in page) == (True, False)
    given = {"words": "Nộp ở xã.", "seen": "1"}
    page = text(client.post(reverse("portal:letter-answer", args=[made.pk]), given, follow=True))
    assert "Đã trả lời thư số CH-2026-00001" in page
    edited = {
        "title": "Nộp ở đâu?",
        "topic": "thu-tuc",
        "question": "Tôi là Trần Thị Mẫu",
        "answer": "Nộp ở xã.",
    }
    show = reverse("portal:letter-show", args=[made.pk])
    assert "Còn tên của người hỏi" in text(client.post(show, edited))
    assert "gửi bản nháp" in text(client.post(show, {**edited, "question": "Ở đâu?"}, follow=True))
    assert "Đã có bản nháp trên cổng" in text(client.get(at))


def test_the_list_costs_as_much_for_many_as_for_one(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nth in range(5):
        world.ask(f"Câu hỏi mẫu số {nth}, xin trả lời.")
    client = as_(world.specialist)
    client.get(LETTERS)

    with django_assert_max_num_queries(30):
        client.get(LETTERS)


def test_an_auditor_reads_and_does_not_answer_and_a_commune_officer_is_refused(
    world: World,
) -> None:
    made = world.ask()
    at = reverse("portal:letter", args=[made.pk])
    reply = reverse("portal:letter-answer", args=[made.pk])

    auditor, officer = as_(world.auditor), as_(world.commune_officer)
    assert (auditor.get(at).status_code, auditor.post(reply).status_code) == (200, 403)
    assert [officer.get(address).status_code for address in (LETTERS, at)] == [403, 403]
    assert Client().get(at).status_code == 302
