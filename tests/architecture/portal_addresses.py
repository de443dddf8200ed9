"""Who opens which address of the portal; the editor's are walked by the portal's own tests."""

from vungcao.kernel.access.roles import Role

EDITORS = {Role.EDITOR, Role.PUBLISHER}

ANSWERERS = {*EDITORS, Role.DEPARTMENT_LEADER, Role.SPECIALIST}
READERS = {*ANSWERERS, Role.AUDITOR}

EXPECTED: dict[str, set[Role]] = {
    "portal:editor": EDITORS,
    "portal:letter": READERS,
    "portal:letter-answer": ANSWERERS,
    "portal:letter-of-case": READERS,
    "portal:letter-show": ANSWERERS,
    "portal:letters": READERS,
    "portal:letters-late": READERS,
    "portal:desk": EDITORS,
    "portal:work": EDITORS,
}
# Anybody; pages themselves stand below an address of their own choice.
PUBLIC = {
    "portal:archive",
    "portal:ask",
    "portal:atom",
    "portal:calendar",
    "portal:copy",
    "portal:disclosure-csv",
    "portal:follow",
    "portal:figures",
    "portal:file",
    "portal:front",
    "portal:opine",
    "portal:picture",
    "portal:robots",
    "portal:rss",
    "portal:sitemap",
    "portal:week-calendar",
    "wagtail_serve",
}
