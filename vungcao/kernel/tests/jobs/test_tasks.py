"""Jobs work in a name, within a reach, and are taken up again when their worker was killed."""

import asyncio
from types import SimpleNamespace
from typing import Any
from unittest.mock import AsyncMock

import pytest
from procrastinate.exceptions import UniqueViolation

from vungcao.kernel.accounts.models import User
from vungcao.kernel.jobs import queries, tasks
from vungcao.kernel.scopes.services import NOTHING, Door, current

pytestmark = pytest.mark.django_db


def test_work_has_a_name_and_a_reach_of_its_own() -> None:
    seen: list[Any] = []

    @tasks.as_system("probe", ("/1/",))
    def work(account: User) -> None:
        seen.append((account.username, account.is_active, account.reach, current()))

    work()

    [(name, active, reach, binding)] = seen
    assert (name, active, reach) == ("he-thong:probe", False, ("/1/",))
    assert (binding.reach, binding.door) == (("/1/",), Door.SYSTEM)
    assert current() == NOTHING


def test_work_that_was_given_no_reach_sees_nothing() -> None:
    seen: list[Any] = []

    @tasks.as_system("probe")
    def work(account: User) -> None:
        seen.append(current().reach)

    work()

    assert seen == [()]


def test_stalled_jobs_are_tried_again() -> None:
    manager = SimpleNamespace(
        get_stalled_jobs=AsyncMock(return_value=["one", "two"]), retry_job=AsyncMock()
    )
    context: Any = SimpleNamespace(app=SimpleNamespace(job_manager=manager))

    asyncio.run(tasks.rescue(context, 0))

    assert [call.args for call in manager.retry_job.await_args_list] == [("one",), ("two",)]


def test_a_stalled_job_whose_place_is_taken_is_let_go_and_holds_up_no_other() -> None:
    taken = UniqueViolation(None, queueing_lock="exchange.email", constraint_name="x")
    manager = SimpleNamespace(
        get_stalled_jobs=AsyncMock(return_value=["one", "two"]),
        retry_job=AsyncMock(side_effect=[taken, None]),
        finish_job=AsyncMock(),
    )
    context: Any = SimpleNamespace(app=SimpleNamespace(job_manager=manager))

    asyncio.run(tasks.rescue(context, 0))

    assert [call.args[0] for call in manager.finish_job.await_args_list] == ["one"]
    assert manager.retry_job.await_count == 2


def test_without_a_worker_there_is_no_heartbeat() -> None:
    assert queries.seconds_since_heartbeat() is None


def test_what_runs_by_the_clock_is_known_to_the_worker() -> None:
    from procrastinate.contrib.django import app

    registered = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}

    assert {"jobs.rescue", "audit.anchor_heads"} <= registered
