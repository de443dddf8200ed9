"""Who may do what in the register; whether it may be done now is asked of the rules."""

from vungcao.kernel.access.roles import Permission, Role

# The register itself: names, addresses, what was given to whom.
READ_REGISTER: Permission = frozenset(
    {
        Role.COMMUNE_OFFICER,
        Role.COMMUNE_LEADER,
        Role.VILLAGE_HEAD,
        Role.SPECIALIST,
        Role.DEPARTMENT_LEADER,
        Role.AUDITOR,
    }
)
KEEP_REGISTER: Permission = frozenset(
    {Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER, Role.SPECIALIST, Role.DEPARTMENT_LEADER}
)
READ_ACCESS: Permission = frozenset(
    {Role.COMMUNE_LEADER, Role.SPECIALIST, Role.DEPARTMENT_LEADER, Role.AUDITOR}
)
# Selections: a village head keeps the minutes of their own village.
READ_SELECTIONS: Permission = READ_REGISTER
KEEP_SELECTIONS: Permission = frozenset({*KEEP_REGISTER, Role.VILLAGE_HEAD})
LIST_SELECTIONS: Permission = KEEP_REGISTER
DECIDE_SELECTIONS: Permission = frozenset({Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER})
# Benefits: who pays sees sums and lists of grants, never a name.
READ_BENEFITS: Permission = frozenset({*READ_REGISTER, Role.FINANCE}) - {Role.VILLAGE_HEAD}
KEEP_BENEFITS: Permission = KEEP_REGISTER
KEEP_BUDGET: Permission = frozenset(
    {Role.FINANCE, Role.SPECIALIST, Role.DEPARTMENT_LEADER, Role.COMMUNE_OFFICER}
)
# Figures: everybody who works with them; small numbers are hidden from whom the register is closed.
READ_STATISTICS: Permission = frozenset(
    {*READ_REGISTER, Role.PROVINCE_LEADER, Role.FINANCE, Role.MINISTRY_READER, Role.INDICATOR_OWNER}
)
PUBLISH_COUNTS: Permission = frozenset({Role.SPECIALIST, Role.DEPARTMENT_LEADER})
IMPORT_REGISTER: Permission = frozenset(
    {Role.COMMUNE_OFFICER, Role.SPECIALIST, Role.DEPARTMENT_LEADER}
)
OPEN_CYCLES: Permission = frozenset({Role.SPECIALIST, Role.DEPARTMENT_LEADER})
# Reports of prestigious persons, each a case.
READ_REPORTS: Permission = READ_REGISTER - {Role.VILLAGE_HEAD}
KEEP_REPORTS: Permission = KEEP_REGISTER
