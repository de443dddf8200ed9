"""The tasks of jobs themselves: carrying out a run, and closing those that were lost."""

from procrastinate import RetryDecision
from procrastinate.contrib.django import app
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar import clock
from vungcao.kernel.jobs import services
from vungcao.kernel.jobs.performing import perform
from vungcao.kernel.jobs.tasks import as_system, periodic
from vungcao.kernel.offers.jobs import BULK
from vungcao.kernel.units.models import NATION_SCOPE


class TryAgain(Exception):
    """Tells procrastinate when a run is to be handed out again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Again in {seconds} s.")
        self.seconds = seconds


class Later(BaseRetryStrategy):
    """The run knows when it is to be tried again; anything else has failed."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if isinstance(exception, TryAgain):
            return RetryDecision(retry_in={"seconds": exception.seconds})
        return None


@app.task(name=services.TASK, queue=BULK, retry=Later())
def run_one(run: int, account: int) -> None:
    """Carry out one run; its row says what became of it."""
    seconds = perform(run, account, clock.today())
    if seconds is not None:
        raise TryAgain(seconds)


@as_system("jobs", (NATION_SCOPE,))
def settle_lost(account: User) -> None:
    services.settle(by=account)


periodic("jobs.settle", "* * * * *", settle_lost)
