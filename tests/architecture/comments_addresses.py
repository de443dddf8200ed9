"""Who may open which address of comments; written by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

MODERATORS = {Role.EDITOR, Role.PUBLISHER}
READERS = {*MODERATORS, Role.DEPARTMENT_LEADER, Role.AUDITOR}
ANSWERERS = {*MODERATORS, Role.DEPARTMENT_LEADER, Role.SPECIALIST}
OF_REMARKS = {*ANSWERERS, Role.AUDITOR}

PUBLIC = {
    "comments:article",
    "comments:confirm",
    "comments:follow",
    "comments:page",
    "comments:sent",
}
EXPECTED: dict[str, set[Role]] = {
    "comments:queue": READERS,
    "comments:queue-late": READERS,
    "comments:comment": READERS,
    "comments:approve": MODERATORS,
    "comments:reject": MODERATORS,
    "comments:escalate": MODERATORS,
    "comments:remove": {Role.PUBLISHER, Role.DEPARTMENT_LEADER},
    "comments:discussions": {Role.PUBLISHER},
    "comments:discussion": {Role.PUBLISHER},
    "comments:export": {Role.PUBLISHER, Role.DEPARTMENT_LEADER, Role.AUDITOR},
    "comments:of-case": OF_REMARKS,
    "comments:remarks": OF_REMARKS,
    "comments:remark": OF_REMARKS,
    "comments:remark-answer": ANSWERERS,
}
