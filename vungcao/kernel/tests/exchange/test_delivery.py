"""A message is delivered once, tried again when it failed, and given up with its reason."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from vungcao.kernel.exchange import queries, rules, services
from vungcao.kernel.exchange.adapters import (
    Refused,
    Retry,
    Unknown,
    Unreachable,
    Withdrawn,
    adapters,
)
from vungcao.kernel.exchange.models import OutboxMessage, Outcome, Receipt
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import Post, fails, open_post
from vungcao.runtime.env import environment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def outcomes(code: str = "buu-cuc") -> list[str]:
    with scoped(("/1/",)):
        receipts = Receipt.objects.filter(message__receiver=code).order_by("pk")
        return list(receipts.values_list("outcome", flat=True))


def test_what_waits_is_delivered_in_the_order_of_its_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch)
    post.put("a", "b")
    post.put("c")

    post.round()
    post.round()

    assert post.taken == ["a", "b", "c"]
    assert set(post.states().values()) == {"delivered"}
    assert outcomes() == ["delivered"] * 3
    assert post.partner.last_success_at == post.now


def test_a_known_key_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    post = open_post(monkeypatch)
    post.put("a")
    post.put("a")

    post.round()

    assert post.taken == ["a"]


def test_a_change_that_is_undone_leaves_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    post = open_post(monkeypatch)

    with transaction.atomic():
        post.put("a")
        transaction.set_rollback(True)

    assert post.states() == {}


def test_a_failed_message_waits_longer_each_time_and_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch, answer=fails(Retry("450"), Retry("450")))
    post.put("a")
    post.round()
    post.put("b")

    post.round()  # b fails too, a is not due yet
    post.later(seconds=13)
    post.round()

    assert post.tried == ["a", "b", "a", "b"]
    assert post.taken == ["a", "b"]


def test_nothing_leaves_practice_and_the_letter_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    post = open_post(monkeypatch)
    post.put("a")
    class_room = replace(environment(), practice="class")
    monkeypatch.setattr("vungcao.kernel.exchange.adapters.environment", lambda: class_room)

    post.round()
    post.later(days=3)
    post.round()

    assert post.tried == []
    assert post.states() == {"a": "waiting"}


def test_in_practice_an_adapter_keeps_here_what_would_have_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    outside, here = open_post(monkeypatch), Post("buu-cuc")
    adapter = replace(adapters._offers["buu-cuc"], in_practice=here.session)
    monkeypatch.setitem(adapters._offers, "buu-cuc", adapter)
    class_room = replace(environment(), practice="class")
    monkeypatch.setattr("vungcao.kernel.exchange.adapters.environment", lambda: class_room)
    outside.put("a")

    outside.round()

    assert (outside.tried, here.taken) == ([], ["a"])
    assert outside.states() == {"a": "delivered"}


def test_the_other_side_may_ask_for_a_longer_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    post = open_post(monkeypatch, answer=fails(Retry("429", after=600)))
    post.put("a")
    post.round()

    post.later(seconds=599)
    post.round()
    assert post.taken == []

    post.later(seconds=1)
    post.round()
    assert post.taken == ["a"]


def test_a_refused_message_is_given_up_at_once_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch, answer=fails(Refused("550")))
    post.put("a", "b")

    post.round()

    assert post.states() == {"a": "dead", "b": "delivered"}
    with scoped(("/1/",)):
        assert OutboxMessage.objects.get(key="a").fault == "550"
    assert post.partner.failures == 0


def test_what_is_no_longer_to_be_sent_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    post = open_post(monkeypatch, answer=fails(Withdrawn("expired")))
    post.put("a")

    post.round()

    assert post.states() == {"a": "skipped"}


def test_a_message_that_always_fails_is_given_up_after_a_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch, answer=fails(*[Retry("451")] * 50))
    post.put("a")
    began = post.now

    while post.states()["a"] == "waiting":
        post.round()
        post.later(minutes=5)

    assert len(post.tried) == rules.TRIES
    assert post.states() == {"a": "dead"}
    assert timedelta(hours=15) < post.now - began < timedelta(hours=35)


def test_an_adapters_own_mistake_is_noted_without_its_text(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    post = open_post(monkeypatch, answer=fails(ValueError("nguoi-nhan@mau.invalid")))
    post.put("a")

    post.round()

    with scoped(("/1/",)):
        assert OutboxMessage.objects.get().fault == "internal-ValueError"


def test_a_killed_attempt_is_sent_again_under_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch)
    post.put("a")
    with scoped(("/1/",)):
        services.claim(receiver="buu-cuc", now=post.now, by=post.by)  # and nothing after

    post.round()

    assert post.taken == ["a"]
    assert outcomes() == [Outcome.UNKNOWN, Outcome.DELIVERED]


def test_an_unknown_outcome_is_sent_again_under_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch, answer=fails(Unknown("timeout")))
    post.put("a")
    post.round()
    post.later(minutes=1)

    post.round()

    assert post.tried == ["a", "a"]
    assert outcomes() == [Outcome.UNKNOWN, Outcome.DELIVERED]


def test_a_dead_partner_is_probed_with_one_message_and_no_message_suffers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch, answer=fails(*[Unreachable("refused")] * 3))
    post.put("a", "b", "c")

    post.round()
    assert post.tried == ["a"]
    assert post.partner.failing_since == post.now
    with scoped(("/1/",)):
        assert queries.due(post.now) == []

    for _ in range(3):
        post.later(minutes=6)
        post.round()

    assert post.tried == ["a", "a", "a", "a", "b", "c"]
    assert post.partner.failing_since is None
    with scoped(("/1/",)):
        assert set(OutboxMessage.objects.values_list("attempts", flat=True)) == {1}


def test_a_partner_that_turns_everything_away_gets_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    post = open_post(monkeypatch, answer=fails(*[Retry("452")] * 100))
    post.put(*map(str, range(20)))

    post.round()

    assert len(post.tried) == rules.FAILURES_THAT_TIRE


def test_a_second_process_does_not_deliver_beside_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    post = open_post(monkeypatch)
    post.put("a")
    monkeypatch.setattr(queries, "connection", _held_elsewhere())

    post.round()

    assert post.taken == []


def test_a_partner_whose_adapter_is_missing_is_shown_as_unreachable() -> None:
    with transaction.atomic():
        services.write([Announcement("tests.said", "tests.Row:1", partner="vang-mat")])
    post = Post("vang-mat")
    post.round()

    assert post.partner.fault == "no-adapter"


class _held_elsewhere:
    """A connection whose advisory lock another process holds."""

    def cursor(self) -> "_held_elsewhere":
        return self

    def __enter__(self) -> "_held_elsewhere":
        return self

    def __exit__(self, *_: object) -> None: ...

    def execute(self, *_: object) -> None: ...

    def fetchone(self) -> tuple[bool]:
        return (False,)
