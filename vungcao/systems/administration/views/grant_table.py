"""The list of grants: what each column says of one."""

from datetime import date
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.access.models import Grant
from vungcao.systems.administration.queries.grants import GrantLine, lines
from vungcao.web.tables import Column, Kind, Table

T = "administration/"
STATES: dict[str, Promise] = {
    "now": _("đang giữ"),
    "renewal": _("cần cấp lại"),
    "coming": _("sắp tới"),
    "withdrawn": _("đã rút"),
    "ended": _("đã kết thúc"),
}


def table(day: date) -> Table[Grant, GrantLine]:
    """Grants with the names that hold on a day."""
    return Table(
        name="administration.grants",
        label=_("Các vai trò đã cấp"),
        columns=COLUMNS,
        order="account",
        nothing=_("Không có vai trò nào khớp với bộ lọc."),
        prepare=partial(lines, day=day),
        kept=("role", "state"),
        key=lambda line: line.grant.pk,
    )


COLUMNS: tuple[Column[GrantLine], ...] = (
    Column(
        "account",
        _("Tài khoản"),
        lambda line: line.grant.user.username,
        order=("user__username", "valid_from"),
        template=f"{T}_grant_holder.html",
    ),
    Column(
        "role",
        _("Vai trò"),
        lambda line: line.grant.get_role_display(),
        order=("role",),
        template=f"{T}_grant_role.html",
    ),
    Column("place", _("Ở đâu"), lambda line: line.place, template=f"{T}_grant_place.html"),
    Column("body", _("Cơ quan"), lambda line: line.body, usual=False),
    Column(
        "from",
        _("Từ ngày"),
        lambda line: line.grant.valid_from,
        kind=Kind.DAY,
        order=("valid_from",),
    ),
    Column(
        "last",
        _("Đến hết ngày"),
        lambda line: line.last_day,
        kind=Kind.DAY,
        order=("valid_until",),
        empty=_("chưa có ngày kết thúc"),
    ),
    Column("decision", _("Quyết định"), lambda line: line.grant.decision_number, usual=False),
    Column(
        "state",
        _("Tình trạng"),
        lambda line: STATES[line.state],
        template=f"{T}_grant_state_cell.html",
        leads=True,
    ),
)
