"""Who may open which address of the one-stop desk; written by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

LEADERS = {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER}
DESK = {Role.DESK_OFFICER, Role.COMMUNE_OFFICER}
WORKERS = {*DESK, *LEADERS, Role.SPECIALIST}
READERS = {*WORKERS, Role.AUDITOR}

EXPECTED: dict[str, set[Role]] = {
    "onestop:why": READERS,
    "onestop:extend": WORKERS,
}
