"""Hostile posts change nothing, cost nothing and are answered clearly."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from vungcao.kernel.cases.models import Case
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.vault.models import DataKey
from vungcao.systems.comments.models import Comment, PublishedComment, Remark
from vungcao.systems.comments.services import moderating
from vungcao.systems.comments.tests.posting import ADDRESS, easy, post, proof, text
from vungcao.systems.comments.tests.world import KEY, NOW, WORDS, World, look_as
from vungcao.systems.comments.views import pacing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture(autouse=True)
def work(monkeypatch: pytest.MonkeyPatch, world: World) -> None:
    easy(monkeypatch)


def kept(world: World) -> tuple[int, int, int, int]:
    look_as(world.publisher)
    letters = OutboxMessage.objects.filter(topic="letter")
    return (Comment.objects.count(), DataKey.objects.count(), Case.objects.count(), letters.count())


NOTHING = (0, 0, 0, 0)
WRITES = ("insert", "update", "delete")


def test_a_script_is_kept_as_text_marked_and_shown_as_text(world: World) -> None:
    script = "<script>alert('x')</script> <img src=x onerror=alert(1)>"
    assert post(words=script).status_code == 302
    look_as(world.publisher)
    (made,) = Comment.objects.all()
    assert made.marks == "markup"

    moderating.approve(
        comment=world.held("<script>alert(2)</script> lần hai"), now=NOW, by=world.publisher
    )
    page = text(Client().get(ADDRESS))

    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_links_are_held_with_a_mark(world: World) -> None:
    post(words="Vào http://a.invalid và www.b.com để nhận quà")

    look_as(world.publisher)
    assert Comment.objects.get().marks == "links"


REFUSED = (
    ({"words": "Tốt\x00 lắm bài này"}, "ký tự không in được"),
    ({"called": "An\x00"}, "ký tự không in được"),
    ({"words": "x" * 50_000}, "Dài quá nhiều"),
    ({"words": "x" * 3_000}, "Dài 3000 ký tự"),
    ({"words": "\u200b\u2060\u3164" * 20}, "ít nhất 5 chữ cái"),
    ({"called": "www.mua-ngay.com"}, "không được có đường dẫn"),
    ({"contact": "a@b.vn\nBcc: c@d.vn"}, "có dạng ten@noi.vn"),
    ({"altcha": "////"}, "không đúng trang"),
)


def test_what_is_refused_says_why_and_keeps_nothing(world: World) -> None:
    answers = [(post(**said), told) for said, told in REFUSED]

    assert [answer.status_code for answer, _told in answers] == [200] * len(REFUSED)
    assert [told for answer, told in answers if told not in text(answer)] == []
    assert kept(world) == NOTHING


def test_a_body_that_no_form_has_is_refused_before_it_is_read(world: World) -> None:
    answer = post(words="x" * 3_000_000)

    assert answer.status_code == 400
    assert kept(world) == NOTHING


def test_hidden_signs_are_taken_out_and_told_to_the_moderator(world: World) -> None:
    post(words="Bài\u202e viết\u200b hay lắm")

    look_as(world.publisher)
    (made,) = Comment.objects.all()
    published = moderating.approve(
        comment=world.held("Bài\u202e viết\u200b rất hay"), now=NOW, by=world.publisher
    )
    assert (made.marks, published.marks) == ("hidden", "hidden")
    assert PublishedComment.objects.get().words == "Bài viết rất hay"


def test_a_proof_is_spent_once(world: World) -> None:
    answer = proof()
    post(altcha=answer)
    before = kept(world)

    again = post(altcha=answer, words="Một ý kiến hoàn toàn khác")

    assert "Lần gửi này đã được nhận" in text(again)
    assert "Một ý kiến hoàn toàn khác" in text(again)
    assert kept(world) == before
    assert before[0] == 1


def test_a_proof_of_another_form_pays_for_nothing(world: World) -> None:
    assert "không đúng trang" in text(post(altcha=proof("comments-page")))
    assert kept(world) == NOTHING


def test_without_a_token_nothing_is_taken(world: World) -> None:
    said = {"called": "Bạn", "contact": "a@b.vn", "words": WORDS, "altcha": proof()}

    assert Client(enforce_csrf_checks=True).post(ADDRESS, said).status_code == 403
    assert kept(world) == NOTHING


def test_the_same_words_from_everywhere_are_taken_twice(world: World) -> None:
    answers = [
        post(network=f"10.0.{nth}.1", contact=f"ban-{nth}@mau.invalid").status_code
        for nth in range(5)
    ]

    assert answers == [302, 302, 429, 429, 429]


def test_one_contact_gets_few_letters_from_wherever_they_are_asked(world: World) -> None:
    answers = [
        post(network=f"10.0.{nth}.1", words=f"Ý kiến thứ {nth} về bài này").status_code
        for nth in range(5)
    ]

    assert answers == [302, 302, 302, 429, 429]
    assert kept(world)[3] == 3


def flood(many: int, now: list[Any]) -> list[tuple[int, int]]:
    """So many posts of one network within a minute: each answer, and the rows that it wrote."""
    found = []
    for nth in range(many):
        if nth % 100 == 50:
            now[0] += timedelta(seconds=6)
        with CaptureQueriesContext(connection) as asked:
            answer = post(
                network="10.9.9.9", contact=f"f{nth}@mau.invalid", words=f"Lời thứ {nth} gửi tới"
            )
        writes = [one for one in asked if one["sql"].lower().startswith(WRITES)]
        found.append((answer.status_code, len(writes)))
    return found


def flood_costs_little(many: int, world: World, now: list[Any]) -> None:
    found = flood(many, now)
    comments, keys, cases, letters = kept(world)

    answers = [status for status, _writes in found]
    assert set(answers) == {302, 429}
    assert comments == keys == letters == answers.count(302) <= 12
    assert cases == 0
    assert found[-5:] == [(429, 0)] * 5
    assert sum(writes > 0 for _status, writes in found) <= 2 * pacing.POSTS
    assert Client().get(ADDRESS, REMOTE_ADDR="10.9.9.9").status_code == 200


def test_a_flood_from_one_network_is_refused_without_a_write(world: World, now: list[Any]) -> None:
    flood_costs_little(30, world, now)


@pytest.mark.soak
def test_a_thousand_posts_change_as_little(world: World, now: list[Any]) -> None:
    flood_costs_little(1_000, world, now)


def test_a_flood_of_remarks_is_refused_as_well(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "POSTS", 4)
    answers = [
        Client()
        .post(
            "/gop-y/trang/",
            {"page": "/", "words": f"Lời thứ {nth} về trang", "altcha": proof("comments-page")},
            REMOTE_ADDR="10.8.8.8",
        )
        .status_code
        for nth in range(pacing.POSTS + 5)
    ]

    look_as(world.publisher)
    assert answers[-5:] == [429] * 5
    assert Remark.objects.count() == answers.count(200) == 4


def test_a_forged_link_asks_no_table_of_comments(world: World) -> None:
    made = world.held()
    with CaptureQueriesContext(connection) as asked:
        answers = [
            Client().get(f"/gop-y/xac-nhan/{link}/").status_code
            for link in (f"{made.code}-{'0' * 40}", "x", f"{made.code}-", "ạ" * 50, "-" * 300)
        ]

    assert answers == [404] * 5
    assert not [query for query in asked if "comments_" in query["sql"]]


def test_an_article_that_is_nowhere_is_not_found_and_a_key_is_no_path(world: World) -> None:
    assert post(address="/gop-y/bai/khong-co:1/").status_code == 404
    assert Client().get(f"/gop-y/bai/{KEY}x/").status_code == 404
