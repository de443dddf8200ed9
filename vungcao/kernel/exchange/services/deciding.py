"""What administrators decide about messages, one by one or those that they have ticked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models.functions import Now

from vungcao.kernel.audit import services as audit
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.exchange.models import OPEN, MessageState, OutboxMessage
from vungcao.kernel.exchange.services.waking import wake_at_commit


@dataclass(frozen=True)
class Verdict:
    """How many messages were decided about, and those about which nothing is left to decide."""

    done: int
    left: tuple[OutboxMessage, ...] = ()


@transaction.atomic
def retry(*, message: OutboxMessage, by: AbstractBaseUser) -> None:
    """Try a message now that waits or was given up; its tries count from the beginning.

    Raises `RuleBroken` for one that has been delivered, skipped or is being sent.
    """
    _put_back(_open(message), by)


@transaction.atomic
def skip(*, message: OutboxMessage, by: AbstractBaseUser) -> None:
    """Pass over a message that waits or was given up, so that what stands behind it goes on.

    Raises `RuleBroken` for one that has been delivered, skipped or is being sent.
    """
    _pass_over(_open(message), by)


@transaction.atomic
def retry_all(*, messages: Iterable[OutboxMessage], by: AbstractBaseUser) -> Verdict:
    """Try those of the messages that are still open; what has been settled meanwhile stays so."""
    return _each(messages, _put_back, by)


@transaction.atomic
def skip_all(*, messages: Iterable[OutboxMessage], by: AbstractBaseUser) -> Verdict:
    """Pass over those of the messages that are still open; the others stay as they are."""
    return _each(messages, _pass_over, by)


def _each(
    messages: Iterable[OutboxMessage],
    settle: Callable[[OutboxMessage, AbstractBaseUser], None],
    by: AbstractBaseUser,
) -> Verdict:
    """Locked in the order of their numbers, so that two who decide at once wait and do not jam."""
    rows = OutboxMessage.objects.select_for_update().filter(pk__in=[one.pk for one in messages])
    done, left = 0, []
    for row in rows.order_by("pk"):
        if row.state in OPEN:
            settle(row, by)
            done += 1
        else:
            left.append(row)
    return Verdict(done, tuple(left))


def _put_back(row: OutboxMessage, by: AbstractBaseUser) -> None:
    row.state, row.attempts, row.fault = MessageState.WAITING, 0, ""
    row.next_try_at = Now()
    row.save(update_fields=["state", "attempts", "fault", "next_try_at"])
    audit.record(by=by, action="exchange.retried", subject=row)
    wake_at_commit(row.receiver)


def _pass_over(row: OutboxMessage, by: AbstractBaseUser) -> None:
    row.state = MessageState.SKIPPED
    row.save(update_fields=["state"])
    audit.record(by=by, action="exchange.skipped", subject=row)
    wake_at_commit(row.receiver)


def _open(message: OutboxMessage) -> OutboxMessage:
    row = OutboxMessage.objects.select_for_update().get(pk=message.pk)
    if row.state not in OPEN:
        raise RuleBroken(f"Thư này {row.get_state_display()}: không còn gì để quyết định.")
    return row
