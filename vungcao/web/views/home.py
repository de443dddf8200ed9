"""The officer's first page: what needs a look, then the figures that systems offer."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.offers.screens import tiles
from vungcao.web.access import only
from vungcao.web.http import AccountRequest
from vungcao.web.shell import address, roles_of


@dataclass(frozen=True)
class Figure:
    """A tile with its count, and the screen behind it."""

    label: str | Promise
    value: int
    address: str


@only(OFFICE)
def home(request: AccountRequest) -> HttpResponse:
    roles = roles_of(request.user, request.today)
    figures = [
        Figure(
            tile.label,
            tile.figure(_reach(request, tile.roles), request.today),
            address(tile.url_name),
        )
        for _name, tile in sorted(tiles.items())
        if tile.roles & roles
    ]
    return render(request, "home.html", {"figures": figures, "today": request.today})


def _reach(request: AccountRequest, roles: frozenset[str]) -> tuple[str, ...]:
    return reach(request.user, request.today, frozenset(map(Role, roles)))
