"""Who plays which part with an answer; `permissions.py` opens the screens by the same sets."""

from vungcao.kernel.access.roles import Permission, Role

# Who types the figures of a commune and of its villages, and who answers for them: never the same.
ENTER: Permission = frozenset({Role.COMMUNE_OFFICER})
CERTIFY: Permission = frozenset({Role.COMMUNE_LEADER})
# The same for a sở or branch: over the province, by a grant of that very body.
ENTER_FOR_BODY: Permission = frozenset({Role.INDICATOR_OWNER})
# Who types in another's name, sends cells back, takes over.
DELEGATE: Permission = frozenset({Role.SPECIALIST})
RETURN: Permission = frozenset({Role.SPECIALIST, Role.DEPARTMENT_LEADER})
ACCEPT: Permission = frozenset({Role.SPECIALIST, Role.DEPARTMENT_LEADER})
CLOSE: Permission = frozenset({Role.SPECIALIST, Role.DEPARTMENT_LEADER})
# What undoes a decision of the Sở is decided by its leader.
UNLOCK: Permission = frozenset({Role.DEPARTMENT_LEADER})
CORRECT: Permission = frozenset({Role.SPECIALIST, Role.DEPARTMENT_LEADER})
CAMPAIGN: Permission = frozenset({Role.SPECIALIST, Role.DEPARTMENT_LEADER})
