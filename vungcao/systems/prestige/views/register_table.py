"""The list of the register: what each column says of one line."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.people.models import Sex
from vungcao.systems.prestige.forms.register import Filters
from vungcao.systems.prestige.queries import norms
from vungcao.systems.prestige.rules.standing import Standing
from vungcao.systems.prestige.services import listing
from vungcao.systems.prestige.services.listing import Line
from vungcao.web.tables import Column, Kind, Table

T = "prestige/"
STATES: dict[Standing, tuple[Promise, str]] = {
    Standing.COMING: (_("chưa đến ngày"), ""),
    Standing.NOW: (_("đang công nhận"), "ok"),
    Standing.ENDING: (_("sắp hết kỳ"), "warn"),
    Standing.ENDED: (_("đã thôi"), "none"),
}
KEPT = ("shown", "map", "sex", "reason", "group", "component", "party", "band")
# An order by these asks for what is sealed of every line.
SEALED_ORDERS = frozenset({"name", "born"})


def table(day: date, by: User, *, map_day: date, is_looked_up: bool) -> Table[Line, Line]:
    """The lines of a day; those of a page are opened when it is drawn."""
    nothing = (
        _("Không thấy ai như vậy trong danh sách người có uy tín của phạm vi này.")
        if is_looked_up
        else _("Không có người có uy tín nào khớp với bộ lọc.")
    )
    return Table(
        name="prestige.register",
        label=_("Danh sách người có uy tín"),
        columns=columns(day),
        order="village",
        nothing=nothing,
        remark=remark(day, map_day),
        prepare=partial(_opened, by=by),
        kept=KEPT,
    )


def remark(day: date, map_day: date) -> str:
    words = {"day": f"{day:%d/%m/%Y}", "map": f"{map_day:%d/%m/%Y}"}
    if day == map_day:
        return _t("Như ngày %(day)s, nơi gọi theo địa bàn ngày đó.") % words
    return _t("Như ngày %(day)s, nơi gọi theo địa bàn hôm nay, %(map)s.") % words


def opens_all(form: Filters, order: str) -> bool:
    """Whether what is asked for cannot be answered without opening every line."""
    return form.sieve.is_used or order.removeprefix("-") in SEALED_ORDERS


def _opened(lines: Sequence[Line], by: User) -> Sequence[Line]:
    return listing.open_lines(lines=lines, by=by)


def _name(line: Line) -> str | Promise:
    """A record that was erased, or lies where the reader does not reach, has no name here."""
    if line.opened is None or line.opened.person is None:
        return _t("Hồ sơ đã chuyển khỏi địa bàn")
    return line.opened.name or _t("Dữ liệu đã xoá")


def _group(line: Line) -> str:
    person = line.opened.person if line.opened else None
    return person.ethnic_group if person else ""


def _sex(line: Line) -> str:
    person = line.opened.person if line.opened else None
    return str(Sex(person.sex).label) if person and person.sex else ""


def state(line: Line) -> str:
    return str(STATES[line.standing][0])


def columns(day: date) -> tuple[Column[Line], ...]:
    """All of them, with the groups and reasons as the lists of a day name them."""
    return (*PERSON, *PLACES, _components(day), *DECISIONS, _reason(day), *STANDING)


def _components(day: date) -> Column[Line]:
    groups = norms.components(day)

    def said(line: Line) -> str:
        codes = line.opened.profile.components if line.opened else ()
        return ", ".join(groups.get(code, code) for code in codes)

    return Column("components", _("Thành phần"), said)


def _reason(day: date) -> Column[Line]:
    reasons = norms.reasons(day)
    return Column(
        "reason",
        _("Lý do thôi"),
        lambda line: reasons.get(line.row.end_reason, line.row.end_reason),
        usual=False,
    )


PERSON: tuple[Column[Line], ...] = (
    Column(
        "name",
        _("Họ và tên"),
        _name,
        order=("opened.by_given_name",),
        address=lambda line: reverse("prestige:person", args=[line.pk]),
        is_name=True,
    ),
    Column(
        "born",
        _("Năm sinh"),
        lambda line: line.opened.birth_year if line.opened else None,
        order=("opened.birth_year",),
    ),
    Column("sex", _("Giới tính"), _sex, usual=False),
    Column("group", _("Dân tộc"), _group, is_name=True),
)
PLACES: tuple[Column[Line], ...] = (
    Column(
        "village",
        _("Thôn"),
        lambda line: line.place.village,
        order=("place.district", "place.commune", "village_order", "row.slot"),
        address=lambda line: reverse("prestige:village", args=[line.place.village_id]),
        is_name=True,
    ),
    Column(
        "commune",
        _("Xã"),
        lambda line: line.place.commune,
        order=("place.commune", "village_order"),
        is_name=True,
    ),
    Column(
        "district",
        _("Huyện"),
        lambda line: line.place.district,
        order=("place.district", "place.commune", "village_order"),
        usual=False,
        is_name=True,
    ),
)
DECISIONS: tuple[Column[Line], ...] = (
    Column("number", _("Quyết định"), lambda line: line.row.number, order=("row.number",)),
    Column(
        "decided",
        _("Ngày quyết định"),
        lambda line: line.row.decided_on,
        Kind.DAY,
        order=("row.decided_on",),
        usual=False,
    ),
    Column(
        "from",
        _("Từ ngày"),
        lambda line: line.row.valid_from,
        Kind.DAY,
        order=("row.valid_from",),
        usual=False,
    ),
    Column(
        "until",
        _("Thôi từ"),
        lambda line: line.row.valid_until,
        Kind.DAY,
        order=("row.valid_until",),
    ),
)
STANDING: tuple[Column[Line], ...] = (
    Column("slot", _("Suất"), lambda line: line.row.slot, usual=False),
    Column(
        "state",
        _("Tình trạng"),
        state,
        order=("standing",),
        template=f"{T}_standing.html",
        leads=True,
    ),
)
