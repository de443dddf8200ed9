"""Who may open and change what in administration."""

from vungcao.kernel.access.roles import OFFICE, Permission, Role

READ_AUDIT: Permission = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
READ_UNITS: Permission = OFFICE
READ_REFORMS: Permission = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.AUDITOR,
        Role.SPECIALIST,
        Role.DEPARTMENT_LEADER,
        Role.PROVINCE_LEADER,
    }
)
CHANGE_UNITS: Permission = frozenset({Role.ADMINISTRATOR})
READ_ORGANISATIONS: Permission = OFFICE
KEEP_ORGANISATIONS: Permission = frozenset({Role.ADMINISTRATOR})
READ_NORMS: Permission = OFFICE
KEEP_NORMS: Permission = frozenset({Role.ADMINISTRATOR})
READ_CALENDARS: Permission = OFFICE
KEEP_CALENDARS: Permission = frozenset({Role.ADMINISTRATOR})
READ_JOBS: Permission = READ_AUDIT
KEEP_JOBS: Permission = frozenset({Role.ADMINISTRATOR})
READ_EXCHANGE: Permission = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
KEEP_EXCHANGE: Permission = frozenset({Role.ADMINISTRATOR})
READ_GRANTS: Permission = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
KEEP_GRANTS: Permission = frozenset({Role.ADMINISTRATOR})
READ_ROLES: Permission = OFFICE
READ_DOCUMENTS: Permission = frozenset(
    {
        Role.COMMUNE_OFFICER,
        Role.COMMUNE_LEADER,
        Role.DESK_OFFICER,
        Role.SPECIALIST,
        Role.DEPARTMENT_LEADER,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
    }
)
WRITE_DOCUMENTS: Permission = READ_DOCUMENTS - {Role.AUDITOR}
SIGN_DOCUMENTS: Permission = frozenset(
    {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER, Role.PROVINCE_LEADER}
)
READ_NUMBERS: Permission = READ_AUDIT
KEEP_NUMBERS: Permission = frozenset({Role.ADMINISTRATOR})
READ_ACCOUNTS: Permission = READ_AUDIT
KEEP_ACCOUNTS: Permission = frozenset({Role.ADMINISTRATOR})
READ_FILES: Permission = READ_AUDIT
KEEP_FILES: Permission = frozenset({Role.ADMINISTRATOR})
KEEP_PRACTICE: Permission = frozenset({Role.ADMINISTRATOR})
