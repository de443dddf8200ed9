"""What readers see: the discussion below an article and alone, the letter's link, remarks."""

from datetime import datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.rules import Pace
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.offers.letters import letters
from vungcao.kernel.tests.factories import UserFactory
from vungcao.systems.comments.models import Comment, Mode, Reason, Remark, Way
from vungcao.systems.comments.queries import discussions as queries
from vungcao.systems.comments.services import moderating, proving, remarks, setting
from vungcao.systems.comments.services.setting import Wanted
from vungcao.systems.comments.tests.posting import ADDRESS, easy, post, proof, text
from vungcao.systems.comments.tests.world import EMAIL, KEY, NOW, World, article, look_as
from vungcao.systems.comments.views.discussion import draw
from vungcao.web import attempts
from vungcao.web.public import below

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
PAGE = reverse("comments:page")


@pytest.fixture(autouse=True)
def work(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    easy(monkeypatch)


def settle(world: World, mode: Mode, days: int | None = None, way: Way = Way.EMAIL) -> None:
    setting.set_discussion(wanted=Wanted(mode, days, way), by=world.publisher)


def page(client: Client | None = None, address: str = ADDRESS) -> str:
    return text((client or Client()).get(address))


def leave(words: str = "Chữ nhỏ quá", **said: str) -> str:
    given = {"page": "/xac-minh/", "words": words, "altcha": proof("comments-page"), **said}
    return text(Client().post(PAGE, given))


def test_a_reader_writes_confirms_by_the_letter_and_is_shown_once_approved(world: World) -> None:
    assert "Chưa có ý kiến nào" in page()
    answer = post()
    assert answer.headers["Location"] == reverse("comments:sent")
    look_as(world.publisher)
    made = Comment.objects.get()
    link = reverse("comments:confirm", args=[proving.token(made.code)])
    assert link in str(letters.get("comments.confirm")(made.pk))

    assert "Xác nhận</button>" in page(address=link)
    look_as(world.publisher)
    assert Comment.objects.get().state == "submitted"  # a look alone confirms nothing
    shown = text(Client().post(link, follow=True))
    assert "Ý kiến số BL-2026-00001: chờ duyệt" in shown
    assert "chậm nhất ngày 25/11/2026" in shown
    assert "Bạn đọc</strong>" not in page()

    look_as(world.publisher)
    moderating.approve(comment=Comment.objects.get(), now=NOW, by=world.publisher)
    assert "<strong>Bạn đọc</strong>" in page()
    assert EMAIL not in page()


def test_the_link_says_why_a_comment_was_not_published(world: World) -> None:
    made = world.held()
    moderating.reject(comment=made, reason=Reason.PRIVATE, now=NOW, by=world.publisher)

    assert "Lý do: có thông tin riêng tư" in page(
        address=reverse("comments:confirm", args=[proving.token(made.code)])
    )


def test_a_link_that_is_over_says_so(world: World, now: list[datetime]) -> None:
    made = world.submit()
    link = reverse("comments:confirm", args=[proving.token(made.code)])
    now[0] += timedelta(hours=48)

    assert "Đã quá thời gian xác nhận" in page(address=link)
    assert "Đã quá thời gian" in text(Client().post(link, follow=True))


def test_the_discussion_closes_after_its_days_for_all_or_for_one_article(
    world: World, now: list[datetime]
) -> None:
    settle(world, Mode.DAYS, 3)
    closed_on = "Nhận ý kiến đến 08:00 23/11/2026"
    assert "không nhận thêm ý kiến" in page()
    assert "không nhận thêm ý kiến" in text(post())

    setting.set_discussion(article=KEY, wanted=Wanted(Mode.DAYS, 4), by=world.publisher)
    assert closed_on.replace("23/11", "24/11") in page()
    setting.unset_discussion(article=KEY, by=world.publisher)
    assert "không nhận thêm ý kiến" in page()


def test_by_telephone_the_link_leaves_as_a_message(world: World) -> None:
    settle(world, Mode.OPEN, way=Way.SMS)
    assert "Điện thoại di động" in page()
    assert "gồm 10 chữ số" in text(post(contact="khong-phai-so"))

    post(contact="0900 000 123")

    look_as(world.publisher)
    sent = OutboxMessage.objects.get(topic="letter")
    assert sent.receiver == "sms"
    made = Comment.objects.get()
    letter = letters.get("comments.confirm")(made.pk)
    assert letter is not None
    assert letter.to == "0900000123"
    assert proving.token(made.code) in letter.text
    assert "thư" not in letter.text  # it is a text message, and says so in few words
    assert len(letter.text) < 70 * 4


def test_every_text_message_is_shorter_than_its_letter(world: World) -> None:
    settle(world, Mode.OPEN, way=Way.SMS)
    post(contact="0900 000 123")
    look_as(world.publisher)
    made = Comment.objects.get()
    as_message = letters.get("comments.confirm")(made.pk)
    Comment.objects.update(way=Way.EMAIL)
    as_letter = letters.get("comments.confirm")(made.pk)

    assert as_message is not None
    assert as_letter is not None
    assert len(as_message.text) < len(as_letter.text)


def test_messages_are_not_chosen_where_no_gateway_is_connected(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "is_connected", lambda code: False)
    client = Client()
    client.force_login(world.publisher)

    said = {"mode": "open", "days": "", "way": "sms"}
    refused = client.post(reverse("comments:discussions"), said)

    assert "Chưa nối máy chủ tin nhắn" in text(refused)
    with pytest.raises(RuleBroken, match="máy chủ tin nhắn"):
        settle(world, Mode.OPEN, way=Way.SMS)
    assert queries.settings_of(KEY)[1] == Way.EMAIL


def test_with_an_account_there_is_nothing_to_confirm(world: World) -> None:
    settle(world, Mode.OPEN, way=Way.ACCOUNT)
    assert "Đăng nhập để viết ý kiến" in page()
    citizen = UserFactory.create(kind=User.Kind.CITIZEN)
    client = Client()
    client.force_login(citizen)

    said = {"called": "Bạn", "words": "Bài viết rất có ích", "altcha": proof()}
    answer = client.post(ADDRESS, said)

    assert answer.status_code == 302
    look_as(world.publisher)
    made = Comment.objects.get()
    assert (made.state, made.account, made.contact) == ("held", citizen, None)


def test_what_was_typed_stays_when_something_is_wrong(world: World) -> None:
    shown = text(post(contact="sai", words="Lời đã viết dở"))

    assert "Chưa gửi được" in shown
    assert "Lời đã viết dở" in shown


def test_below_an_article_stand_its_comments_and_the_form(world: World, rf: RequestFactory) -> None:
    moderating.approve(comment=world.held(), now=NOW, by=world.publisher)
    request = rf.get("/bai-mau/")

    (drawn,) = below(request, article())

    assert "<strong>Bạn đọc</strong>" in drawn
    assert f'action="{ADDRESS}#viet"' in drawn
    assert "csrfmiddlewaretoken" in drawn


def test_a_page_that_is_kept_for_everybody_gets_no_token(world: World, rf: RequestFactory) -> None:
    request = rf.get("/bai-mau/")
    request.is_for_everybody = True  # type: ignore[attr-defined]

    drawn = draw(request, article())

    assert f'href="{ADDRESS}#viet"' in drawn
    assert "csrfmiddlewaretoken" not in drawn
    assert "CSRF_COOKIE" not in request.META


def test_comments_cost_as_much_for_many_as_for_one(
    world: World,
    rf: RequestFactory,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for nth in range(4):
        made = world.held(f"Ý kiến thứ {nth} về bài")
        moderating.approve(comment=made, now=NOW, by=world.publisher)

    with django_assert_max_num_queries(2):
        below(rf.get("/bai-mau/"), article())


def test_every_public_page_leads_to_a_remark_about_it(world: World) -> None:
    for name in ("accessibility", "verify", "sign-in", "sitemap"):
        here = reverse(name)
        assert f'href="{PAGE}?trang={here}"' in page(address=here)

    assert "?trang=" not in page(address=PAGE).partition("<footer")[2]


def test_the_link_about_a_page_carries_no_token_of_a_letter(world: World) -> None:
    token = "12-0af3c9d2b1e4a5f6a7b8c9d0e1f2a3b4c5d6e7f8"

    shown = page(address=f"/tai-khoan/loi-moi/{token}/")

    assert f"{PAGE}?trang=/tai-khoan/loi-moi/" in shown
    assert f"trang=/tai-khoan/loi-moi/{token}" not in shown


def test_a_remark_gets_number_code_and_secret_and_is_followed_until_its_answer(
    world: World,
) -> None:
    shown = leave(email=EMAIL)
    look_as(world.publisher)
    made = Remark.objects.get()
    for told in (made.case.number, made.case.code, proving.secret(made.case.code), "30/11/2026"):
        assert told in shown

    follow = reverse("comments:follow")
    pair = {"code": made.case.code.lower(), "secret": proving.secret(made.case.code).lower()}
    assert "Trả lời chậm nhất ngày 30/11/2026" in text(Client().post(follow, pair))
    look_as(world.publisher)
    remarks.answer(remark=made, said="Sẽ làm chữ to hơn", now=NOW, by=world.publisher)
    assert "Sẽ làm chữ to hơn" in text(Client().post(follow, pair))
    assert letters.get("comments.answered")(made.pk).to == EMAIL  # type: ignore[union-attr]


def test_a_wrong_secret_opens_nothing_and_tries_are_few(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "SECRETS", Pace(2, timedelta(minutes=5)))
    code = world.remark().case.code
    wrong = {"code": code, "secret": "AAAAAAAA"}

    answers = [
        Client().post(reverse("comments:follow"), wrong, REMOTE_ADDR="10.7.7.7") for _ in range(4)
    ]

    assert "chưa đúng" in text(answers[0])
    assert [answer.status_code for answer in answers[-2:]] == [429, 429]
    look_as(world.publisher)
    assert not Entry.objects.filter(action="comments.remark_read").exists()


def test_a_remark_needs_no_address_and_then_no_letter_leaves(world: World) -> None:
    leave()
    look_as(world.publisher)

    remarks.answer(remark=Remark.objects.get(), said="Cảm ơn", now=NOW, by=world.publisher)

    assert not OutboxMessage.objects.filter(topic="letter").exists()


def test_a_page_that_is_no_page_of_ours_is_the_front_page(world: World) -> None:
    leave(page="https://xau.invalid/")

    look_as(world.publisher)
    assert Remark.objects.get().page == "/"
    answer = Client().get(PAGE, {"trang": "//xau.invalid/"})
    assert 'href="/"' in text(answer)
    assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("way", "told", "untold"),
    [
        (Way.EMAIL, "mở thư vừa gửi đến", "tin nhắn"),
        (Way.SMS, "mở liên kết trong tin nhắn", "mở thư"),
        (Way.ACCOUNT, "người duyệt đọc theo thứ tự", "Còn một bước"),
    ],
)
def test_who_has_written_is_told_the_step_that_is_theirs(
    world: World, way: Way, told: str, untold: str
) -> None:
    settle(world, Mode.OPEN, way=way)

    shown = page(address=reverse("comments:sent"))

    assert told in shown
    assert untold not in shown
