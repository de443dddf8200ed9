"""Moderators' screens: the queue, the page of one comment, its decisions, settings, the log."""

import csv
import hashlib
import io
import zipfile
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.documents.models import Document
from vungcao.systems.comments.models import (
    Comment,
    Discussion,
    PublishedComment,
    Reason,
    Remark,
    Takedown,
)
from vungcao.systems.comments.queries import duties
from vungcao.systems.comments.services import moderating
from vungcao.systems.comments.tests.posting import text
from vungcao.systems.comments.tests.world import (
    EMAIL,
    KEY,
    NOW,
    WORDS,
    World,
    article,
    at,
    look_as,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
QUEUE = reverse("comments:queue")


def of(screen: str, pk: int) -> str:
    return reverse(f"comments:{screen}", args=[pk])


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, address: str, **asked: str) -> str:
    return text(as_(user).get(address, asked))


def sent(user: User, address: str, **said: str) -> str:
    return text(as_(user).post(address, said, follow=True))


def test_the_queue_shows_what_waits_by_its_term_and_names_no_words(world: World) -> None:
    world.held("Ý kiến đến sau", now=NOW)
    world.held(
        "Vào www.a.com ngay", now=at("18/11 10:00"), article=article(published_at=at("02/11 08:00"))
    )
    world.submit("Chưa ai xác nhận")

    shown = page(world.editor, QUEUE)

    assert shown.index("BL-2026-00002") < shown.index("BL-2026-00001")
    assert "quá hạn 3 ngày" in shown
    assert "có đường dẫn" in shown
    assert "www.a.com" not in shown
    assert "BL-2026-00003" not in shown
    assert "BL-2026-00001" not in page(world.editor, QUEUE, state="late")


def test_the_page_of_a_comment_shows_words_and_marks_and_never_the_contact(world: World) -> None:
    made = world.held("Vào www.a.com ngay đi")

    shown = page(world.publisher, of("comment", made.pk))

    for told in ("Vào www.a.com ngay đi", "có đường dẫn", "còn 2 ngày", "thư điện tử"):
        assert told in shown
    assert EMAIL not in shown
    look_as(world.publisher)
    assert Entry.objects.filter(action="comments.read").count() == 1


def test_a_decision_leads_to_the_next_comment_that_waits(world: World) -> None:
    first, second = world.held("Ý kiến thứ nhất đây"), world.held("Ý kiến thứ hai đây")

    shown = sent(world.editor, of("approve", first.pk), seen=str(_version(first)))

    assert "Đã đăng ý kiến BL-2026-00001. Ý kiến tiếp theo đang chờ ở dưới." in shown
    assert "Ý kiến thứ hai đây" in shown
    assert "Ý kiến BL-2026-00002: đã ghi không đăng" in sent(
        world.editor, of("reject", second.pk), reason=Reason.INSULT, seen=str(_version(second))
    )
    look_as(world.publisher)
    assert PublishedComment.objects.count() == 1
    assert Comment.objects.get(pk=second.pk).reason == Reason.INSULT


def test_without_a_reason_nothing_is_rejected(world: World) -> None:
    made = world.held()

    shown = sent(world.editor, of("reject", made.pk))

    assert "Chưa làm được" in shown
    look_as(world.publisher)
    assert Comment.objects.get().state == "held"


def test_a_comment_is_passed_on_and_answered_on_its_own_page(world: World) -> None:
    made = world.held()
    assert "KN-2026-00001" in sent(world.publisher, of("escalate", made.pk))
    look_as(world.publisher)
    remark = Remark.objects.get()

    by_code = as_(world.leader).get(reverse("comments:of-case", args=[remark.case.code]))
    shown = sent(world.leader, of("remark-answer", remark.pk), words="Đã xem xét")

    assert by_code.headers["Location"] == of("remark", remark.pk)
    assert "Đã trả lời góp ý số KN-2026-00001" in shown
    assert "Trả lời</button>" not in shown


def test_a_takedown_is_recorded_and_shown_with_its_term(world: World, now: list[datetime]) -> None:
    made = world.held()
    moderating.approve(comment=made, now=NOW, by=world.publisher)
    now[0] = NOW + timedelta(hours=30)
    record = {
        "asked_by": "Cơ quan mẫu",
        "document": "12/CV-MAU",
        "document_on": "23/11/2026",
        "asked_on": "23/11/2026",
        "asked_time": "11:00",
    }

    shown = sent(world.leader, of("remove", made.pk), **record)

    assert "Đã gỡ, quá thời hạn." in shown
    assert "Cơ quan mẫu, văn bản 12/CV-MAU ngày 23/11/2026." in shown
    assert "Nhận 11:00 23/11/2026, gỡ 16:00 24/11/2026." in shown
    look_as(world.publisher)
    assert Takedown.objects.get().is_late


def test_an_editor_does_not_take_down_and_an_auditor_decides_nothing(world: World) -> None:
    made = world.held()

    refused = [
        as_(user).post(of(step, made.pk)).status_code
        for user, step in (
            (world.editor, "remove"),
            (world.auditor, "approve"),
            (world.auditor, "reject"),
            (world.leader, "escalate"),
            (world.commune_officer, "approve"),
        )
    ]

    assert refused == [403] * 5
    assert "Đăng</button>" not in page(world.auditor, of("comment", made.pk))
    assert as_(world.commune_officer).get(QUEUE).status_code == 403


def test_what_nobody_has_confirmed_cannot_be_looked_into(world: World) -> None:
    made = world.submit()

    assert as_(world.publisher).get(of("comment", made.pk)).status_code == 404


def test_discussions_are_set_for_all_and_for_one_article(world: World) -> None:
    everywhere = reverse("comments:discussions")
    here = reverse("comments:discussion", args=[KEY])

    sent(world.publisher, everywhere, mode="closed", way="sms")
    sent(world.publisher, here, mode="days", days="7")

    rows = {row.article: (row.mode, row.days, row.way) for row in Discussion.objects.all()}
    assert rows == {"": ("closed", None, "sms"), KEY: ("days", 7, "email")}
    assert "thiết lập riêng" in page(world.publisher, everywhere)
    assert "cần điền" in sent(world.publisher, here, mode="days", days="")
    sent(world.publisher, here, follow="1")
    assert Discussion.objects.count() == 1
    assert as_(world.publisher).get(f"{here[:-1]}x/").status_code == 404


def test_duties_tell_what_waits_until_when(world: World) -> None:
    world.held()
    world.remark()

    day = NOW.date()
    scopes = (world.province.scope,)
    (comment,) = duties.tell_waiting(duties.waiting(world.editor, scopes, day), day)
    (remark,) = duties.tell_unanswered(duties.unanswered(world.editor, scopes, day), day)

    assert (comment.title, comment.due) == ("Duyệt bình luận BL-2026-00001", date(2026, 11, 25))
    assert (remark.title, remark.due) == ("Trả lời góp ý GY-2026-00001", date(2026, 11, 30))


def test_lists_cost_as_much_for_many_as_for_one(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for nth in range(3):
        world.held(f"Ý kiến thứ {nth} về bài")
        world.remark(f"Góp ý thứ {nth} về trang")
    client = as_(world.auditor)

    for address in (QUEUE, reverse("comments:remarks")):
        client.get(address)
        with django_assert_max_num_queries(20):
            client.get(address)


@pytest.mark.slow
def test_the_log_for_inspectors_is_signed_complete_and_without_contact_data(
    world: World,
) -> None:
    moderating.approve(comment=world.held("=1+1 bài viết hay"), now=NOW, by=world.publisher)
    moderating.reject(comment=world.held(), reason=Reason.REPEATED, now=NOW, by=world.publisher)
    address = reverse("comments:export")

    answer = as_(world.auditor).post(address, {"first": "01/11/2026", "last": "23/11/2026"})

    assert answer.headers["Content-Type"] == "application/zip"
    files = zipfile.ZipFile(io.BytesIO(answer.content))
    content = {name: files.read(name) for name in files.namelist()}
    assert set(content) == {"y-kien.csv", "go-bo.csv", "nhat-ky.pdf", "README.txt"}
    rows = list(csv.DictReader(io.StringIO(content["y-kien.csv"].decode("utf-8-sig"))))
    assert [row["Trạng thái"] for row in rows] == ["đã đăng", "không đăng"]
    assert rows[0]["Ý kiến"] == "'=1+1 bài viết hay"
    assert rows[1]["Lý do không đăng"] == "trùng với ý kiến đã nhận"
    assert not any(EMAIL.encode() in one for one in content.values())
    assert b"/ByteRange" in content["nhat-ky.pdf"]
    look_as(world.auditor)
    entry = Entry.objects.get(action="comments.exported")
    assert hashlib.sha256(answer.content).hexdigest() in entry.body
    assert Document.objects.get().state == "issued"
    assert WORDS not in entry.body


def test_an_export_of_days_in_the_wrong_order_is_refused(world: World) -> None:
    shown = sent(world.auditor, reverse("comments:export"), first="23/11/2026", last="01/11/2026")

    assert "Ngày cuối phải từ ngày đầu" in shown
    look_as(world.auditor)
    assert not Entry.objects.filter(action="comments.exported").exists()


def _version(comment: Comment) -> int:
    assert comment.case is not None
    comment.case.refresh_from_db()
    return comment.case.version
