"""Form fields that look one thing up out of very many: a unit, an account, a person."""

from vungcao.web.pickers.accounts import AccountField, Accounts
from vungcao.web.pickers.persons import PersonField, Persons
from vungcao.web.pickers.picker import Picker, PickerField
from vungcao.web.pickers.units import UnitField, Units

__all__ = [
    "AccountField",
    "Accounts",
    "PersonField",
    "Persons",
    "Picker",
    "PickerField",
    "UnitField",
    "Units",
]
