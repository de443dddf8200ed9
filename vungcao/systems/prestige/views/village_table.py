"""Who holds the slots of a village, now and before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.utils.translation import gettext_lazy as _

from vungcao.systems.prestige.services import listing
from vungcao.systems.prestige.services.listing import Line
from vungcao.systems.prestige.views import register_table
from vungcao.web.http import AccountRequest
from vungcao.web.tables import Column, Table

AFTER_THE_NAME = ("born", "number", "from", "until", "reason", "state")
USUAL = {"name", "slot", "from", "until", "state"}


def table(request: AccountRequest, was: Mapping[int, str]) -> Table[Line, Line]:
    """The lines of one village; `was` names the villages of the days of the decisions.

    Where several were merged, a person is told by the village, not by the slot in it.
    """
    known = {column.key: column for column in register_table.columns(request.today)}
    others = (known[key] for key in AFTER_THE_NAME)
    usual = USUAL ^ ({"was", "slot"} if len(was) > 1 else set())
    return Table(
        name="prestige.village",
        label=_("Người có uy tín của thôn"),
        columns=tuple(
            replace(column, usual=column.key in usual, order=_order(column))
            for column in (known["name"], SLOT, _was(was), *others)
        ),
        order="-from",
        nothing=_("Chưa có ai của thôn này được công nhận."),
        prepare=partial(_opened, request),
    )


def _order(column: Column[Line]) -> tuple[str, ...]:
    """Nobody is opened for an order here."""
    return () if column.key in register_table.SEALED_ORDERS else column.order


def _opened(request: AccountRequest, lines: Sequence[Line]) -> Sequence[Line]:
    return listing.open_lines(lines=lines, by=request.user)


def _was(names: Mapping[int, str]) -> Column[Line]:
    return Column(
        "was",
        _("Thôn khi công nhận"),
        lambda line: names.get(line.row.unit_id, ""),
        is_name=True,
    )


SLOT: Column[Line] = Column("slot", _("Suất"), lambda line: line.row.slot, order=("row.slot",))
