"""How messages reach a receiver: adapters of outside parties, and consumers inside the product."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

from django.utils.functional import Promise

from vungcao.kernel.exchange.models import OutboxMessage, Outcome, Partner
from vungcao.kernel.offers.outbox import Announcement, Consumer, consumers
from vungcao.kernel.offers.registry import Registry
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.runtime.env import environment

CONSUMER = "consumer"


@dataclass(frozen=True)
class Parcel:
    """A message as an adapter gets it; `key` is the same each time that it is sent again."""

    number: int
    key: str
    announcement: Announcement


class NotDelivered(Exception):
    """Why a message was not delivered, by a code without personal values; see `Outcome`.

    `after` is how many seconds the other side asked to wait.
    """

    outcome = Outcome.RETRY

    def __init__(self, fault: str, after: float | None = None) -> None:
        super().__init__(fault)
        self.fault, self.after = fault[:60], after


class Retry(NotDelivered):
    """Not this time; the message will be tried again."""


class Unknown(NotDelivered):
    """The other side may have taken it and could not say so: it is sent again with its key."""

    outcome = Outcome.UNKNOWN


class Unreachable(NotDelivered):
    """The partner does not answer at all: no fault of this message, which stays the next."""

    outcome = Outcome.UNREACHABLE


class Refused(NotDelivered):
    """Never: the other side will not take this message."""

    outcome = Outcome.REFUSED


class Withdrawn(NotDelivered):
    """What the message speaks of is no longer to be sent."""

    outcome = Outcome.WITHDRAWN


# Delivers one message and gives the name by which the other side knows it, or raises NotDelivered.
Send: TypeAlias = Callable[[Parcel], str]
Session: TypeAlias = Callable[[Mapping[str, Any]], AbstractContextManager[Send]]


@dataclass(frozen=True)
class Adapter:
    """One way to reach partners. `session` keeps a connection for the messages of one round.

    It gets the partner's settings, connects when the first message is sent, and must set a limit
    of its own to every wait. Nothing of the database is open while it sends. `lacks` says by a
    code what is missing before anything can be sent on this installation. `in_practice` stands for
    `session` in practice and keeps on this machine what would have left it; without one nothing is
    taken there at all.
    """

    label: Promise
    session: Session
    lacks: Callable[[], str] = lambda: ""
    in_practice: Session | None = None


adapters: Registry[Adapter] = Registry("adapter of the exchange")


def session(partner: Partner) -> AbstractContextManager[Send]:
    """What delivers to this partner; an adapter that is not installed cannot be reached."""
    known = dict(adapters.items())
    if partner.adapter in known:
        adapter = known[partner.adapter]
        return (_in_practice(adapter) if environment().practice else adapter.session)(
            partner.settings
        )
    return _inside(dict(consumers.items()).get(partner.code))


def is_held(partner: Partner) -> bool:
    """Whether messages to the partner stay where they are: in practice nothing leaves."""
    known = dict(adapters.items())
    is_outside = partner.adapter in known and known[partner.adapter].in_practice is None
    return bool(environment().practice) and is_outside


def lacks(partner: Partner) -> str:
    """What is missing before anything can reach the partner, by a code; empty when nothing is."""
    known = dict(adapters.items())
    if environment().practice and partner.adapter in known:
        return "practice" if is_held(partner) else ""
    if partner.adapter in known:
        return known[partner.adapter].lacks()
    return "" if partner.code in dict(consumers.items()) else "no-adapter"


def is_connected(code: str) -> bool:
    """Whether an adapter is installed under the code and lacks nothing on this installation."""
    known = dict(adapters.items())
    return code in known and not known[code].lacks()


def parcel(message: OutboxMessage) -> Parcel:
    """The announcement as it was made; what belongs to no place has an empty scope again."""
    scope = message.scope if message.unit_id else ""
    return Parcel(
        message.pk,
        message.key,
        Announcement(
            message.topic, message.subject, scope, key=message.key, details=message.details
        ),
    )


def _in_practice(adapter: Adapter) -> Session:
    return adapter.in_practice or (lambda settings: _inside(None))


@contextmanager
def _inside(consumer: Consumer | None) -> Iterator[Send]:
    def send(given: Parcel) -> str:
        if consumer is None:
            raise Unreachable("no-adapter")
        with scoped((NATION_SCOPE,), door=Door.SYSTEM):
            consumer.take(given.announcement)
        return ""

    yield send
