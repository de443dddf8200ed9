"""One round of delivering to one receiver: claim, send with nothing open, note."""

import logging
import random
import time
from collections.abc import Callable
from datetime import datetime

from vungcao.kernel.accounts.models import User
from vungcao.kernel.exchange import adapters, queries, services
from vungcao.kernel.exchange.adapters import NotDelivered, Send
from vungcao.kernel.exchange.models import OutboxMessage, Outcome, Partner
from vungcao.kernel.exchange.services.delivering import Attempt
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.units.models import NATION_SCOPE

log = logging.getLogger(__name__)

# A round ends early, so that a worker that is asked to stop need not wait for it.
ROUND_SECONDS = 3.0
EVERYWHERE = (NATION_SCOPE,)


def deliver(receiver: str, tell: Callable[[], datetime], by: User) -> None:
    """Send what is due to a receiver, one after the other, unless somebody else is doing it.

    Three short transactions a message, none open over the network. Afterwards whoever was turned
    away at the door is made up for: what is still due wakes the next round. Nothing leaves
    practice: what an adapter cannot keep on this machine stays where it was put.
    """
    with queries.alone(receiver) as is_ours:
        if not is_ours:
            return
        with scoped(EVERYWHERE, door=Door.SYSTEM):
            partner = Partner.objects.get(code=receiver)
            if adapters.is_held(partner):
                return
            services.recover(receiver=receiver, now=tell(), by=by)
        with adapters.session(partner) as send:
            end = time.monotonic() + ROUND_SECONDS
            while time.monotonic() < end and _one(receiver, send, tell, by):
                pass
    with scoped(EVERYWHERE, door=Door.SYSTEM):
        is_due = receiver in queries.due(tell())
    if is_due:
        services.wake(receiver)


def _one(receiver: str, send: Send, tell: Callable[[], datetime], by: User) -> bool:
    """Whether there was a message to send."""
    with scoped(EVERYWHERE, door=Door.SYSTEM):
        message = services.claim(receiver=receiver, now=tell(), by=by)
    if message is None:
        return False
    attempt = _attempt(message, send)
    with scoped(EVERYWHERE, door=Door.SYSTEM):
        services.note(message=message, attempt=attempt, now=tell(), by=by)
    return True


def _attempt(message: OutboxMessage, send: Send) -> Attempt:
    chance = random.random()
    try:
        return Attempt(Outcome.DELIVERED, reference=send(adapters.parcel(message)))
    except NotDelivered as why:
        return Attempt(why.outcome, why.fault, after=why.after, chance=chance)
    except Exception as error:  # an adapter's own mistake must not stop the others' messages
        log.exception("Delivering message %s failed.", message.pk)
        return Attempt(Outcome.RETRY, f"internal-{type(error).__name__}"[:60], chance=chance)
