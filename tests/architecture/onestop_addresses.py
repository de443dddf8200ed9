"""Who may open which address of the one-stop desk; written by hand, it follows no permissions."""

from vungcao.kernel.access.roles import Role

LEADERS = {Role.COMMUNE_LEADER, Role.DEPARTMENT_LEADER}
DESK = {Role.DESK_OFFICER, Role.COMMUNE_OFFICER}
SIGNERS = {*LEADERS, Role.PROVINCE_LEADER}
WORKERS = {*DESK, *SIGNERS, Role.SPECIALIST}
READERS = {*WORKERS, Role.AUDITOR}
# It names everybody who submitted: not for whoever only signs for the province.
REGISTER = READERS - {Role.PROVINCE_LEADER}

PROCEDURES = {
    *READERS,
    Role.MINISTRY_READER,
    Role.DESIGNER,
    Role.ADMINISTRATOR,
}
DESIGNERS = {Role.DESIGNER}
PUBLISHERS = {Role.DESIGNER, Role.DEPARTMENT_LEADER}
FIGURES = {*READERS, Role.MINISTRY_READER}
GIVERS = {*LEADERS, Role.SPECIALIST}
# Whoever inspects takes the whole file away; who signs is one of those who work on dossiers.
EXPORTERS = {*LEADERS, Role.SPECIALIST, Role.AUDITOR}
# Citizens' pages: behind code and secret, or to what is one's own.
PUBLIC = {
    "onestop:apply",
    "onestop:apply-check",
    "onestop:apply-done",
    "onestop:apply-drop",
    "onestop:apply-form",
    "onestop:apply-papers",
    "onestop:followed",
    "onestop:followed-leave",
    "onestop:followed-message",
    "onestop:followed-paper",
    "onestop:followed-rate",
    "onestop:followed-supply",
    "onestop:followed-why",
    "onestop:followed-withdraw",
    "onestop:published",
    "onestop:resume",
    "onestop:sample",
    "onestop:track",
}
SIGNED_IN = {"onestop:mine", "onestop:mine-dossier", "onestop:mine-draft"}

EXPECTED: dict[str, set[Role]] = {
    "onestop:why": READERS,
    "onestop:extend": WORKERS,
    "onestop:procedures": PROCEDURES,
    "onestop:procedure-now": PROCEDURES,
    "onestop:version": PROCEDURES,
    "onestop:version-form": PROCEDURES,
    "onestop:version-new": DESIGNERS,
    "onestop:version-edit": DESIGNERS,
    "onestop:process-edit": DESIGNERS,
    "onestop:part-new": DESIGNERS,
    "onestop:part-edit": DESIGNERS,
    "onestop:version-discard": DESIGNERS,
    "onestop:import": PUBLISHERS,
    "onestop:publish": PUBLISHERS,
    "onestop:version-close": PUBLISHERS,
    "onestop:worklist": READERS,
    "onestop:worklist-soon": READERS,
    "onestop:worklist-late": READERS,
    "onestop:worklist-move": WORKERS,
    "onestop:worklist-assign": GIVERS,
    "onestop:of-case": READERS,
    "onestop:dossier": READERS,
    "onestop:act": WORKERS,
    "onestop:ask": WORKERS,
    "onestop:supply": WORKERS,
    "onestop:note": WORKERS,
    "onestop:message": WORKERS,
    "onestop:assign": GIVERS,
    "onestop:ask-opinion": WORKERS,
    "onestop:opinions": READERS,
    "onestop:opinion": READERS,
    "onestop:opinion-of-case": READERS,
    "onestop:answer-opinion": WORKERS,
    "onestop:withdraw-opinion": WORKERS,
    "onestop:register": REGISTER,
    "onestop:statistics": FIGURES,
    "onestop:papers": READERS,
    "onestop:paper": READERS,
    "onestop:decision-paper": READERS,
    "onestop:decision-new": WORKERS,
    "onestop:control": WORKERS,
    "onestop:sign": SIGNERS,
    "onestop:correct": SIGNERS,
    "onestop:case-file": EXPORTERS,
    "onestop:fee-amount": DESK,
    "onestop:fee-book": DESK,
    "onestop:fee-collect": DESK,
    "onestop:fee-void": DESK,
    "onestop:fees": DESK,
    "onestop:identify": WORKERS,
    "onestop:intake": DESK,
    "onestop:intake-form": DESK,
    "onestop:online": DESK,
    "onestop:persons": WORKERS,
    "onestop:receive": DESK,
    "onestop:receive-ask": DESK,
    "onestop:receive-bring": DESK,
    "onestop:refuse": DESK,
    "onestop:return": DESK,
}
