"""Who opens which address of the portal; the editor's are walked by the portal's own tests."""

from vungcao.kernel.access.roles import Role

EDITORS = {Role.EDITOR, Role.PUBLISHER}

EXPECTED: dict[str, set[Role]] = {
    "portal:editor": EDITORS,
}
# Anybody; pages themselves stand below an address of their own choice.
PUBLIC = {
    "portal:atom",
    "portal:calendar",
    "portal:copy",
    "portal:front",
    "portal:picture",
    "portal:robots",
    "portal:rss",
    "portal:sitemap",
    "wagtail_serve",
}
