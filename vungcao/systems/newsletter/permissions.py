"""Who may do what with the newsletter; whether it may be done now is asked of the rules."""

from vungcao.kernel.access.roles import Permission, Role

READ: Permission = frozenset({Role.EDITOR, Role.PUBLISHER, Role.AUDITOR})
# What is common to who composes and who approves: looking, and a letter to oneself.
WORK: Permission = frozenset({Role.EDITOR, Role.PUBLISHER})
COMPOSE: Permission = frozenset({Role.EDITOR})
SEND: Permission = frozenset({Role.PUBLISHER})
