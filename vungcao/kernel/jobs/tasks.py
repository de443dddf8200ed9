"""Jobs over procrastinate: each says in whose name it works and what it reaches."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import procrastinate
from django.utils.functional import Promise
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.types import JSONValue

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.offers.jobs import BULK, HOUSEKEEPING, JobKind, Outcome, Work, kinds
from vungcao.kernel.scopes.services import Door, scoped

P = ParamSpec("P")

# A worker that has not been heard of for this long is dead; its jobs are tried again.
STALLED_AFTER_SECONDS = 30.0


def as_system(
    name: str, reach: tuple[str, ...] = ()
) -> Callable[[Callable[[User], None]], Callable[[], None]]:
    """Run a function in one transaction, in the name of a system account, over `reach`."""

    def decorate(work: Callable[[User], None]) -> Callable[[], None]:
        @wraps(work)
        def run() -> None:
            with scoped(reach, door=Door.SYSTEM):
                account = system_account(name)
                account.reach = reach
                work(account)

        return run

    return decorate


def defer(task: str, *, queue: str, lock: str | None = None, **arguments: JSONValue) -> int:
    """Put a task in a queue, in the transaction that is open here; the job's id.

    `task.defer()` of procrastinate does so in the web only: inside a worker it goes by a
    connection of its own, and the job could begin before what it is about has been committed.
    """
    job = Job(queue=queue, lock=lock, queueing_lock=None, task_name=task, task_kwargs=arguments)
    deferred = JobManager(DjangoConnector()).defer_job(job)
    assert deferred.id is not None
    return deferred.id


def job(
    kind: str,
    *,
    label: Promise,
    roles: frozenset[str],
    queue: str = BULK,
    attempts: int = 3,
) -> Callable[[Callable[[Work], Outcome | None]], Callable[[Work], Outcome | None]]:
    """Offer a function as a kind of job, to be begun by `jobs.services.start`."""

    def decorate(work: Callable[[Work], Outcome | None]) -> Callable[[Work], Outcome | None]:
        kinds.register(kind, JobKind(label, work, roles, queue, attempts))
        return work

    return decorate


def periodic(name: str, cron: str, work: Callable[[], None]) -> None:
    """Let the worker run `work` by the clock (cron in UTC), one run at a time."""

    @app.periodic(cron=cron)
    @app.task(name=name, queue=HOUSEKEEPING, queueing_lock=name)
    def run(timestamp: int) -> None:
        work()


@app.periodic(cron="* * * * * */10")
@app.task(name="jobs.rescue", queue=HOUSEKEEPING, queueing_lock="jobs.rescue", pass_context=True)
async def rescue(context: procrastinate.JobContext, timestamp: int) -> None:
    """Jobs of a worker that was killed are tried again: procrastinate does not do it by itself."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        try:
            await manager.retry_job(stalled)
        except UniqueViolation:  # another job that does the same waits already
            await manager.finish_job(stalled, Status.FAILED, delete_job=True)
