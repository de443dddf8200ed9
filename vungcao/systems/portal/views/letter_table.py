"""The list of the public's letters, and what the page of one says beside its words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Case
from vungcao.systems.portal.models import PublicLetter
from vungcao.web.facts import Fact, Said
from vungcao.web.tables import Column, Kind, Table

TITLES = {
    "opened": _("Nhận"),
    "answered": _("Trả lời"),
    "assigned": _("Giao người xử lý"),
    "due_moved": _("Hạn đổi theo lịch làm việc"),
    "reopened": _("Mở lại"),
}


@dataclass(frozen=True)
class Happened:
    """A line of `components/timeline.html`."""

    day: datetime
    title: str
    detail: str
    state: str = ""


def table(day: date, *, is_narrowed: bool) -> Table[PublicLetter, PublicLetter]:
    nothing = (
        _("Không có thư nào khớp với bộ lọc.")
        if is_narrowed
        else _("Không có thư nào chờ trả lời.")
    )
    left_column = Column[PublicLetter]("left", _("Còn lại"), lambda row: left(row, day), leads=True)
    return Table(
        name="portal.letters",
        label=_("Thư của người dân"),
        columns=(*COLUMNS, left_column),
        order="due",
        nothing=nothing,
        kept=("kind", "state"),
    )


def due(letter: PublicLetter) -> date | None:
    """The day on which the term ends."""
    return localtime(letter.case.due_at).date() if letter.case.due_at else None


def left(letter: PublicLetter, day: date) -> str:
    """How many days are left, in words; nothing once it was answered or without a term."""
    ends = due(letter)
    if ends is None or letter.answered_at is not None:
        return ""
    days = (ends - day).days
    if days < 0:
        return _t("quá hạn %(days)s ngày") % {"days": -days}
    return _t("hạn hôm nay") if days == 0 else _t("còn %(days)s ngày") % {"days": days}


def facts(letter: PublicLetter, day: date) -> list[Fact]:
    """Since when, until when, how it is answered. How to reach the writer is nobody's to read."""
    by_letter = letter.contact is not None and letter.erased_at is None
    way = _t("qua thư điện tử, và bằng mã theo dõi") if by_letter else _t("bằng mã theo dõi")
    found: list[Fact] = [
        (_("Về"), letter.case.label),
        (_("Gửi lúc"), letter.sent_at),
        (_("Người viết nhận trả lời"), way),
    ]
    if ends := due(letter):
        found.append((_("Hạn trả lời"), Said(f"{ends:%d/%m/%Y}", note=left(letter, day))))
    if letter.case.term_basis is not None:
        found.append((_("Căn cứ thời hạn"), Said(citation=letter.case.term_basis)))
    return found


def events(case: Case, by: User) -> list[Happened]:
    """The newest first; an end that its answer has told already is left out."""
    records = [one for one in cases.read(case=case, by=by) if one.action != "closed"]
    actors = User.objects.filter(username__in={one.actor for one in records})
    names = {
        one.username: _t("hệ thống")
        if one.kind == User.Kind.SYSTEM
        else one.get_full_name() or one.username
        for one in actors.order_by("pk")
    }
    return [
        Happened(
            one.at,
            str(TITLES.get(one.action, one.action)),
            _t("Người ghi: %(name)s.") % {"name": names.get(one.actor, one.actor)},
        )
        for one in reversed(records)
    ]


COLUMNS: tuple[Column[PublicLetter], ...] = (
    Column(
        "number",
        _("Số"),
        lambda row: row.case.number,
        order=("case__number",),
        address=lambda row: reverse("portal:letter", args=[row.pk]),
    ),
    Column("about", _("Về"), lambda row: row.case.label, is_name=True),
    Column("kind", _("Loại thư"), lambda row: capfirst(row.get_kind_display()), order=("kind",)),
    Column("sent", _("Gửi lúc"), lambda row: row.sent_at, kind=Kind.MOMENT, order=("sent_at",)),
    Column("due", _("Hạn trả lời"), due, kind=Kind.DAY, order=("case__due_at",)),
    Column(
        "verdict",
        _("Xử lý ý kiến"),
        lambda row: capfirst(row.get_verdict_display()) if row.verdict else "",
        order=("verdict",),
    ),
    Column(
        "answered",
        _("Trả lời lúc"),
        lambda row: row.answered_at,
        kind=Kind.MOMENT,
        order=("answered_at",),
        usual=False,
    ),
)
