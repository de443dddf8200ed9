"""Who may do what with indicators, forms and figures; whether it may be done now, rules say."""

from vungcao.kernel.access.roles import Permission, Role
from vungcao.systems.statistics.rules import parts

# Figures: counts of units, never of persons, within one's reach.
READ_FIGURES: Permission = frozenset(
    {
        Role.COMMUNE_OFFICER,
        Role.COMMUNE_LEADER,
        Role.SPECIALIST,
        Role.INDICATOR_OWNER,
        Role.DEPARTMENT_LEADER,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
        Role.MINISTRY_READER,
    }
)
# Indicators, code lists, forms and campaigns are open to everybody who works with them.
READ_CATALOGUE: Permission = frozenset({*READ_FIGURES, Role.DESIGNER})
DESIGN: Permission = frozenset({Role.DESIGNER})
# Who has read which code the State gives, and says what an indicator means from a day on.
KEEP_INDICATORS: Permission = frozenset({Role.DESIGNER, Role.SPECIALIST, Role.DEPARTMENT_LEADER})
PUBLISH_FORMS: Permission = frozenset({Role.DESIGNER, Role.DEPARTMENT_LEADER})
# Answers: who works on them; whose turn it is, the flow says.
READ_SUBMISSIONS: Permission = READ_FIGURES - {Role.PROVINCE_LEADER, Role.MINISTRY_READER}
ENTER: Permission = parts.ENTER | parts.ENTER_FOR_BODY | parts.DELEGATE
CERTIFY: Permission = parts.CERTIFY | parts.ENTER_FOR_BODY
RETURN: Permission = parts.RETURN
ACCEPT: Permission = parts.ACCEPT
CLOSE: Permission = parts.CLOSE
UNLOCK: Permission = parts.UNLOCK
CORRECT: Permission = parts.CORRECT
# Campaigns: who asks for figures, and who sees how far they have come.
OPEN_CAMPAIGNS: Permission = parts.CAMPAIGN
READ_CAMPAIGNS: Permission = READ_CATALOGUE
IMPORT_WORKBOOKS: Permission = ENTER
# The log of a figure: who changed what.
READ_LOG: Permission = READ_SUBMISSIONS
