"""The two short transactions around an attempt, and what a killed attempt leaves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from vungcao.kernel.exchange import queries, rules
from vungcao.kernel.exchange.models import (
    MessageState,
    OutboxMessage,
    Outcome,
    Partner,
    PartnerState,
    Receipt,
)
from vungcao.kernel.offers.outbox import Announcement, Value, put

FAILED = {Outcome.RETRY, Outcome.UNKNOWN, Outcome.UNREACHABLE}
GIVEN_UP = "exchange.dead"
ENDS = {
    Outcome.DELIVERED: MessageState.DELIVERED,
    Outcome.REFUSED: MessageState.DEAD,
    Outcome.WITHDRAWN: MessageState.SKIPPED,
}


@dataclass(frozen=True)
class Attempt:
    """What one attempt came to; `chance` in [0, 1) spreads the wait that follows."""

    outcome: Outcome
    fault: str = ""
    reference: str = ""
    after: float | None = None
    chance: float = 0.5


@transaction.atomic
def claim(*, receiver: str, now: datetime, by: AbstractBaseUser) -> OutboxMessage | None:
    """Take the message whose turn it is; None when nothing is due or the partner rests."""
    partner = Partner.objects.get(code=receiver)
    if partner.state != PartnerState.ACTIVE or (partner.rests_until and partner.rests_until > now):
        return None
    message = queries.next_of(partner, now)
    if message is None:
        return None
    message.state = MessageState.SENDING
    message.attempts += 1
    message.save(update_fields=["state", "attempts"])
    return message


@transaction.atomic
def note(*, message: OutboxMessage, attempt: Attempt, now: datetime, by: AbstractBaseUser) -> None:
    """Write down what became of an attempt: its receipt, the message's state, the partner's.

    A message that somebody skipped meanwhile keeps that state and gets its receipt.
    """
    row = OutboxMessage.objects.select_for_update().get(pk=message.pk)
    partner = Partner.objects.select_for_update().get(code=row.receiver)
    Receipt.objects.create(
        message=row,
        at=now,
        outcome=attempt.outcome,
        fault=attempt.fault,
        reference=attempt.reference[:200],
    )
    if row.state == MessageState.SENDING:
        _move_on(row, attempt, now, _first_wait(partner))
    _judge(partner, attempt, now)


@transaction.atomic
def recover(*, receiver: str, now: datetime, by: AbstractBaseUser) -> int:
    """What a killed process was sending waits again; nobody knows whether it arrived.

    For whoever delivers to the receiver alone (`queries.alone`). How many there were.
    """
    left = OutboxMessage.objects.select_for_update().filter(
        receiver=receiver, state=MessageState.SENDING
    )
    found = list(left.order_by("pk"))
    for row in found:
        Receipt.objects.create(message=row, at=now, outcome=Outcome.UNKNOWN, fault="interrupted")
        gives_up = rules.is_last(row.attempts)  # it may be what kills whoever sends it
        row.state = MessageState.DEAD if gives_up else MessageState.WAITING
        row.fault, row.next_try_at = "interrupted", now
        row.save(update_fields=["state", "fault", "next_try_at"])
        if gives_up:
            _announce_end(row)
    return len(found)


def _announce_end(row: OutboxMessage) -> None:
    """Somebody has to decide. What cannot be told is not told of again."""
    if row.topic == GIVEN_UP:
        return
    details: dict[str, Value] = {"partner": row.receiver, "number": row.pk, "fault": row.fault}
    put(Announcement(GIVEN_UP, f"{row._meta.label}:{row.pk}", details=details))


def _move_on(row: OutboxMessage, attempt: Attempt, now: datetime, first: timedelta) -> None:
    row.fault = attempt.fault
    if attempt.outcome in ENDS:
        row.state = ENDS[attempt.outcome]
    elif attempt.outcome == Outcome.UNREACHABLE:  # not the message's fault: it does not count
        row.state, row.attempts = MessageState.WAITING, row.attempts - 1
    elif rules.is_last(row.attempts):
        row.state = MessageState.DEAD
    else:
        row.state = MessageState.WAITING
        asked = timedelta(seconds=attempt.after or 0)
        row.next_try_at = now + max(asked, rules.wait(row.attempts, first, attempt.chance))
    row.save(update_fields=["state", "attempts", "next_try_at", "fault"])
    if row.state == MessageState.DEAD:
        _announce_end(row)


def _judge(partner: Partner, attempt: Attempt, now: datetime) -> None:
    """Whether the partner rests. A refusal is an answer: who refuses is there."""
    if attempt.outcome in FAILED:
        tired = attempt.outcome == Outcome.UNREACHABLE
        least = rules.FAILURES_THAT_TIRE if tired else 0
        partner.failures = max(partner.failures + 1, least)
        partner.fault = attempt.fault
        partner.failing_since = partner.failing_since or now
        rest = rules.rest(partner.failures, _first_wait(partner) / 2, attempt.chance)
        partner.rests_until = now + rest if rest else None
    else:
        partner.failures, partner.fault = 0, ""
        partner.failing_since = partner.rests_until = None
    if attempt.outcome == Outcome.DELIVERED:
        partner.last_success_at = now
    partner.save(
        update_fields=["failures", "fault", "failing_since", "rests_until", "last_success_at"]
    )


def _first_wait(partner: Partner) -> timedelta:
    seconds = partner.settings.get("first_wait_seconds")
    return timedelta(seconds=seconds) if seconds else rules.FIRST_WAIT
