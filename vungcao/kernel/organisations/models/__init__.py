"""Organisations (cơ quan, đơn vị) over time, one noun per file."""

from vungcao.kernel.organisations.models.changes import OrganisationSuccession
from vungcao.kernel.organisations.models.facts import (
    Contact,
    OrganisationCode,
    OrganisationName,
    Oversight,
)
from vungcao.kernel.organisations.models.organisations import Organisation, OrganisationKind

__all__ = [
    "Contact",
    "Organisation",
    "OrganisationCode",
    "OrganisationKind",
    "OrganisationName",
    "OrganisationSuccession",
    "Oversight",
]
