"""Whose public pages these are: offered by the system that knows the body, shown on all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.offers.registry import Registry


@dataclass(frozen=True)
class Imprint:
    """The body that stands for the public pages, and how its office is reached."""

    name: str
    address: str = ""
    telephone: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True)
class Publisher:
    """`on` gives the body in force on a day; None before one is entered."""

    on: Callable[[date], Imprint | None]


publishers: Registry[Publisher] = Registry("publisher of public pages")
