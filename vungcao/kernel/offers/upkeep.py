"""What a system offers to those who keep the product: demo, reference files, open questions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db.models import QuerySet
from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class Demo:
    """Builds a part of the demo province through services; parts run by `order`, then name."""

    order: int
    build: Callable[[AbstractBaseUser, date], None]


@dataclass(frozen=True)
class ReferenceFile:
    """A file of `data/`: `load` takes its checked rows as a whole and may be repeated."""

    order: int
    file: str
    load: Callable[[list[dict[str, str]], AbstractBaseUser], None]


@dataclass(frozen=True)
class Doubt:
    """One row that nobody has verified, and where it can be confirmed or corrected.

    Without a `url` it is confirmed where its basis is: `citation` is the basis' id.
    """

    title: str
    value: str
    basis: str
    url: str
    citation: int | None = None


@dataclass(frozen=True)
class Doubts:
    """All rows of one kind whose state is not "seen".

    `unread` are the same as a query: how many there are is asked of all such kinds in one
    statement; of the others every row is read.
    """

    label: Promise
    rows: Callable[[], Iterable[Doubt]]
    unread: Callable[[], QuerySet[Any]] | None = None


@dataclass(frozen=True)
class Touch:
    """A register that a reform touches: how many of its rows hang on the given units (ids)."""

    label: Promise
    count: Callable[[frozenset[int]], int]
    what_happens: Promise


@dataclass(frozen=True)
class OpenDeadline:
    """A running clock: what it is for, from when, how many working days, and its ended pauses."""

    subject: str
    url: str
    calendar: str
    received: datetime
    working_days: Fraction | int
    pauses: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True)
class OpenDeadlines:
    """The running clocks of one kind, so that a change of the calendar can say what moves."""

    label: Promise
    rows: Callable[[date], Iterable[OpenDeadline]]


demos: Registry[Demo] = Registry("demo")
reference_files: Registry[ReferenceFile] = Registry("reference file")
doubts: Registry[Doubts] = Registry("kind of doubt")
touches: Registry[Touch] = Registry("touched register")
open_deadlines: Registry[OpenDeadlines] = Registry("kind of deadline")
