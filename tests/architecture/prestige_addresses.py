"""Who may open which address of the register; written out by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

LEADERS = {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER}
KEEPERS = {Role.COMMUNE_OFFICER, Role.SPECIALIST, *LEADERS}
READERS = {*KEEPERS, Role.VILLAGE_HEAD, Role.AUDITOR}

REPORT_READERS = READERS - {Role.VILLAGE_HEAD}
SELECTORS = {*KEEPERS, Role.VILLAGE_HEAD}
BENEFITS = {*KEEPERS, Role.AUDITOR, Role.FINANCE}
BUDGET = {Role.COMMUNE_OFFICER, Role.SPECIALIST, Role.DEPARTMENT_LEADER, Role.FINANCE}
IMPORTERS = {Role.COMMUNE_OFFICER, Role.SPECIALIST, Role.DEPARTMENT_LEADER}
PUBLISHERS = {Role.SPECIALIST, Role.DEPARTMENT_LEADER}
FIGURES = {
    *READERS,
    Role.PROVINCE_LEADER,
    Role.FINANCE,
    Role.MINISTRY_READER,
    Role.INDICATOR_OWNER,
}

EXPECTED: dict[str, set[Role]] = {
    "prestige:reports": REPORT_READERS,
    "prestige:reports-late": REPORT_READERS,
    "prestige:report": REPORT_READERS,
    "prestige:report-of-case": REPORT_READERS,
    "prestige:report-choose": KEEPERS,
    "prestige:report-new": KEEPERS,
    "prestige:report-answer": KEEPERS,
    "prestige:report-assign": KEEPERS,
    "prestige:report-close": KEEPERS,
    "prestige:report-reopen": KEEPERS,
    "prestige:report-transfer": KEEPERS,
    "prestige:benefits": BENEFITS,
    "prestige:benefit-new": KEEPERS,
    "prestige:benefit-void": KEEPERS,
    "prestige:grant-lists": BENEFITS,
    "prestige:grant-list": BENEFITS,
    "prestige:grant-list-new": KEEPERS,
    "prestige:budget": BENEFITS,
    "prestige:allotment-new": BUDGET,
    "prestige:calendar": READERS,
    "prestige:visit": READERS,
    "prestige:visit-new": KEEPERS,
    "prestige:visit-done": KEEPERS,
    "prestige:visit-drop": KEEPERS,
    "prestige:coverage": READERS,
    "prestige:person": READERS,
    "prestige:register": READERS,
    "prestige:register-seek": READERS,
    "prestige:village": READERS,
    "prestige:selections": READERS,
    "prestige:selection": READERS,
    "prestige:selection-new": SELECTORS,
    "prestige:selection-nominate": SELECTORS,
    "prestige:selection-strike": SELECTORS,
    "prestige:selection-meeting": SELECTORS,
    "prestige:selection-print": SELECTORS,
    "prestige:selection-joint": KEEPERS,
    "prestige:selection-check": KEEPERS,
    "prestige:selection-cancel": KEEPERS,
    "prestige:form-paper": READERS,
    "prestige:proposals": READERS,
    "prestige:proposal": READERS,
    "prestige:proposal-new": KEEPERS,
    "prestige:proposal-print": KEEPERS,
    "prestige:proposal-send": KEEPERS,
    "prestige:proposal-decide": LEADERS,
    "prestige:proposal-end": KEEPERS,
    "prestige:recognise": KEEPERS,
    "prestige:withdraw": KEEPERS,
    "prestige:replace": KEEPERS,
    "prestige:void": KEEPERS,
    "prestige:describe": KEEPERS,
    "prestige:cycles": READERS,
    "prestige:cycle-new": PUBLISHERS,
    "prestige:import": IMPORTERS,
    "prestige:import-template": IMPORTERS,
    "prestige:export": IMPORTERS,
    "prestige:statistics": FIGURES,
    "prestige:annex": READERS,
    "prestige:publish": {Role.SPECIALIST, Role.DEPARTMENT_LEADER},
}
