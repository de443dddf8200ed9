"""Persons, their papers and contacts, households, consents, merges."""

from vungcao.kernel.people.models.consents import Consent, ConsentPurpose, Purpose
from vungcao.kernel.people.models.contacts import Identifier, PersonContact
from vungcao.kernel.people.models.households import Household, HouseholdMember
from vungcao.kernel.people.models.merges import Merge, ReplacedValue
from vungcao.kernel.people.models.persons import (
    Person,
    PersonRole,
    Residence,
    ResidenceKind,
    Sex,
)

__all__ = [
    "Consent",
    "ConsentPurpose",
    "Household",
    "HouseholdMember",
    "Identifier",
    "Merge",
    "Person",
    "PersonContact",
    "PersonRole",
    "Purpose",
    "ReplacedValue",
    "Residence",
    "ResidenceKind",
    "Sex",
]
