"""Seventy thousand messages that wait for a dead partner cost the others nothing."""

import resource
import time

import pytest
from django.db import connection

from vungcao.kernel.exchange import jobs, queries
from vungcao.kernel.exchange.adapters import Unreachable
from vungcao.kernel.exchange.models import OutboxMessage, Partner
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.exchange.post import Post, open_post
from vungcao.kernel.tests.scopes import scratch

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

CROWD = 70_000
FILL = """
insert into exchange_outboxmessage
    (receiver, topic, subject, scope, key, details, state, attempts, fault)
select 'chet', 'tests.said', 'tests.Row:' || n, '/1/', n, '{}', 'waiting', 0, ''
from generate_series(1, %s) n
"""


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> Post:
    def answer(parcel: object) -> None:
        raise Unreachable("timeout")

    post = open_post(monkeypatch, "chet", answer)
    post.put("first")
    with scoped(("/1/",)):
        scratch.change(FILL, [str(CROWD)])
    return post


def jobs_waiting() -> list[str]:
    query = "select args ->> 'receiver' from procrastinate_jobs where queue_name = 'delivery'"
    return sorted(scratch.rows(query + " and status = 'todo'"))


def test_a_message_for_another_partner_goes_out_at_once(
    dead: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = open_post(monkeypatch, "song")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.monotonic()

    dead.round()
    alive.put("urgent")
    jobs.sweep()
    alive.round()

    assert alive.taken == ["urgent"]
    assert time.monotonic() - began < 3
    assert len(dead.tried) == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 20_000  # kilobytes


def test_one_job_stands_for_all_that_waits(dead: Post) -> None:
    for _ in range(3):
        jobs.sweep()

    assert jobs_waiting() == ["chet"]


def test_the_next_message_is_found_by_an_index(dead: Post) -> None:
    scratch.change("analyze exchange_outboxmessage")
    with scoped(("/1/",)):
        partner = Partner.objects.get(code="chet")
        waiting = OutboxMessage.objects.filter(
            receiver=partner.code, state="waiting", next_try_at__lte=dead.now
        )
        plan = waiting.order_by("next_try_at", "pk")[:1].explain()

    assert "outbox_waits" in plan
    assert "Seq Scan" not in plan
    assert "Sort" not in plan


def test_looking_for_what_is_due_takes_milliseconds(dead: Post) -> None:
    with scoped(("/1/",)):
        began = time.monotonic()
        assert queries.due(dead.now) == ["chet"]
        assert time.monotonic() - began < 0.5
    connection.close()
