"""The screens of an issue, from the first word to the last letter, and who is refused."""

import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.systems.newsletter.models import Issue, IssueState
from vungcao.systems.newsletter.queries.door import visitor
from vungcao.systems.newsletter.services import composing, sending
from vungcao.systems.newsletter.tests.shelf import (
    NOW,
    Shelf,
    approved,
    begun,
    draft,
    numbering,
    officer,
    readers,
)
from vungcao.systems.newsletter.tests.test_bounces_read import LINES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LIST = reverse("newsletter:issues")


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW)


@pytest.fixture
def editor(client: Client, shelf: Shelf) -> Client:
    client.force_login(officer(Role.EDITOR, "soan@mau.invalid"))
    return client


@pytest.fixture
def publisher(client: Client, keeper: User, shelf: Shelf) -> Client:
    client.force_login(keeper)
    return client


def of(name: str, pk: int) -> str:
    return reverse(f"newsletter:{name}", args=[pk])


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def sent(client: Client, address: str, **said: object) -> str:
    return client.post(address, said, follow=True).content.decode()


def test_an_editor_makes_an_issue_and_hands_it_in(editor: Client) -> None:
    words = {"title": "Tin tuần 48", "lead": "Lời dẫn", "note": "", "language": "vi"}

    page = sent(editor, reverse("newsletter:issue-new"), **words)
    issue = Issue.objects.get()
    assert "Bài mẫu 1 · Tin tức" in page
    page = sent(editor, of("pick", issue.pk), keys=["mau.page:2", "mau.page:1"])
    assert "Đã thêm 2 bài" in page
    first = re.search(r"/lam-viec/ban-tin/bai/(\d+)/", page)
    assert first is not None
    assert "Đã đổi thứ tự" in sent(editor, first[0], way="down")
    assert "Đã lưu lời" in sent(editor, of("issue-edit", issue.pk), **words | {"note": "Thêm."})
    assert "Đã gửi thư thử" in sent(editor, of("try-out", issue.pk))

    page = sent(editor, of("hand-in", issue.pk))

    assert "Đã gửi đi duyệt" in page
    assert "Duyệt số này" not in page  # that is somebody else's
    assert "Sửa lời" not in page


def test_a_publisher_gives_back_approves_and_sends(publisher: Client, keeper: User) -> None:
    issue = draft(visitor(), "mau.page:1")
    composing.hand_in(issue=issue, by=visitor())
    assert "Đã trả lại" in sent(publisher, of("send-back", issue.pk), reason="Sửa lời dẫn")
    composing.hand_in(issue=issue, by=visitor())
    issue.refresh_from_db()

    page = sent(publisher, of("approve", issue.pk), seen=str(issue.version))
    assert "BT-2026-01" in page
    late = {"when": "later", "day": "25/11/2026", "hour": "07:30"}
    assert "25/11/2026" in sent(publisher, of("send", issue.pk), **late)
    assert "Đã bỏ giờ hẹn" in sent(publisher, of("decide", issue.pk), act="unschedule")
    assert "Tiến độ gửi" in sent(publisher, of("send", issue.pk), when="now", day="", hour="")
    assert "Đã tạm dừng" in sent(publisher, of("decide", issue.pk), act="pause")
    assert "Đã đổi nhịp gửi" in sent(publisher, of("rate", issue.pk), rate="120")
    assert "Gửi tiếp từ chỗ đã dừng" in sent(publisher, of("decide", issue.pk), act="resume")

    issue.refresh_from_db()
    assert (issue.state, issue.rate) == (IssueState.SENDING, 120)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"when": "later", "day": "", "hour": ""}, "còn trống"),
        ({"when": "later", "day": "25/11/2026", "hour": "26:00"}, "giờ:phút"),
        ({"when": "later", "day": "23/11/2026", "hour": "7h30"}, "đã qua"),
    ],
)
def test_an_hour_that_is_none_or_gone_is_told_beside_the_form(
    publisher: Client, keeper: User, said: dict[str, str], why: str
) -> None:
    page = sent(publisher, of("send", approved(keeper).pk), **said)

    assert why in page
    assert "Gửi bản tin" in page


def test_what_was_changed_elsewhere_is_not_approved(publisher: Client, keeper: User) -> None:
    issue = draft(visitor())
    composing.hand_in(issue=issue, by=visitor())

    assert "đã đổi từ khi mở trang" in sent(publisher, of("approve", issue.pk), seen="0")


def test_previews_show_letter_text_and_paper_under_a_policy_of_their_own(
    publisher: Client, keeper: User
) -> None:
    issue = draft(keeper, "mau.page:1")

    mail = publisher.get(of("preview-mail", issue.pk))
    plain = publisher.get(of("preview-text", issue.pk))
    paper = publisher.get(of("preview-paper", issue.pk), {"kho": "a5"})

    assert "sandbox" in mail.headers["Content-Security-Policy"]
    assert "script-src" not in mail.headers["Content-Security-Policy"]
    assert "Bài mẫu 1" in mail.content.decode()
    assert plain.headers["Content-Type"].startswith("text/plain")
    assert paper.content.startswith(b"%PDF")


def test_reports_that_came_back_are_pasted_and_told_in_counts(
    publisher: Client, keeper: User
) -> None:
    readers(1)
    issue = begun(keeper)
    sending.lay_piece(issue=issue.pk, now=NOW, by=visitor())
    paste = reverse("newsletter:bounces-paste")
    report = LINES.replace("An@mau.invalid", "ban-doc-0@mau.invalid")

    done = sent(publisher, paste, source=report)
    nothing = sent(publisher, paste, source="Không gửi được thư của bạn.")

    assert "1 thư bị trả lại hẳn" in done
    assert "ban-doc-0" not in done
    assert "Không thấy báo cáo nào" in nothing


def test_everybody_reads_what_was_sent_and_nothing_before(
    client: Client, keeper: User, shelf: Shelf
) -> None:
    hidden, issue = draft(keeper, "mau.page:1"), begun(keeper, "mau.page:1", "mau.page:2")
    address = reverse("newsletter:issue", args=[issue.code])
    del shelf.held["mau.page:2"]

    page = text(client, address)

    assert f"{issue.number}: Tin tuần 48" in text(client, reverse("newsletter:archive"))
    for words in ("Đoạn một của bài 1", "tiếng Tày, 3:07", "1 bài của số này đã gỡ"):
        assert words in page
    assert "Đoạn một của bài 2" not in page
    for size, status in (("a4", 200), ("a5", 200), ("a0", 404)):
        paper = reverse("newsletter:issue-paper", args=[issue.code, size])
        assert client.get(paper).status_code == status
    assert client.get(reverse("newsletter:issue", args=[hidden.code])).status_code == 404


def test_lists_ask_the_same_however_many_issues_there_are(
    publisher: Client, keeper: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    issues = [begun(keeper, "mau.page:1") for _ in range(4)]

    for reader, address, most in (
        (publisher, LIST, 26),
        (publisher, of("work", issues[0].pk), 32),
        (Client(), reverse("newsletter:archive"), 7),  # one of them: whose pages these are
        (Client(), reverse("newsletter:issue", args=[issues[0].code]), 7),
    ):
        with django_assert_max_num_queries(most):
            assert reader.get(address).status_code == 200


def test_who_approves_finds_it_among_what_waits(publisher: Client, keeper: User) -> None:
    composing.hand_in(issue=draft(visitor(), title="Tin chờ duyệt"), by=visitor())

    assert "Tin chờ duyệt" in text(publisher, reverse("todo"))


def test_who_composed_finds_no_button_and_nothing_to_do(publisher: Client, keeper: User) -> None:
    issue = draft(keeper, title="Tin của mình")
    composing.hand_in(issue=issue, by=keeper)

    page = text(publisher, of("work", issue.pk))
    assert "không tự duyệt" in page
    assert "Duyệt số này" not in page
    assert "không tự duyệt" in sent(publisher, of("approve", issue.pk), seen=str(issue.version))
    assert "Tin của mình" not in text(publisher, reverse("todo"))


@pytest.mark.parametrize(
    ("role", "page", "step"),
    [
        (Role.EDITOR, 200, {"approve": 403, "send": 403, "decide": 403, "rate": 403}),
        (Role.PUBLISHER, 200, {"hand-in": 403, "drop": 403, "issue-edit": 403, "pick": 403}),
        (Role.AUDITOR, 200, {"try-out": 403, "hand-in": 403, "send": 403}),
        (Role.COMMUNE_OFFICER, 403, {"try-out": 403, "hand-in": 403, "send": 403}),
        (Role.ADMINISTRATOR, 403, {"approve": 403, "send": 403}),
    ],
)
def test_nobody_takes_a_step_that_is_not_theirs(
    client: Client, role: Role, page: int, step: dict[str, int]
) -> None:
    numbering()
    account = officer(role)
    issue = draft(account)
    client.force_login(account)

    assert client.get(of("work", issue.pk)).status_code == page
    assert {name: client.post(of(name, issue.pk)).status_code for name in step} == step


def test_a_new_issue_has_the_rate_of_the_day_and_may_be_thrown_away(editor: Client) -> None:
    words = {"title": "Bỏ", "lead": "", "note": "x", "language": "en"}
    sent(editor, reverse("newsletter:issue-new"), **words)
    issue = Issue.objects.get()

    assert issue.rate == 60
    sent(editor, of("try-out", issue.pk))
    assert "Đã bỏ bản nháp" in sent(editor, of("drop", issue.pk))
    assert not Issue.objects.exists()


def test_around_an_issue_in_english_everything_speaks_english(
    client: Client, keeper: User, shelf: Shelf
) -> None:
    issue = begun(keeper, "mau.page:1")
    at = reverse("newsletter:issue", args=[issue.code])
    assert '<html lang="vi"' in text(client, at)

    Issue.objects.filter(pk=issue.pk).update(language="en")

    assert '<html lang="en"' in text(client, at)
    assert "Subscribe" in text(client, at)


def test_the_page_looks_again_by_itself_while_letters_leave(
    publisher: Client, keeper: User, shelf: Shelf
) -> None:
    issue = begun(keeper, "mau.page:1")
    at = reverse("newsletter:work", args=[issue.pk])
    again = {"HX-Request": "true"}

    assert 'hx-trigger="every 5s"' in publisher.get(at, headers=again).content.decode()

    sending.pause(issue=issue, by=keeper)
    assert 'hx-trigger="every 5s"' not in text(publisher, at)
    assert publisher.get(at, headers=again).headers["HX-Refresh"] == "true"


def test_an_issue_is_offered_articles_of_its_own_language_first(
    editor: Client, keeper: User, shelf: Shelf
) -> None:
    issue = draft(keeper)
    shelf.held["mau.page:2"] = replace(shelf.held["mau.page:2"], language="en")
    Issue.objects.filter(pk=issue.pk).update(language="en")

    shown = text(editor, of("pick", issue.pk))

    assert shown.index("Bài mẫu 2") < shown.index("Bài mẫu 1")
    assert shown.count("· tiếng Việt") == len(shelf.held) - 1
    assert "· tiếng Anh" not in shown
