"""How what is known of persons changes, and the one door to reading it."""

from vungcao.kernel.people.drafts import NewContact, NewIdentifier, PersonDraft
from vungcao.kernel.people.services.consents import (
    give_consent,
    require_consent,
    withdraw_consent,
)
from vungcao.kernel.people.services.contacts import add_contact, close_contact, verify_contact
from vungcao.kernel.people.services.erasing import erase
from vungcao.kernel.people.services.households import (
    NewHousehold,
    close_household,
    join,
    leave,
    open_household,
    open_households,
)
from vungcao.kernel.people.services.merging import MergePlan, merge, unmerge
from vungcao.kernel.people.services.reading import (
    ContactRecord,
    IdentifierRecord,
    PersonLine,
    PersonRecord,
    read,
    read_list,
)
from vungcao.kernel.people.services.registering import (
    Correction,
    add_identifier,
    close_identifier,
    correct,
    mark_deceased,
    register,
    register_all,
)
from vungcao.kernel.people.services.residing import assign_role, end_role, move

__all__ = [
    "ContactRecord",
    "Correction",
    "IdentifierRecord",
    "MergePlan",
    "NewContact",
    "NewHousehold",
    "NewIdentifier",
    "PersonDraft",
    "PersonLine",
    "PersonRecord",
    "add_contact",
    "add_identifier",
    "assign_role",
    "close_contact",
    "close_household",
    "close_identifier",
    "correct",
    "end_role",
    "erase",
    "give_consent",
    "join",
    "leave",
    "mark_deceased",
    "merge",
    "move",
    "open_household",
    "open_households",
    "read",
    "read_list",
    "register",
    "register_all",
    "require_consent",
    "unmerge",
    "verify_contact",
    "withdraw_consent",
]
