"""Everything that changes organisations: each public function is one transaction and its trace."""

from vungcao.kernel.organisations.services.establishing import (
    NewOrganisation,
    establish,
    establish_many,
)
from vungcao.kernel.organisations.services.facts import (
    Reached,
    assign_code,
    place_under,
    rename,
    set_calendar,
    set_contact,
)
from vungcao.kernel.organisations.services.succeeding import Change, close, problems, succeed

__all__ = [
    "Change",
    "NewOrganisation",
    "Reached",
    "assign_code",
    "close",
    "establish",
    "establish_many",
    "place_under",
    "problems",
    "rename",
    "set_calendar",
    "set_contact",
    "succeed",
]
