"""What a partner sends twice is taken once and answered twice."""

import threading
import time

import pytest
from django.db import connection

from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.exchange import services
from vungcao.kernel.exchange.models import InboxMessage, Partner
from vungcao.kernel.exchange.services.taking import Answer, Arrival, OtherContent
from vungcao.kernel.tests.exchange.post import NOON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def partner() -> Partner:
    return services.enrol(code="ben-gui", by=system_account("tests"))


def take(partner: Partner, done: list[int], *, digest: str = "d", pause: float = 0) -> Answer:
    def handle() -> Answer:
        time.sleep(pause)
        done.append(1)
        return {"number": f"MAU-{len(done)}"}

    arrival = Arrival(key="k1", topic="tests.sent", digest=digest)
    by = system_account("tests")
    return services.receive(partner=partner, arrival=arrival, handle=handle, now=NOON, by=by)


def test_the_same_key_again_gets_the_first_answer(partner: Partner) -> None:
    done: list[int] = []

    answers = [take(partner, done) for _ in range(3)]

    assert answers == [{"number": "MAU-1"}] * 3
    assert done == [1]
    assert InboxMessage.objects.get().repeats == 2


def test_the_same_key_with_another_body_is_refused(partner: Partner) -> None:
    done: list[int] = []
    take(partner, done)

    with pytest.raises(OtherContent):
        take(partner, done, digest="other")


def test_a_failed_handling_leaves_the_key_free(partner: Partner) -> None:
    def fail() -> Answer:
        raise RuntimeError("no")

    arrival = Arrival(key="k1", topic="tests.sent", digest="d")
    with pytest.raises(RuntimeError):
        services.receive(
            partner=partner, arrival=arrival, handle=fail, now=NOON, by=system_account("tests")
        )

    done: list[int] = []
    assert take(partner, done) == {"number": "MAU-1"}


def test_two_at_the_same_moment_are_handled_once(partner: Partner) -> None:
    done: list[int] = []
    answers: list[Answer] = []

    def arrive() -> None:
        answers.append(take(partner, done, pause=0.2))
        connection.close()

    threads = [threading.Thread(target=arrive) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [{"number": "MAU-1"}] * 2
    assert done == [1]
