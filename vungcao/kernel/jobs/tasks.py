"""Jobs over procrastinate: each says in whose name it works and what it reaches."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import procrastinate
from procrastinate.contrib.django import app

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
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


def periodic(name: str, cron: str, work: Callable[[], None]) -> None:
    """Let the worker run `work` by the clock (cron in UTC), one run at a time."""

    @app.periodic(cron=cron)
    @app.task(name=name, queue="housekeeping", queueing_lock=name)
    def run(timestamp: int) -> None:
        work()


@app.periodic(cron="* * * * * */10")
@app.task(name="jobs.rescue", queue="housekeeping", queueing_lock="jobs.rescue", pass_context=True)
async def rescue(context: procrastinate.JobContext, timestamp: int) -> None:
    """Jobs of a worker that was killed are tried again: procrastinate does not do it by itself."""
    manager = context.app.job_manager
    for stalled in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
        await manager.retry_job(stalled)
