"""The door to the outbox for packages that stand below it: plain values in, one row per receiver.

`kernel.exchange` owns the tables and supplies the writer; who changes something says so here, in
the transaction of the change. A row holds ids, codes and field names, never values of persons.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry

Value = str | int | bool | None


@dataclass(frozen=True)
class Announcement:
    """Something that has happened: `topic` begins with the package (`people.changed`).

    `subject` is `app.Model:id` as in the audit, `scope` the path of the unit now responsible (empty
    where there is none), `partner` the one receiver when there is only one, `key` what makes a
    repetition recognisable (made by the writer when empty). It is handed on at once, or from
    `not_before` on.
    """

    topic: str
    subject: str
    scope: str = ""
    partner: str = ""
    key: str = ""
    details: dict[str, Value] = field(default_factory=dict)
    not_before: datetime | None = None


@dataclass(frozen=True)
class Consumer:
    """A part of the product that follows topics; `take` must bear the same announcement twice.

    A topic that ends in a dot stands for all topics that begin with it.
    """

    topics: frozenset[str]
    take: Callable[[Announcement], None]
    label: str | Promise = ""  # what an administrator reads; without one its code

    def follows(self, topic: str) -> bool:
        return any(topic == t or (t.endswith(".") and topic.startswith(t)) for t in self.topics)


consumers: Registry[Consumer] = Registry("consumer of the outbox")
writers: Registry[Callable[[Sequence[Announcement]], None]] = Registry("writer of the outbox")

WRITER = "exchange"


def put(*announcements: Announcement) -> None:
    """Leave announcements in the outbox, inside the transaction of what they announce.

    Raises `TransactionManagementError` outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "An announcement needs its change's transaction."
        )
    writers.get(WRITER)(announcements)
