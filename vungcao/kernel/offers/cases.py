"""What kinds of cases a system runs: their name, who works on them, where one is shown."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class CaseKind:
    """Cases of one kind. `address` leads from a case's code to its screen in the system.

    `heir` says which of several bodies (ids) takes a case (id) over on a day when the one that held
    it has ended and the act names no keeper of its files; none where the system cannot tell.
    """

    label: Promise
    roles: frozenset[str]
    address: Callable[[str], str]
    heir: Callable[[int, Collection[int], date], int | None] | None = None


case_kinds: Registry[CaseKind] = Registry("kind of case")
