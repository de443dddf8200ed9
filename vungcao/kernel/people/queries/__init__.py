"""Which records are one person, what was agreed to, and who may be somebody else."""

from vungcao.kernel.people.queries.duplicates import (
    Duplicate,
    duplicates_of_all,
    possible_duplicates,
)
from vungcao.kernel.people.queries.records import (
    by_contact,
    by_identifier,
    consent_of,
    kept_of,
    members_of,
    records_of,
    sought,
)

__all__ = [
    "Duplicate",
    "by_contact",
    "by_identifier",
    "consent_of",
    "duplicates_of_all",
    "kept_of",
    "members_of",
    "possible_duplicates",
    "records_of",
    "sought",
]
