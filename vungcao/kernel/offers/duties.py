"""What waits for an account (việc cần làm), as each system knows it: plain values and one count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


class Urgency(IntEnum):
    """What comes first among duties without a day."""

    SOON = 0
    USUAL = 1
    WHEN_POSSIBLE = 2


@dataclass(frozen=True)
class Duty:
    """One thing to do: what, why, by which day if any, and the screen on which it is done.

    `about` is the name of what it is done to, which no language translates.
    """

    title: str
    reason: str
    address: str
    action: str
    due: date | None = None
    urgency: Urgency = Urgency.USUAL
    about: str = ""


@dataclass(frozen=True)
class Duties:
    """Duties of one kind, for accounts that hold one of `roles`.

    `waiting` gives the rows for which an account is to do something, inside the scopes of these
    roles on a day; all kinds are counted in one statement. `told` says them in words. A pile is one
    duty however many rows it has.
    """

    label: Promise
    roles: frozenset[str]
    waiting: Callable[[AbstractBaseUser, tuple[str, ...], date], QuerySet[Any]]
    told: Callable[[QuerySet[Any], date], Iterable[Duty]]
    is_pile: bool = False


duties: Registry[Duties] = Registry("kind of duty")
