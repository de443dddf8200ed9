"""Where a partner asks for order nothing overtakes; elsewhere nothing waits for another."""

import threading

import pytest
from django.db import connection, transaction

from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.adapters import Refused, Retry
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import Post, fails, open_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    post = open_post(monkeypatch, answer=fails(Retry("451")))
    services.enrol(code=post.code, in_order=True, by=post.by)
    return post


def test_what_stands_behind_waits_for_the_first(post: Post) -> None:
    post.put("a", "b")

    post.round()
    assert post.tried == ["a"]

    post.later(seconds=15)
    post.round()
    assert post.taken == ["a", "b"]


def test_a_message_that_was_given_up_holds_the_others_until_somebody_decides(post: Post) -> None:
    post.answer = fails(Refused("schema"))
    post.put("a", "b")
    post.round()
    post.round()
    assert post.taken == []

    with scoped(("/1/",)):
        services.skip(message=OutboxMessage.objects.get(key="a"), by=post.by)
    post.round()

    assert post.taken == ["b"]


def test_numbers_follow_the_commits_of_concurrent_writers(post: Post) -> None:
    begun, written = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            post.put("first")
            begun.set()
            assert not written.wait(0.3)  # the second writer is held back
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(5)
    post.put("second")
    written.set()
    thread.join()

    with scoped(("/1/",)):
        found = OutboxMessage.objects.order_by("pk").values_list("key", flat=True)
        assert list(found) == ["first", "second"]


def test_writers_to_any_other_partner_do_not_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch, "khac")
    post.put("known")
    begun, written = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            post.put("first")
            begun.set()
            assert written.wait(5)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(5)
    post.put("second")
    written.set()
    thread.join()

    assert set(post.states()) == {"known", "first", "second"}
