"""Who opens which address of the portal; the editor's are walked by the portal's own tests."""

from vungcao.kernel.access.roles import Role

EDITORS = {Role.EDITOR, Role.PUBLISHER}

EXPECTED: dict[str, set[Role]] = {
    "portal:editor": EDITORS,
}
