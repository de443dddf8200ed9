"""Waking who delivers."""

from contextlib import suppress
from dataclasses import dataclass

from django.db import connection, transaction
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from vungcao.kernel.exchange import queries
from vungcao.kernel.offers.jobs import DELIVERY

TASK = "exchange.deliver"


def wake(receiver: str) -> None:
    """Let a worker deliver to the receiver soon, unless a job that will do it is waiting."""
    if not queries.is_queued(receiver):
        job = Job(
            queue=DELIVERY,
            lock=None,
            queueing_lock=f"exchange.{receiver}",
            task_name=TASK,
            task_kwargs={"receiver": receiver},
        )
        with suppress(AlreadyEnqueued), transaction.atomic():
            JobManager(DjangoConnector()).defer_job(job)


@dataclass(frozen=True)
class Wake:
    """What happens at commit; equal for one receiver, so that a thousand rows wake once."""

    receiver: str

    def __call__(self) -> None:
        wake(self.receiver)


def wake_at_commit(receiver: str) -> None:
    """After the commit and not in it: a waiting job is unique, and inserting it in a long
    transaction would hold up everybody who writes to the same receiver meanwhile.
    """
    call = Wake(receiver)
    if call not in [function for _sids, function, *_ in connection.run_on_commit[-4:]]:
        transaction.on_commit(call)
