"""Links of a row of links: crumbs, tabs, chips."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Place:
    """Where a link leads; `is_here` when it is what is being looked at."""

    label: str | Promise
    address: str
    is_here: bool = False
    count: int = 0
