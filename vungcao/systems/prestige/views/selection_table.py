"""The lists of selections and of communes' lists: what each column says of one."""

from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vungcao.systems.prestige.models import ProposalList, ProposalState, RoundState, SelectionRound
from vungcao.systems.prestige.queries.selections import (
    ProposalLine,
    RoundLine,
    lines,
    proposal_lines,
)
from vungcao.web.tables import Column, Kind, Table

TONES = {
    RoundState.OPEN: "",
    RoundState.MET: "run",
    RoundState.JOINT: "run",
    RoundState.CHECKED: "run",
    RoundState.LISTED: "run",
    RoundState.DECIDED: "ok",
    RoundState.CANCELLED: "none",
}
LIST_TONES = {ProposalState.DRAFT: "", ProposalState.SENT: "run", ProposalState.DECIDED: "ok"}


def rounds_table(day: date, *, is_narrowed: bool) -> Table[SelectionRound, RoundLine]:
    nothing = (
        _("Không có đợt bình chọn nào khớp với bộ lọc.")
        if is_narrowed
        else _("Chưa có đợt bình chọn nào. Mở đợt cho thôn cần chọn người có uy tín.")
    )
    return Table(
        name="prestige.selections",
        label=_("Bình chọn người có uy tín"),
        columns=COLUMNS,
        order="-opened",
        nothing=nothing,
        prepare=partial(lines, day=day),
        kept=("state", "cycle"),
    )


def _households(line: RoundLine) -> str | None:
    row = line.row
    if row.households_present is None or row.households_total is None:
        return None
    return f"{row.households_present}/{row.households_total}"


COLUMNS: tuple[Column[RoundLine], ...] = (
    Column(
        "village",
        _("Thôn"),
        lambda line: line.village,
        address=lambda line: reverse("prestige:selection", args=[line.row.pk]),
        is_name=True,
    ),
    Column("commune", _("Xã, phường"), lambda line: line.commune, is_name=True),
    Column(
        "purpose",
        _("Để"),
        lambda line: _("thay thế") if line.row.replaced_id else _("chọn mới"),
    ),
    Column("held", _("Họp thôn"), lambda line: line.row.held_on, kind=Kind.DAY, order=("held_on",)),
    Column("households", _("Hộ dự họp"), _households),
    Column(
        "state",
        _("Tình trạng"),
        lambda line: line.row.get_state_display(),
        order=("state",),
        template="prestige/_round_state_cell.html",
        leads=True,
    ),
    Column(
        "opened",
        _("Ngày mở"),
        lambda line: line.row.opened_on,
        kind=Kind.DAY,
        order=("opened_on", "pk"),
        usual=False,
    ),
    Column("cycle", _("Kỳ"), lambda line: line.row.cycle.name, usual=False),
)


def proposals_table(day: date, *, is_narrowed: bool) -> Table[ProposalList, ProposalLine]:
    nothing = (
        _("Không có danh sách nào khớp với bộ lọc.")
        if is_narrowed
        else _("Chưa có danh sách đề nghị nào.")
    )
    return Table(
        name="prestige.proposals",
        label=_("Danh sách đề nghị"),
        columns=LIST_COLUMNS,
        order="-made",
        nothing=nothing,
        prepare=partial(proposal_lines, day=day),
        kept=("state",),
    )


LIST_COLUMNS: tuple[Column[ProposalLine], ...] = (
    Column(
        "commune",
        _("Xã, phường"),
        lambda line: line.commune,
        address=lambda line: reverse("prestige:proposal", args=[line.row.pk]),
        is_name=True,
    ),
    Column(
        "made",
        _("Ngày lập"),
        lambda line: line.row.made_on,
        kind=Kind.DAY,
        order=("made_on", "pk"),
    ),
    Column("rounds", _("Số đợt"), lambda line: line.rounds, kind=Kind.NUMBER),
    Column(
        "state",
        _("Tình trạng"),
        lambda line: line.row.get_state_display(),
        order=("state",),
        template="prestige/_proposal_state_cell.html",
        leads=True,
    ),
    Column("number", _("Quyết định"), lambda line: line.row.number or None),
    Column("cycle", _("Kỳ"), lambda line: line.row.cycle.name, usual=False),
)
