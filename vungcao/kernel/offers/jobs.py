"""Kinds of long work that a system offers: what is done, for whom, in which queue."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.functional import Promise

from vungcao.kernel.offers.outbox import Value
from vungcao.kernel.offers.registry import Registry

INTERACTIVE, BULK, DELIVERY, HOUSEKEEPING = "interactive", "bulk", "delivery", "housekeeping"
QUEUES = (INTERACTIVE, BULK, DELIVERY, HOUSEKEEPING)


class Cancelled(Exception):
    """Whoever started the work no longer wants it; raised by `progress`."""


@dataclass(frozen=True)
class Work:
    """What a kind of work is given: in whose name, what it reaches, and how it says where it is.

    `progress(done, total, sentence)` is seen at once, whatever becomes of the work's transaction.
    """

    by: AbstractBaseUser
    reach: tuple[str, ...]
    today: date
    arguments: Mapping[str, Value]
    progress: Callable[[int, int, str], None]


@dataclass(frozen=True)
class Outcome:
    """How it ended, in a sentence without personal values, and where the result can be seen."""

    message: str = ""
    address: str = ""
    details: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class JobKind:
    """`work` runs in one transaction and must bear to be run again from its beginning.

    `roles` are those that may start it; where they are held on the day is what the work reaches.
    """

    label: Promise
    work: Callable[[Work], Outcome | None]
    roles: frozenset[str]
    queue: str = BULK
    attempts: int = 3


kinds: Registry[JobKind] = Registry("kind of job")
