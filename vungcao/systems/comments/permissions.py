"""Who may do what with comments; whether it may be done now is asked of the rules."""

from vungcao.kernel.access.roles import Permission, Role

READ: Permission = frozenset({Role.EDITOR, Role.PUBLISHER, Role.DEPARTMENT_LEADER, Role.AUDITOR})
MODERATE: Permission = frozenset({Role.EDITOR, Role.PUBLISHER})
# Taking down what stands, by an authority's document: who answers for what is published.
TAKE_DOWN: Permission = frozenset({Role.PUBLISHER, Role.DEPARTMENT_LEADER})
SET: Permission = frozenset({Role.PUBLISHER})
EXPORT: Permission = frozenset({Role.PUBLISHER, Role.DEPARTMENT_LEADER, Role.AUDITOR})
# What is said about pages, and comments that became a matter to be settled.
READ_REMARKS: Permission = READ | {Role.SPECIALIST}
ANSWER: Permission = READ_REMARKS - {Role.AUDITOR}
