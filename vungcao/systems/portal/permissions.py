"""Who may do what in the portal; whether it may be done now is asked of the rules."""

from vungcao.kernel.access.roles import Permission, Role

# The editor below /bien-tap/: drafts by editors, approval and publishing by publishers.
WRITE: Permission = frozenset({Role.EDITOR})
PUBLISH: Permission = frozenset({Role.PUBLISHER})
EDIT: Permission = WRITE | PUBLISH
# What the public writes: questions, and opinions on drafts.
READ_LETTERS: Permission = EDIT | {Role.DEPARTMENT_LEADER, Role.SPECIALIST, Role.AUDITOR}
ANSWER: Permission = READ_LETTERS - {Role.AUDITOR}
# Recordings: whoever works in the editor uploads and listens, publishers let everybody hear.
RECORD: Permission = EDIT
AIR: Permission = PUBLISH
# Hashing kept copies again changes nothing but the trail.
VERIFY: Permission = frozenset({Role.PUBLISHER, Role.AUDITOR})
# Copies of pages that are not public any more; of the others anybody reads them.
SEE_COPIES: Permission = EDIT | VERIFY
# Whether all that has to be public is: also for those who answer for it and who audit.
WATCH: Permission = EDIT | {Role.DEPARTMENT_LEADER, Role.PROVINCE_LEADER, Role.AUDITOR}
