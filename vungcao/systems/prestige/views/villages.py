"""A village in the register: its slots and why, who holds them, and which reform moved it."""

from dataclasses import dataclass

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries import UnitOnDay, on_day
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.models import SelectionRound
from vungcao.systems.prestige.queries import villages as queries
from vungcao.systems.prestige.queries.moves import Move, moves, standpoint
from vungcao.systems.prestige.queries.villages import Slots
from vungcao.systems.prestige.services import listing
from vungcao.systems.prestige.views import village_table
from vungcao.systems.prestige.views.allowed import address_of, may
from vungcao.web.access import only
from vungcao.web.facts import Fact, Said, Way
from vungcao.web.http import AccountRequest
from vungcao.web.language import named
from vungcao.web.tables import Lines, answer, keeps


@dataclass(frozen=True)
class Told:
    """One reform that moved the village, with its screen for who may open it."""

    move: Move
    address: str


@dataclass(frozen=True)
class Selected:
    """One selection of the village."""

    row: SelectionRound
    address: str


@only(permissions.READ_REGISTER)
def village(request: AccountRequest, pk: int) -> HttpResponseBase:
    shown = get_object_or_404(queries.villages(request.user), pk=pk)
    day = request.today
    rows = [] if keeps(request) else list(queries.held(shown, request.user))
    was = {unit.id: unit.name for unit in on_day({row.unit_id for row in rows}, day)}
    is_ended = not queries.answers_for_itself(shown)
    (now,) = on_day([shown.pk], day)
    context = {
        "village": shown,
        "name": now.name,
        "here": standpoint(shown.pk, day),
        "is_ended": is_ended,
        "facts": _facts(shown, queries.slots(shown, day), is_ended=is_ended),
        "moves": _moves(request, shown),
        "selections": _selections(request, shown),
        "unit_address": address_of(request, "administration:unit", pk),
        "select_address": "" if is_ended else _select(request, shown),
    }
    lines = Lines(listing.lines(rows, day, day))
    return answer(
        request, village_table.table(request, was), lines, "prestige/village.html", context
    )


def _facts(village: Unit, slots: Slots, *, is_ended: bool) -> list[Fact]:
    """How many persons it may have at once, why, and how many it has."""
    if is_ended:
        heir = reverse("prestige:village", args=[queries.heir_of(village)])
        return [(_("Suất"), Said(_("Tính ở thôn tiếp nhận"), heir))]
    found: list[Fact] = [(_("Được có"), _t("%(number)d người") % {"number": slots.allowed})]
    if slots.merged:
        found.append((_("Nhập từ"), Said(links=tuple(map(_way, slots.merged)))))
    found.append((_("Vì"), Said(_why(slots))))
    if slots.norm is not None:
        found.append((_("Căn cứ"), Said(citation=slots.norm.basis)))
    found.append((_("Đang có"), _t("%(number)d người") % {"number": slots.held}))
    if slots.free:
        free = _t("%(number)d suất") % {"number": slots.free}
        found.append((_("Còn trống"), Said(free, tone="warn")))
    return found


def _way(unit: UnitOnDay) -> Way:
    return Way(named(unit.name), reverse("prestige:village", args=[unit.id]))


def _why(slots: Slots) -> str:
    if slots.allowed > 1:
        sentence = _t("thôn do %(number)d thôn nhập lại giữ số người bằng số thôn trước sáp nhập")
        return sentence % {"number": slots.allowed}
    return _t("mỗi thôn một người")


def _moves(request: AccountRequest, village: Unit) -> list[Told]:
    """The latest first."""
    return [
        Told(move, address_of(request, "administration:reform", move.reform.pk))
        for move in reversed(moves(village))
    ]


def _selections(request: AccountRequest, village: Unit) -> list[Selected]:
    if not may(request, permissions.READ_SELECTIONS, village.scope):
        return []
    return [
        Selected(row, address_of(request, "prestige:selection", row.pk, scope=row.scope))
        for row in queries.selections(village, request.user)
    ]


def _select(request: AccountRequest, village: Unit) -> str:
    """Where a selection of the village is opened."""
    place = address_of(request, "prestige:selection-new", scope=village.scope)
    return f"{place}?unit={village.pk}" if place else ""
