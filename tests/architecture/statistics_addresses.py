"""Who may open which address of statistics; written by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

COMMUNE = {Role.COMMUNE_OFFICER, Role.COMMUNE_LEADER}
DEPARTMENT = {Role.SPECIALIST, Role.DEPARTMENT_LEADER}
READERS = {*COMMUNE, *DEPARTMENT, Role.INDICATOR_OWNER, Role.AUDITOR}
FIGURES = {*READERS, Role.PROVINCE_LEADER, Role.MINISTRY_READER}
ENTERERS = {Role.COMMUNE_OFFICER, Role.INDICATOR_OWNER, Role.SPECIALIST}
TYPISTS = {Role.COMMUNE_OFFICER, Role.INDICATOR_OWNER, Role.SPECIALIST}

SIGNED_IN = {"statistics:entry-session"}
# Asked by scripts: a stranger is told 401 and never led to sign in.
IN_JSON = {"statistics:entry-session", "statistics:entry-sync"}


CATALOGUE = {*READERS, Role.PROVINCE_LEADER, Role.MINISTRY_READER, Role.DESIGNER}

EXPECTED: dict[str, set[Role]] = {
    "statistics:entry": READERS,
    "statistics:entry-grid": READERS,
    "statistics:entry-sync": ENTERERS,
    "statistics:checks": READERS,
    "statistics:outliers": READERS,
    "statistics:figure": READERS,
    "statistics:tables": FIGURES,
    "statistics:published": FIGURES,
    "statistics:tables-behind": READERS,
    "statistics:value-file": TYPISTS,
    "statistics:values": TYPISTS,
    "statistics:values-export": FIGURES,
    "statistics:workbook": TYPISTS,
    "statistics:workbooks": TYPISTS,
    "statistics:workbooks-campaign": TYPISTS,
    "statistics:campaigns": CATALOGUE,
    "statistics:campaign": CATALOGUE,
    "statistics:campaign-choose": DEPARTMENT,
    "statistics:campaign-new": DEPARTMENT,
    "statistics:campaign-close": DEPARTMENT,
    "statistics:submission": READERS,
    "statistics:submission-cell": READERS,
    "statistics:submit": ENTERERS,
    "statistics:withdraw": {*ENTERERS, Role.COMMUNE_LEADER},
    "statistics:certify": {Role.COMMUNE_LEADER, Role.INDICATOR_OWNER},
    "statistics:return": {*DEPARTMENT, Role.COMMUNE_LEADER, Role.INDICATOR_OWNER},
    "statistics:accept": DEPARTMENT,
    "statistics:close": DEPARTMENT,
    "statistics:unlock": {Role.DEPARTMENT_LEADER},
    "statistics:correct": DEPARTMENT,
    "statistics:indicators": CATALOGUE,
    "statistics:indicator": CATALOGUE,
    "statistics:indicator-code": {*DEPARTMENT, Role.DESIGNER},
    "statistics:indicator-define": {*DEPARTMENT, Role.DESIGNER},
    "statistics:forms": CATALOGUE,
    "statistics:form-version": CATALOGUE,
    "statistics:form-copy": {Role.DESIGNER},
    "statistics:form-design": {Role.DESIGNER},
    "statistics:form-design-part": {Role.DESIGNER},
    "statistics:form-design-paste": {Role.DESIGNER},
    "statistics:form-new": {Role.DESIGNER},
    "statistics:form-edit": {Role.DESIGNER},
    "statistics:form-publish": {Role.DESIGNER, Role.DEPARTMENT_LEADER},
    "statistics:form-discard": {Role.DESIGNER},
}
