"""Who may open which address of the one-stop desk; written by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

LEADERS = {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER}
DESK = {Role.DESK_OFFICER, Role.COMMUNE_OFFICER}
WORKERS = {*DESK, *LEADERS, Role.SPECIALIST}
READERS = {*WORKERS, Role.AUDITOR}

PROCEDURES = {
    *READERS,
    Role.PROVINCE_LEADER,
    Role.MINISTRY_READER,
    Role.DESIGNER,
    Role.ADMINISTRATOR,
}
DESIGNERS = {Role.DESIGNER}
PUBLISHERS = {Role.DESIGNER, Role.DEPARTMENT_LEADER}

EXPECTED: dict[str, set[Role]] = {
    "onestop:why": READERS,
    "onestop:extend": WORKERS,
    "onestop:procedures": PROCEDURES,
    "onestop:procedure-now": PROCEDURES,
    "onestop:version": PROCEDURES,
    "onestop:version-new": DESIGNERS,
    "onestop:version-edit": DESIGNERS,
    "onestop:process-edit": DESIGNERS,
    "onestop:part-new": DESIGNERS,
    "onestop:part-edit": DESIGNERS,
    "onestop:version-discard": DESIGNERS,
    "onestop:import": PUBLISHERS,
    "onestop:publish": PUBLISHERS,
    "onestop:version-close": PUBLISHERS,
}
