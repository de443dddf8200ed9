"""Each reader gets one letter of an issue, whatever is killed, repeated or done at once."""

from contextlib import suppress
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OutboxMessage
from vungcao.systems.newsletter.jobs import sending as jobs
from vungcao.systems.newsletter.models import Dispatch, Issue, IssueState
from vungcao.systems.newsletter.queries.door import inside, visitor
from vungcao.systems.newsletter.queries.progress import key, progress
from vungcao.systems.newsletter.services import sending, subscribing
from vungcao.systems.newsletter.services.subscribing import Wishes
from vungcao.systems.newsletter.tests.shelf import NOW, Shelf, approved, begun, numbering, readers

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Somebody pulled the plug."""


def lay(issue: Issue, most: int = 200, **late: int) -> bool:
    now = NOW + timedelta(**late)
    return sending.lay_piece(issue=issue.pk, now=now, by=visitor(), most=most)


def laid(issue: Issue) -> list[int]:
    """To whom a letter was laid down, and that each has its one row in the outbox."""
    with inside():
        rows = list(Dispatch.objects.filter(issue=issue).order_by("pk"))
        keys = {key(issue, row) for row in rows}
        kept = OutboxMessage.objects.filter(receiver="email", topic="letter", key__in=keys)
        assert kept.count() == len(rows)
    return [row.subscriber_id for row in rows]


def test_every_reader_gets_one_letter_and_the_issue_ends(keeper: User, shelf: Shelf) -> None:
    them = readers(5)
    issue = begun(keeper, "mau.page:1")

    while lay(issue, most=2):
        pass
    issue.refresh_from_db()
    assert issue.state == IssueState.SENDING  # the last letter may not leave yet
    lay(issue, seconds=1)

    assert laid(issue) == [one.pk for one in them]
    issue.refresh_from_db()
    assert (issue.state, issue.reached) == (IssueState.SENT, them[-1].pk)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["piece", "killed", "twice"]), max_size=12), st.integers(1, 4))
def test_killed_at_any_edge_of_a_piece_nobody_is_left_out_or_gets_two(
    keeper: User, shelf: Shelf, story: list[str], most: int
) -> None:
    with transaction.atomic():
        them = readers(7)
        issue = begun(keeper)

        for step in [*story, *["piece"] * 8]:
            if step == "killed":
                with suppress(Killed), transaction.atomic():
                    lay(issue, most)
                    raise Killed
            else:
                lay(issue, most)
            if step == "twice":
                lay(issue, most)

        assert laid(issue) == [one.pk for one in them]
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_workers_at_once_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    with inside():
        numbering()
        them = readers(60)
        account = User.objects.create(username="duyet")
        issue = begun(account)
    monkeypatch.setattr(sending, "PIECE", 7)

    def work() -> None:
        try:
            while jobs.piece(issue.pk, NOW):
                pass
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    with inside():
        assert laid(issue) == [one.pk for one in them]


def test_the_table_itself_refuses_a_second_letter(keeper: User) -> None:
    (reader,) = readers(1)
    issue = begun(keeper)
    lay(issue)

    with pytest.raises(IntegrityError, match="one_for_each_reader"), inside():
        Dispatch.objects.create(issue=issue, subscriber=reader, leaves_at=NOW)


def test_a_pause_holds_back_what_is_not_laid_down_yet(keeper: User) -> None:
    readers(4)
    issue = begun(keeper)
    lay(issue, most=1)

    sending.pause(issue=issue, by=keeper)

    assert not lay(issue)
    assert len(laid(issue)) == 1
    sending.resume(issue=issue, by=keeper)
    while lay(issue):
        pass
    assert len(laid(issue)) == 4


def test_no_more_letters_than_the_rate_allows_are_laid_down(keeper: User) -> None:
    readers(5)
    issue = begun(keeper, rate=2)

    while lay(issue):
        pass
    assert len(laid(issue)) == 2
    while lay(issue, minutes=1):
        pass

    assert len(laid(issue)) == 4
    with inside():
        moments = Dispatch.objects.order_by("pk").values_list("leaves_at", flat=True)
        assert [(moment - NOW).total_seconds() for moment in moments] == [0, 30, 60, 90]


def test_who_confirms_after_the_beginning_waits_for_the_next_issue(keeper: User) -> None:
    issue = begun(keeper)
    subscribing.enter_synthetic(
        addresses=["muon@mau.invalid"], now=NOW + timedelta(seconds=1), by=visitor()
    )

    lay(issue)

    assert laid(issue) == []


def test_sections_and_languages_that_were_chosen_decide(keeper: User, shelf: Shelf) -> None:
    all_, news, policy, english = readers(4)
    subscribing.choose(subscriber=news, wishes=Wishes("vi", ("Tin tức",)), by=visitor())
    subscribing.choose(subscriber=policy, wishes=Wishes("", ("Chính sách",)), by=visitor())
    subscribing.choose(subscriber=english, wishes=Wishes("en"), by=visitor())
    issue = begun(keeper, "mau.page:1", note="")

    while lay(issue):
        pass

    assert laid(issue) == [all_.pk, news.pk]


def test_an_issue_begins_at_its_hour_and_not_before(keeper: User) -> None:
    readers(1)
    issue = approved(keeper)
    sending.send(issue=issue, at=NOW + timedelta(hours=2), now=NOW, by=keeper)

    assert sending.begin_due(now=NOW + timedelta(hours=1), by=visitor()) == 0
    assert sending.begin_due(now=NOW + timedelta(hours=2), by=visitor()) == 1
    assert sending.begin_due(now=NOW + timedelta(hours=3), by=visitor()) == 0


def test_steps_out_of_turn_are_refused(keeper: User) -> None:
    issue = approved(keeper)

    with pytest.raises(RuleBroken, match="bước khác"):
        sending.pause(issue=issue, by=keeper)
    with pytest.raises(RuleBroken, match="đã qua"):
        sending.send(issue=issue, at=NOW, now=NOW, by=keeper)
    with pytest.raises(RuleBroken, match="Nhịp gửi"):
        sending.set_rate(issue=issue, rate=0, by=keeper)


def test_the_worker_begins_what_is_due_and_lays_down_all_it_may(
    keeper: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers(3)
    issue = approved(keeper)
    sending.send(issue=issue, at=NOW + timedelta(minutes=1), now=NOW, by=keeper)
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: NOW + timedelta(minutes=2))

    jobs.lay_due()

    assert len(laid(issue)) == 3


def test_progress_counts_where_the_letters_are(
    keeper: User, django_assert_num_queries: Any
) -> None:
    readers(6)
    issue = begun(keeper)
    lay(issue, most=5)
    issue.refresh_from_db()
    with inside():
        first, second, third = OutboxMessage.objects.filter(topic="letter").order_by("pk")[:3]
        OutboxMessage.objects.filter(pk=first.pk).update(state="delivered")
        OutboxMessage.objects.filter(pk=second.pk).update(state="dead")
        OutboxMessage.objects.filter(pk=third.pk).update(state="skipped")
        Dispatch.objects.filter(issue=issue).update(bounce="hard")

    with django_assert_num_queries(7):  # three of them; the door opens and closes
        found = progress(issue)

    assert (found.ahead, found.waiting, found.sent) == (1, 2, 1)
    assert (found.refused, found.needless, found.bounced, found.share) == (1, 1, 5, 50)
