"""From a confirmed comment to what became of it, by services: chained, told, refused."""

from datetime import date, timedelta

import pytest
from django.db import connection

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.cases.queries import chains
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.letters import Letter, letters
from vungcao.kernel.scopes.services import bind
from vungcao.systems.comments.models import Comment, PublishedComment, Reason, Remark, Takedown
from vungcao.systems.comments.services import forgetting, moderating, remarks, submitting
from vungcao.systems.comments.services.doors import visitor
from vungcao.systems.comments.services.reading import read_comment
from vungcao.systems.comments.tests.world import EMAIL, NOW, WORDS, World, article, at, look_as

pytestmark = pytest.mark.django_db


def actions(case: Case | None) -> list[str]:
    rows = CaseEvent.objects.filter(case=case).order_by("seq")
    return [row.action for row in rows]


def letter(kind: str) -> Letter:
    """The letter of a kind that waits in the outbox, composed as at the moment of sending."""
    (row,) = OutboxMessage.objects.filter(details__kind=kind)
    made = letters.get(kind)(int(row.details["ref"]))
    assert made is not None
    return made


def test_a_comment_waits_sealed_until_its_writer_confirms(world: World) -> None:
    made = world.submit()

    assert (made.state, made.case) == ("submitted", None)
    sent = letter("comments.confirm")
    assert sent.to == EMAIL
    assert "/gop-y/xac-nhan/" in sent.text
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(c)::text from comments_comment c")
        stored = cursor.fetchone()[0]
    assert not any(word in stored for word in (EMAIL, WORDS, "Bạn đọc"))


def test_a_confirmed_comment_is_a_case_with_two_working_days(world: World) -> None:
    made = world.held(now=at("27/11 10:00"))  # a Friday

    assert made.state == "held"
    assert made.case is not None
    assert made.case.number == "BL-2026-00001"
    assert made.case.due_at == at("01/12 17:00")
    assert actions(made.case) == ["opened", "screened"]


def test_a_link_confirms_once_and_not_after_its_hours(world: World) -> None:
    made, late = world.held(), world.submit("Một ý kiến khác hẳn")

    with pytest.raises(RuleBroken, match="đã được xác nhận"):
        submitting.confirm(comment=made, now=NOW, by=visitor())
    with pytest.raises(RuleBroken, match="quá hạn xác nhận"):
        submitting.confirm(comment=late, now=NOW + timedelta(hours=48), by=visitor())

    assert Case.objects.count() == 1


def test_an_approved_comment_stands_in_the_published_table_alone(world: World) -> None:
    made = moderating.approve(comment=world.held(), now=NOW, by=world.editor)

    (shown,) = PublishedComment.objects.all()
    assert (shown.name, shown.words, shown.article) == ("Bạn đọc", WORDS, made.article)
    assert actions(made.case) == ["opened", "screened", "approved", "closed"]
    assert chains.verify(Case.objects.get()).holds
    assert "/gop-y/bai/portal.page:12/" in letter("comments.published").text


def test_a_rejected_comment_is_answered_with_its_reason(world: World) -> None:
    made = moderating.reject(
        comment=world.held(), reason=Reason.INSULT, now=NOW, by=world.publisher
    )

    assert made.state == "rejected"
    assert "xúc phạm" in letter("comments.rejected").text
    assert not PublishedComment.objects.exists()


def test_what_was_decided_is_not_decided_again(world: World) -> None:
    made = moderating.approve(comment=world.held(), now=NOW, by=world.publisher)

    for step in (moderating.approve, moderating.escalate):
        with pytest.raises(RuleBroken, match="không còn chờ duyệt"):
            step(comment=made, now=NOW, by=world.editor)

    assert PublishedComment.objects.count() == 1


def test_a_page_that_is_out_of_date_decides_nothing(world: World) -> None:
    made = world.held()

    with pytest.raises(RuleBroken, match="vừa được người khác xử lý"):
        moderating.approve(comment=made, now=NOW, by=world.publisher, seen=1)

    assert not PublishedComment.objects.exists()


def test_who_does_not_reach_the_office_decides_nothing(world: World) -> None:
    made = world.held()
    look_as(world.commune_officer)

    assert not Comment.objects.visible_to(world.commune_officer).exists()
    with pytest.raises(Comment.DoesNotExist):
        moderating.approve(comment=made, now=NOW, by=world.commune_officer)


def test_a_comment_passed_on_becomes_a_case_that_is_answered_by_letter(world: World) -> None:
    made = moderating.escalate(comment=world.held(), now=NOW, by=world.publisher)

    assert made.case.number == "KN-2026-00001"
    assert "KN-2026-00001" in letter("comments.escalated").text
    remarks.answer(remark=made, said="Đã giao xã xử lý", now=NOW, by=world.leader)
    sent = letter("comments.answered")
    assert (sent.to, "Đã giao xã xử lý" in sent.text) == (EMAIL, True)
    with pytest.raises(RuleBroken, match="đã được trả lời"):
        remarks.answer(remark=made, said="Lần nữa", now=NOW, by=world.leader)


def test_a_takedown_keeps_who_asked_by_what_and_whether_in_time(world: World) -> None:
    made = moderating.approve(comment=world.held(), now=NOW, by=world.publisher)
    asked = NOW + timedelta(hours=1)
    found = moderating.remove(
        comment=made,
        asked_by="Cơ quan mẫu",
        document="12/CV-MAU",
        document_on=NOW.date(),
        asked_at=asked,
        now=asked + timedelta(hours=24),
        by=world.leader,
    )

    assert (found.hours, found.is_late) == (24, False)
    assert not PublishedComment.objects.exists()
    assert Comment.objects.get().state == "removed"
    assert actions(made.case)[-1] == "removed"
    found.removed_at += timedelta(seconds=1)
    assert found.is_late


def test_a_takedown_without_its_record_takes_nothing_down(world: World) -> None:
    made = moderating.approve(comment=world.held(), now=NOW, by=world.publisher)

    with pytest.raises(RuleBroken) as refused:
        moderating.remove(
            comment=made,
            asked_by=" ",
            document="",
            document_on=date(2026, 12, 1),
            asked_at=NOW + timedelta(days=1),
            now=NOW,
            by=world.leader,
        )

    assert len(str(refused.value).splitlines()) == 4
    assert PublishedComment.objects.count() == 1
    assert not Takedown.objects.exists()


def test_a_request_of_the_minute_of_publishing_is_taken(world: World) -> None:
    """The screen asks for hours and minutes, and offers those of now."""
    published = NOW + timedelta(seconds=40)
    made = moderating.approve(comment=world.held(), now=published, by=world.publisher)

    found = moderating.remove(
        comment=made,
        asked_by="Cơ quan mẫu",
        document="12/CV-MAU",
        document_on=NOW.date(),
        asked_at=NOW.replace(second=0, microsecond=0),
        now=published,
        by=world.leader,
    )

    assert not found.is_late
    assert not PublishedComment.objects.exists()


def test_a_closed_discussion_takes_nothing(world: World) -> None:
    early = article(published_at=NOW + timedelta(days=1))

    with pytest.raises(RuleBroken, match="không nhận ý kiến"):
        world.submit(article=early)

    assert not Comment.objects.exists()


def test_what_nobody_confirmed_is_forgotten(world: World) -> None:
    made = world.submit()
    bind(("/1/",))

    assert forgetting.lapse(now=NOW + timedelta(hours=47), by=visitor()) == 0
    assert forgetting.lapse(now=NOW + timedelta(hours=48), by=visitor()) == 1

    made.refresh_from_db()
    assert (made.state, made.contact_index, made.key.destroyed_at is None) == ("lapsed", "", False)
    assert letters.get("comments.confirm")(made.pk) is None


def test_contact_and_sealed_words_go_after_their_months_and_the_published_stays(
    world: World,
) -> None:
    made = moderating.approve(comment=world.held(), now=NOW, by=world.publisher)
    waiting = world.held("Một ý kiến còn chờ duyệt")
    bind(("/1/",))

    assert forgetting.erase(now=NOW.replace(year=2028, day=22), by=visitor()) == 0
    assert forgetting.erase(now=NOW.replace(year=2028), by=visitor()) == 1

    made.refresh_from_db()
    waiting.refresh_from_db()
    assert made.key.destroyed_at is not None
    assert waiting.erased_at is None
    assert PublishedComment.objects.get().words == WORDS
    assert letters.get("comments.published")(made.pk) is None
    assert chains.verify(Case.objects.get(number="BL-2026-00001")).holds


def test_what_is_taken_down_after_its_erasure_is_sealed_anew_for_inspectors(world: World) -> None:
    made = moderating.approve(comment=world.held(), now=NOW, by=world.publisher)
    later = NOW.replace(year=2028)
    bind(("/1/",))
    forgetting.erase(now=later, by=visitor())

    moderating.remove(
        comment=made,
        asked_by="Cơ quan mẫu",
        document="12/CV-MAU",
        document_on=later.date(),
        asked_at=later,
        now=later,
        by=world.leader,
    )

    assert read_comment(comment=Comment.objects.get(), by=world.auditor).words == WORDS


def test_nothing_personal_stands_in_trail_outbox_or_events(world: World) -> None:
    made = moderating.escalate(comment=world.held(), now=NOW, by=world.publisher)
    remarks.answer(remark=made, said="Trả lời kín", now=NOW, by=world.leader)

    kept = [
        *Entry.objects.values_list("body", flat=True),
        *map(str, OutboxMessage.objects.values_list("details", flat=True)),
        *CaseEvent.objects.values_list("body", flat=True),
        *Case.objects.values_list("label", flat=True),
    ]
    assert not [one for one in kept for said in (EMAIL, WORDS, "Trả lời kín") if said in one]


def test_a_remark_has_number_term_and_place(world: World) -> None:
    made = world.remark()

    assert (made.case.number, made.page) == ("GY-2026-00001", "/xac-minh/")
    assert made.case.due_at == at("30/11 17:00")
    assert not OutboxMessage.objects.filter(topic="letter").exists()
    assert Remark.objects.visible_to(world.publisher).exists()
    assert not Remark.objects.visible_to(world.commune_officer).exists()
