"""What is due, who holds a receiver, and how many messages stand where."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, connection
from django.db.models import Exists, OuterRef, Q

from vungcao.kernel.exchange.models import MessageState, OutboxMessage, Partner, PartnerState

# The first half of the advisory locks under which one process delivers to one receiver.
DELIVERING = 5150


@contextmanager
def alone(receiver: str) -> Iterator[bool]:
    """Whether this process alone delivers to the receiver until it lets go.

    A lock of the connection and not of a row: PostgreSQL gives it back the moment its holder is
    killed, so nobody waits for a lease to run out, and what stands as "sending" is then nobody's.
    """
    key = (DELIVERING, receiver)
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, hashtext(%s))", key)
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with suppress(DatabaseError), connection.cursor() as cursor:
                cursor.execute(
                    "select pg_advisory_unlock(%s, hashtext(%s))", [DELIVERING, receiver]
                )


def queued(receivers: Iterable[str]) -> frozenset[str]:
    """Those to whom a job that has not begun will deliver."""
    locks = {f"exchange.{receiver}": receiver for receiver in receivers}
    with connection.cursor() as cursor:
        cursor.execute(
            "select queueing_lock from procrastinate_jobs"
            " where queueing_lock = any(%s) and status = 'todo'",
            [list(locks)],
        )
        return frozenset(locks[lock] for (lock,) in cursor.fetchall())


# An INSERT into the box asks for nothing back and names no conflicting columns. Those who take
# messages in order are passed over the first time: other writers to them must be held back before.
# One text of JSON is written quicker than an array for each column.
LAY = """
with said as materialized (
    select * from rows from (jsonb_to_recordset(%s::jsonb) as (
        receiver text, topic text, subject text, unit bigint, scope text, key text, details text,
        next_try_at timestamptz
    )) with ordinality
        as one (receiver, topic, subject, unit, scope, key, details, next_try_at, place)
), partner as (
    select code, state, in_order from exchange_partner where code in (select receiver from said)
), laid as (
    insert into exchange_outboxmessage (
        receiver, topic, subject, unit_id, scope, key, details, state, attempts, next_try_at, fault)
    select said.receiver, said.topic, said.subject, said.unit, said.scope, said.key,
        said.details::jsonb, case when partner.state = %s then %s else %s end, 0,
        coalesce(said.next_try_at, statement_timestamp()), ''
    from said join partner on partner.code = said.receiver and (%s or not partner.in_order)
    order by said.place
    on conflict do nothing
)
select code, in_order from partner
"""


@dataclass(frozen=True)
class Row:
    """A row of the outbox; `next_try_at` is now where nothing is said."""

    receiver: str
    topic: str
    subject: str
    unit: int | None
    scope: str
    key: str
    details: str
    next_try_at: datetime | None


def lay(rows: Sequence[Row], *, even_in_order: bool = False) -> dict[str, bool]:
    """Put rows into the outbox in their order; one whose key is known adds nothing.

    Says which of the receivers have a row as partners, and whether they take messages in order: for
    those nothing was laid unless `even_in_order`, nor for those without a row.
    """
    said = json.dumps([vars(row) for row in rows], default=datetime.isoformat, ensure_ascii=False)
    states = [PartnerState.STOPPED, MessageState.SKIPPED, MessageState.WAITING]
    with connection.cursor() as cursor:
        cursor.execute(LAY, [said, *states, even_in_order])
        return dict(cursor.fetchall())


def put_in_order(receiver: str) -> None:
    """Hold back other writers to this receiver until the transaction ends.

    Only then do numbers follow each other in the order of the commits.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [-DELIVERING, receiver])


def due(now: datetime) -> list[str]:
    """Receivers for whom something can be done now."""
    own = OutboxMessage.objects.filter(receiver=OuterRef("code"))
    waits = own.filter(state=MessageState.WAITING, next_try_at__lte=now)
    begun = own.filter(state=MessageState.SENDING)
    ready = Partner.objects.filter(state=PartnerState.ACTIVE).filter(
        Q(rests_until=None) | Q(rests_until__lte=now)
    )
    found = ready.filter(Exists(waits) | Exists(begun)).order_by("code")
    return list(found.values_list("code", flat=True))


def next_of(partner: Partner, now: datetime) -> OutboxMessage | None:
    """The message whose turn it is, locked; behind a stuck one only where order is asked for."""
    own = OutboxMessage.objects.select_for_update().filter(receiver=partner.code)
    if not partner.in_order:
        waiting = own.filter(state=MessageState.WAITING, next_try_at__lte=now)
        return waiting.order_by("next_try_at", "pk").first()
    heads = [
        head
        for state in (MessageState.WAITING, MessageState.DEAD)
        if (head := own.filter(state=state).order_by("pk").first())
    ]
    first = min(heads, key=lambda head: head.pk, default=None)
    stuck = first is None or first.state == MessageState.DEAD or first.next_try_at > now
    return None if stuck else first


def held_up(since: datetime) -> list[str]:
    """Partners for whom something has been waiting since before `since`, without anybody's will.

    What was to leave later than it was made waits from then on.
    """
    older = OutboxMessage.objects.filter(
        receiver=OuterRef("code"), state=MessageState.WAITING, made_at__lt=since
    ).exclude(attempts=0, next_try_at__gte=since)
    found = Partner.objects.filter(Exists(older), state=PartnerState.ACTIVE).order_by("code")
    return list(found.values_list("code", flat=True))
