"""The roles in words: what each does, sees and never sees, and which screens it opens."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from vungcao.kernel.access.catalogue import FACTS, RoleFacts
from vungcao.kernel.access.roles import Role
from vungcao.kernel.offers.screens import menu, tiles
from vungcao.systems.administration import permissions
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.screens import Screen, screens
from vungcao.web.shell import address


@dataclass(frozen=True)
class RoleLine:
    """A role with its facts, and in words where it is held."""

    role: Role
    facts: RoleFacts
    levels: str


@dataclass(frozen=True)
class Door:
    """An entry of the menu with the addresses behind it, read from the product itself."""

    label: str | Promise
    group: str | Promise
    address: str
    routes: list[str]


@only(permissions.READ_ROLES)
def roles(request: AccountRequest) -> HttpResponse:
    lines = [_line(role) for role in Role]
    return render(request, "administration/roles.html", {"lines": lines})


@only(permissions.READ_ROLES)
def role(request: AccountRequest, slug: str) -> HttpResponse:
    if slug not in Role.values:
        raise Http404
    shown = Role(slug)
    figures = [tile.label for _name, tile in sorted(tiles.items()) if shown in tile.roles]
    context = {"line": _line(shown), "doors": doors(shown), "figures": figures}
    return render(request, "administration/role.html", context)


def doors(role: Role) -> list[Door]:
    """What the role finds in its menu, and every address that it opens, under the nearest entry."""
    opened = [screen for screen in screens() if role in screen.permission]
    entries = {
        address(entry.url_name): entry
        for _name, entry in sorted(menu.items())
        if role in entry.roles
    }
    behind: dict[str, list[str]] = defaultdict(list)
    for screen in opened:
        behind[_nearest(screen, entries)].append(screen.route)
    return [Door(entry.label, entry.group, at, behind[at]) for at, entry in entries.items() if at]


def _nearest(screen: Screen, entries: Iterable[str]) -> str:
    return max((at for at in entries if at and screen.route.startswith(at)), key=len, default="")


def _line(role: Role) -> RoleLine:
    facts = FACTS[role]
    return RoleLine(role, facts, ", ".join(str(level.label) for level in facts.levels))
