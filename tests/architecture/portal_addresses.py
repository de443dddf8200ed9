"""Who opens which address of the portal; the editor's are walked by the portal's own tests."""

from vungcao.kernel.access.roles import Role

EDITORS = {Role.EDITOR, Role.PUBLISHER}

ANSWERERS = {*EDITORS, Role.DEPARTMENT_LEADER, Role.SPECIALIST}
READERS = {*ANSWERERS, Role.AUDITOR}

EXPECTED: dict[str, set[Role]] = {
    "portal:edition": EDITORS,
    "portal:edition-check": EDITORS,
    "portal:edition-file": EDITORS,
    "portal:edition-new": EDITORS,
    "portal:edition-publish": {Role.PUBLISHER},
    "portal:edition-withdraw": EDITORS,
    "portal:editions": EDITORS,
    "portal:copies": {Role.PUBLISHER, Role.AUDITOR},
    "portal:duties": {
        *EDITORS,
        Role.DEPARTMENT_LEADER,
        Role.PROVINCE_LEADER,
        Role.AUDITOR,
    },
    "portal:editor": EDITORS,
    "portal:letter": READERS,
    "portal:letter-answer": ANSWERERS,
    "portal:letter-of-case": READERS,
    "portal:letter-show": ANSWERERS,
    "portal:letters": READERS,
    "portal:letters-late": READERS,
    "portal:desk": EDITORS,
    "portal:work": EDITORS,
    "portal:speaker": EDITORS,
    "portal:speaker-new": EDITORS,
    "portal:speaker-withdraw": EDITORS,
    "portal:speakers": EDITORS,
    "portal:translation-compare": EDITORS,
    "portal:translation-new": EDITORS,
    "portal:translations": EDITORS,
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
    "portal:news",
    "portal:opine",
    "portal:listen",
    "portal:pack",
    "portal:disclosed",
    "portal:hints",
    "portal:picture",
    "portal:podcast",
    "portal:recording",
    "portal:robots",
    "portal:rss",
    "portal:search",
    "portal:sitemap",
    "portal:week-calendar",
    "wagtail_serve",
}
