"""Who may open which address of the register; written out by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

LEADERS = {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER}
KEEPERS = {Role.COMMUNE_OFFICER, Role.SPECIALIST, *LEADERS}
READERS = {*KEEPERS, Role.VILLAGE_HEAD, Role.AUDITOR}

EXPECTED: dict[str, set[Role]] = {}
