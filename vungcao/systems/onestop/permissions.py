"""Who may do what with procedures and dossiers; whether it may be done now, the engine says."""

from vungcao.kernel.access.roles import Permission, Role

# Dossiers: their papers and persons, within one's reach.
READ_DOSSIERS: Permission = frozenset(
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
# Who acts in one: which of them at which step, the procedure says.
WORK: Permission = READ_DOSSIERS - {Role.AUDITOR}
TAKE_IN: Permission = frozenset({Role.DESK_OFFICER, Role.COMMUNE_OFFICER})
COLLECT_FEES: Permission = frozenset({Role.DESK_OFFICER, Role.COMMUNE_OFFICER})
SIGN: Permission = frozenset({Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER, Role.PROVINCE_LEADER})
ASSIGN: Permission = frozenset({Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER, Role.SPECIALIST})
# Counts of dossiers, no persons.
READ_STATISTICS: Permission = frozenset({*READ_DOSSIERS, Role.MINISTRY_READER})
# The province's chairman opens what is put before them, no list of all who submitted.
READ_REGISTER: Permission = READ_DOSSIERS - {Role.PROVINCE_LEADER}
EXPORT_FILE: Permission = frozenset(
    {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER, Role.SPECIALIST, Role.AUDITOR}
)
# Procedures themselves hold no personal data.
READ_PROCEDURES: Permission = frozenset({*READ_STATISTICS, Role.DESIGNER, Role.ADMINISTRATOR})
DESIGN: Permission = frozenset({Role.DESIGNER})
PUBLISH: Permission = frozenset({Role.DESIGNER, Role.DEPARTMENT_LEADER})
