"""The jobs that deliver: one round per receiver, and a sweep that finds what nobody woke."""

from procrastinate.contrib.django import app

from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import clock
from vungcao.kernel.exchange import delivery, queries, services
from vungcao.kernel.exchange.services.waking import TASK
from vungcao.kernel.jobs.tasks import as_system
from vungcao.kernel.offers.jobs import DELIVERY, HOUSEKEEPING
from vungcao.kernel.units.models import NATION_SCOPE

ACCOUNT = "exchange"


@app.task(name=TASK, queue=DELIVERY)
def deliver(receiver: str) -> None:
    delivery.deliver(receiver, clock.now, system_account(ACCOUNT))


@as_system(ACCOUNT, (NATION_SCOPE,))
def sweep(account: User) -> None:
    """Wake who delivers, wherever something is due: retries, and what a crash left behind."""
    services.enrol_offered(by=account)
    for receiver in queries.due(clock.now()):
        services.wake(receiver)


@app.periodic(cron="* * * * * */5")
@app.task(name="exchange.sweep", queue=HOUSEKEEPING, queueing_lock="exchange.sweep")
def run_sweep(timestamp: int) -> None:
    sweep()
