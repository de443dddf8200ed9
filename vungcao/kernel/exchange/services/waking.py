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


def wake(*receivers: str) -> None:
    """Let a worker deliver to the receivers soon, where no job that will do it is waiting."""
    for receiver in sorted(set(receivers) - queries.queued(receivers)):
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
    """What happens at commit; equal for the same receivers, so that a thousand rows wake once."""

    receivers: frozenset[str]

    def __call__(self) -> None:
        wake(*self.receivers)


def wake_at_commit(*receivers: str) -> None:
    """After the commit and not in it: a waiting job is unique, and inserting it in a long
    transaction would hold up everybody who writes to the same receiver meanwhile.
    """
    call = Wake(frozenset(receivers))
    if call not in [function for _sids, function, *_ in connection.run_on_commit[-4:]]:
        transaction.on_commit(call)
