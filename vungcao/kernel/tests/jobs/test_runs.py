"""A run does its work once, says how it ended, and never stays open for ever."""

from datetime import date
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from vungcao.kernel.access.models import Grant
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.jobs import performing, rules, services
from vungcao.kernel.jobs.jobs import Later, TryAgain, run_one
from vungcao.kernel.jobs.models import Run
from vungcao.kernel.offers import outbox
from vungcao.kernel.offers.jobs import Cancelled, Outcome, Work
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.scopes.services import Door, current, scoped
from vungcao.kernel.tests.jobs.kinds import administrator, offer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def announced(monkeypatch: pytest.MonkeyPatch) -> list[Announcement]:
    said: list[Announcement] = []
    monkeypatch.setitem(outbox.writers._offers, outbox.WRITER, said.extend)
    return said


def start(by: User, **arguments: Any) -> Run:
    with scoped((), account=by.pk, door=Door.OFFICE):
        return services.start(kind="test.work", arguments=arguments, by=by)


def seen(run: Run) -> Run:
    with scoped((), account=run.started_by_id):
        return Run.objects.get(pk=run.pk)


def perform(run: Run, today: date = date(2026, 11, 23)) -> int | None:
    return performing.perform(run.pk, run.started_by_id, today)


def test_a_run_is_deferred_in_the_transaction_that_starts_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offer(monkeypatch, lambda work: None)

    run = start(administrator(), unit=7)

    job = ProcrastinateJob.objects.get(pk=run.job)
    assert (job.queue_name, job.task_name, job.status) == ("bulk", "jobs.run", "todo")
    assert job.args == {"run": run.pk, "account": run.started_by_id}
    assert (run.label, len(run.code), run.state) == ("Việc thử", 10, Run.State.WAITING)


def test_a_kind_that_nobody_offers_is_not_started() -> None:
    with pytest.raises(LookupError):
        services.start(kind="test.none", arguments={}, by=administrator())


def test_work_is_done_in_the_name_and_within_the_reach_of_who_started_it(
    monkeypatch: pytest.MonkeyPatch, announced: list[Announcement]
) -> None:
    met: list[Any] = []

    def does(work: Work) -> Outcome:
        met.append((work.by, work.reach, work.arguments, current().reach, current().door))
        return Outcome("Đã đếm xong.", "/lam-viec/", {"rows": 3})

    offer(monkeypatch, does)
    by = administrator()
    run = start(by, unit=7)

    assert perform(run) is None

    scope = Grant.objects.get(user=by).scope
    assert met == [(by, (scope,), {"unit": 7}, (scope,), Door.SYSTEM)]
    ended = seen(run)
    assert (ended.state, ended.message, ended.address) == ("done", "Đã đếm xong.", "/lam-viec/")
    assert ended.details == {"rows": 3}
    assert [one.topic for one in announced] == ["jobs.finished"]
    assert announced[0].details["account"] == by.pk


def test_a_run_that_has_ended_is_not_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[int] = []
    offer(monkeypatch, lambda work: times.append(1))
    run = start(administrator())

    perform(run)
    perform(run)

    assert times == [1]


def test_who_lost_the_role_meanwhile_gets_nothing_done(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, lambda work: pytest.fail("done"))
    by = administrator()
    run = start(by)
    Grant.objects.filter(user=by).update(valid_until=date(2026, 11, 1))

    perform(run)

    assert (seen(run).state, seen(run).message) == ("failed", performing.NO_RIGHT)


def test_what_a_rule_refuses_is_said_and_not_tried_again(
    monkeypatch: pytest.MonkeyPatch, announced: list[Announcement]
) -> None:
    def does(work: Work) -> Outcome:
        User.objects.create(username="nua-chung")
        raise RuleBroken("Đơn vị này đã kết thúc.")

    offer(monkeypatch, does)
    run = start(administrator())

    assert perform(run) is None

    assert (seen(run).state, seen(run).message) == ("failed", "Đơn vị này đã kết thúc.")
    assert not User.objects.filter(username="nua-chung").exists()
    assert [one.topic for one in announced] == ["jobs.failed"]


def test_a_fault_is_tried_again_later_and_then_given_up(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def does(work: Work) -> Outcome:
        raise ZeroDivisionError("0123456789")

    offer(monkeypatch, does, attempts=3)
    run = start(administrator())

    waits = [perform(run), perform(run), perform(run)]

    assert waits == [10, 40, None]
    assert (seen(run).state, seen(run).message) == ("failed", performing.BROKEN)
    assert "0123456789" not in seen(run).message


def test_the_queue_is_told_when_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, lambda work: 1 // 0)  # type: ignore[arg-type, return-value]
    run = start(administrator())
    job: Any = None

    with pytest.raises(TryAgain) as again:
        run_one(run=run.pk, account=run.started_by_id)

    assert Later().get_retry_decision(exception=again.value, job=job) is not None
    assert Later().get_retry_decision(exception=ValueError(), job=job) is None


def test_a_run_whose_worker_was_killed_begins_again_and_is_done_once(
    monkeypatch: pytest.MonkeyPatch, announced: list[Announcement]
) -> None:
    times: list[int] = []
    offer(monkeypatch, lambda work: times.append(1))
    run = start(administrator())
    with scoped((), account=run.started_by_id):
        services.begin(run_id=run.pk, by=run.started_by)  # and then its worker is gone

    perform(run)

    assert (seen(run).state, seen(run).attempts, times) == ("done", 2, [1])
    assert len(announced) == 1


def test_a_run_whose_workers_all_died_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, lambda work: None)
    run = start(administrator())
    for _time in range(3 + rules.LOST_WORKERS):
        with scoped((), account=run.started_by_id):
            assert services.begin(run_id=run.pk, by=run.started_by) is not None

    perform(run)

    assert (seen(run).state, seen(run).message) == ("failed", services.LOST)


def test_a_run_that_no_job_carries_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, lambda work: None)
    kept, lost = start(administrator()), start(administrator())
    with scoped((), account=lost.started_by_id):
        Run.objects.filter(pk=lost.pk).update(job=0)

    with scoped(("/1/",)):
        settled = services.settle(by=system_account("jobs"))

    assert (settled, seen(lost).state, seen(kept).state) == (1, "failed", "waiting")


def test_a_waiting_run_is_stopped_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, lambda work: pytest.fail("done"))
    run = start(administrator())

    with scoped((), account=run.started_by_id, door=Door.OFFICE):
        services.cancel(run=run, by=run.started_by)
    perform(run)

    assert seen(run).state == "cancelled"


def test_a_running_run_stops_at_its_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def does(work: Work) -> Outcome:
        User.objects.create(username="nua-chung")
        raise Cancelled

    offer(monkeypatch, does)
    run = start(administrator())

    perform(run)

    assert seen(run).state == "cancelled"
    assert not User.objects.filter(username="nua-chung").exists()


def test_what_has_ended_cannot_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, lambda work: None)
    run = start(administrator())
    perform(run)

    with pytest.raises(RuleBroken), scoped((), account=run.started_by_id):
        services.cancel(run=run, by=run.started_by)


def test_a_failed_run_begins_anew_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, lambda work: 1 // 0, attempts=1)  # type: ignore[arg-type, return-value]
    run = start(administrator())
    perform(run)
    offer(monkeypatch, lambda work: None)

    with scoped((), account=run.started_by_id):
        services.retry(run=run, by=run.started_by)
    perform(run)

    assert (seen(run).state, seen(run).attempts) == ("done", 1)
    with pytest.raises(RuleBroken), scoped((), account=run.started_by_id):
        services.retry(run=run, by=run.started_by)


def test_a_neighbour_sees_no_run_of_mine_even_without_a_filter(
    monkeypatch: pytest.MonkeyPatch, announced: list[Announcement]
) -> None:
    offer(monkeypatch, lambda work: None)
    run, other = start(administrator()), administrator()

    with scoped((), account=other.pk, door=Door.OFFICE):
        assert not Run.objects.filter(pk=run.pk).exists()
    with scoped((), account=run.started_by_id, door=Door.OFFICE):
        assert Run.objects.visible_to(run.started_by).get() == run


def test_waiting_grows_up_to_ten_minutes() -> None:
    assert [rules.wait_before(n) for n in range(1, 6)] == [10, 40, 160, 600, 600]
    assert [rules.share(1, 3), rules.share(5, 0), rules.share(9, 3)] == [33, 0, 100]
