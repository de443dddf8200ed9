"""What others have to say when a person's record is opened or erased."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class Follower:
    """Rows that go with a record when two turn out to be one person, and back when they were not.

    `go` moves the rows of one record (id) to another and says which (ids); one that would stand
    twice there stays. `back` lets these rows be the record's again.
    """

    go: Callable[[int, int], list[int]]
    back: Callable[[list[int], int], None]


followers: Registry[Follower] = Registry("rows that follow a person's record")

# Why the law keeps a person's record, by the person's id: a sentence for the officer, or None.
keepers: Registry[Callable[[int], str | None]] = Registry("reason to keep a person's record")

# Whether an account may open persons' records at all; every gate must agree.
gates: Registry[Callable[[AbstractBaseUser], bool]] = Registry("gate before persons' records")
