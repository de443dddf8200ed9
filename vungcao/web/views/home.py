"""The officer's first page: what needs a look, then the figures that systems offer."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from vungcao.kernel.access.roles import OFFICE
from vungcao.kernel.notices import queries
from vungcao.kernel.offers.screens import tiles
from vungcao.web import todo
from vungcao.web.access import only
from vungcao.web.charts import desk
from vungcao.web.context import chosen, grants_of
from vungcao.web.http import AccountRequest
from vungcao.web.shell import address

FEW = 8  # duties on the desk; the others are one press away


@dataclass(frozen=True)
class Figure:
    """A tile with its count, and the screen behind it."""

    label: str | Promise
    value: int
    address: str


@only(OFFICE)
def home(request: AccountRequest) -> HttpResponse:
    lines = todo.lines(request, request.user)
    context = {
        "lines": lines[:FEW],
        "more": max(len(lines) - FEW, 0),
        "kinds": todo.kinds(request, request.user),
        "late": sum(line.tone == "bad" for line in lines),
        "newest": queries.newest_unread(request.user),
        "figures": _figures(request),
        "shelves": _shelves(request),
        "today": request.today,
    }
    return render(request, "home.html", context)


def _shelves(request: AccountRequest) -> list[desk.Laid]:
    """What systems draw for these roles, of the unit and the day in which the reader works."""
    day = chosen(request).period.day
    drawn = [
        offer.draw(reach, day)
        for _name, offer in sorted(desk.shelves.items())
        if (reach := _reach(request, offer.roles))
    ]
    return [desk.laid(shelf) for shelf in drawn if shelf is not None]


def _figures(request: AccountRequest) -> list[Figure]:
    """Of the unit and the day in which the reader works, within the reach of each tile's roles."""
    day = chosen(request).period.day
    return [
        Figure(tile.label, tile.figure(reach, day), address(tile.url_name))
        for _name, tile in sorted(tiles.items())
        if (reach := _reach(request, tile.roles))
    ]


def _reach(request: AccountRequest, roles: frozenset[str]) -> tuple[str, ...]:
    """Where one of these roles is held, within the unit in which the reader works."""
    grants = grants_of(request.user)
    held = tuple(sorted({grant.scope for grant in grants if grant.role in roles}))
    return chosen(request).narrow(held) if held else ()
