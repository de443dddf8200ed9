"""What an administrator decides: pause, resume, stop, retry, skip, replay; each is in the audit."""

import pytest

from vungcao.kernel.audit.models import Entry
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.adapters import Refused, Unreachable
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import Post, fails, open_post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Post:
    return open_post(monkeypatch)


def message(key: str) -> OutboxMessage:
    return OutboxMessage.objects.get(key=key)


def test_a_paused_partner_gets_nothing_and_loses_nothing(post: Post) -> None:
    post.put("a")
    services.pause(partner=post.partner, by=post.by)
    post.put("b")
    post.round()
    assert post.taken == []

    services.resume(partner=post.partner, by=post.by)
    post.round()

    assert post.taken == ["a", "b"]
    assert Entry.objects.filter(action="exchange.partner_decided").count() == 2


def test_resuming_forgets_the_rest_of_a_partner_that_failed(post: Post) -> None:
    post.answer = fails(Unreachable("refused"))
    post.put("a")
    post.round()

    services.resume(partner=post.partner, by=post.by)
    post.round()

    assert post.taken == ["a"]


def test_nothing_new_is_kept_for_a_partner_that_was_stopped(post: Post) -> None:
    services.enrol(code=post.code, by=post.by)
    services.stop(partner=post.partner, by=post.by)

    post.put("a")

    assert post.states() == {"a": "skipped"}


def test_a_given_up_message_is_tried_again_when_somebody_says_so(post: Post) -> None:
    post.answer = fails(Refused("550"))
    post.put("a")
    post.round()

    with scoped(("/1/",)):
        services.retry(message=message("a"), by=post.by)
    post.round()

    assert post.taken == ["a"]
    assert Entry.objects.filter(action="exchange.retried").count() == 1


def test_a_delivered_message_can_be_neither_tried_again_nor_skipped(post: Post) -> None:
    post.put("a")
    post.round()

    with scoped(("/1/",)):
        for decide in (services.retry, services.skip):
            with pytest.raises(RuleBroken, match="đã giao"):
                decide(message=message("a"), by=post.by)


def test_a_replay_sends_a_stretch_again_under_the_old_keys(post: Post) -> None:
    post.put("a", "b", "c")
    post.round()
    post.put("waiting")
    with scoped(("/1/",)):
        first, last = message("b").pk, message("waiting").pk
        again = services.replay(
            partner=post.partner, from_number=first, until_number=last, by=post.by
        )
    post.round()

    assert again == 2
    assert sorted(post.taken) == ["a", "b", "b", "c", "c", "waiting"]


def test_a_replay_of_nothing_is_refused(post: Post) -> None:
    services.enrol(code=post.code, by=post.by)

    with scoped(("/1/",)), pytest.raises(RuleBroken, match="Không có thư nào"):
        services.replay(partner=post.partner, from_number=1, until_number=9, by=post.by)


def test_several_are_decided_about_in_one_go_and_each_leaves_its_trace(post: Post) -> None:
    post.answer = fails(*[Refused("550")] * 3)
    post.put("a", "b", "c")
    post.round()

    with scoped(("/1/",)):
        services.skip(message=message("c"), by=post.by)
        rows = [message("a"), message("b"), message("c")]
        verdict = services.retry_all(messages=rows, by=post.by)

    assert verdict.done == 2
    assert [one.key for one in verdict.left] == ["c"]
    assert post.states() == {"a": "waiting", "b": "waiting", "c": "skipped"}
    assert Entry.objects.filter(action="exchange.retried").count() == 2


def test_nothing_is_decided_when_the_trace_of_one_cannot_be_written(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.answer = fails(*[Refused("550")] * 2)
    post.put("a", "b")
    post.round()
    written: list[str] = []

    def record(**said: object) -> None:
        written.append(str(said["action"]))
        if len(written) == 2:
            raise RuntimeError

    monkeypatch.setattr("vungcao.kernel.exchange.services.deciding.audit.record", record)

    with scoped(("/1/",)), pytest.raises(RuntimeError):
        services.skip_all(messages=[message("a"), message("b")], by=post.by)

    assert post.states() == {"a": "dead", "b": "dead"}
