"""One object behind each address that takes arguments, laid into a unit, and who gets to see it.

A module per area: it says `SAMPLES: dict[str, Sample]` by the address's name and is found here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeAlias

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.units.models import Unit

OWN = frozenset({"own"})
EVERYWHERE = frozenset({"own", "neighbour", "parent"})

Arguments: TypeAlias = Mapping[str, object]
Builder: TypeAlias = Callable[[Unit, User], Arguments]


@dataclass(frozen=True)
class Sample:
    """`build(unit, user)` makes the object and returns the address's arguments.

    Who holds the role over the unit `own` sees the objects of the places in `seen`, and gets 404
    for those of the others, as for one that does not exist. `user` is who will ask. A role of a
    body in `not_of` sees what its body owes alone, which no place's object is.
    """

    build: Builder
    seen: frozenset[str] = OWN
    not_of: frozenset[Role] = frozenset()


def samples() -> dict[str, Sample]:
    found: dict[str, Sample] = {}
    for module in iter_modules(__path__):
        found |= import_module(f"{__name__}.{module.name}").SAMPLES
    return found
