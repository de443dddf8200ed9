"""What kinds of cases a system runs: their name, who works on them, where one is shown."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class CaseKind:
    """Cases of one kind. `address` leads from a case's code to its screen in the system."""

    label: Promise
    roles: frozenset[str]
    address: Callable[[str], str]


case_kinds: Registry[CaseKind] = Registry("kind of case")
