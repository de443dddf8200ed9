"""Waking who delivers."""

from contextlib import suppress
from dataclasses import dataclass

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from vungcao.kernel.exchange import queries

TASK = "exchange.deliver"
QUEUE = "delivery"


def wake(receiver: str) -> None:
    """Let a worker deliver to the receiver soon, unless a job that will do it is waiting."""
    if not queries.is_queued(receiver):
        job = app.configure_task(TASK, queue=QUEUE, queueing_lock=f"exchange.{receiver}")
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(receiver=receiver)


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
