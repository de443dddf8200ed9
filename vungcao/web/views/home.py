"""The officer's first page: what needs a look, then the figures that systems offer."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from vungcao.kernel.access.queries import reach
from vungcao.kernel.access.roles import OFFICE, Role
from vungcao.kernel.offers.screens import tiles
from vungcao.web.access import only
from vungcao.web.charts import desk
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
    shown = {"figures": figures, "shelves": _shelves(request, roles), "today": request.today}
    return render(request, "home.html", shown)


def _shelves(request: AccountRequest, roles: frozenset[str]) -> list[desk.Laid]:
    """What systems draw for these roles, where each is held."""
    drawn = [
        offer.draw(_reach(request, offer.roles), request.today)
        for _name, offer in sorted(desk.shelves.items())
        if offer.roles & roles
    ]
    return [desk.laid(shelf) for shelf in drawn if shelf is not None]


def _reach(request: AccountRequest, roles: frozenset[str]) -> tuple[str, ...]:
    return reach(request.user, request.today, frozenset(map(Role, roles)))
