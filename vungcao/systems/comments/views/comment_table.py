"""The list of comments: what each column says of one, and how near its term is."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.cases.models import Case
from vungcao.systems.comments.models import Comment, CommentState, Remark
from vungcao.systems.comments.rules import words
from vungcao.web.tables import Column, Kind, Table

TONES = {
    CommentState.HELD: "run",
    CommentState.PUBLISHED: "ok",
    CommentState.REJECTED: "none",
    CommentState.ESCALATED: "warn",
    CommentState.REMOVED: "bad",
}


def due(case: Case | None) -> date | None:
    """The day on which the term ends."""
    return localtime(case.due_at).date() if case and case.due_at else None


def is_late(case: Case | None, day: date) -> bool:
    ends = due(case)
    return case is not None and case.closed_at is None and ends is not None and ends < day


def left(case: Case | None, day: date) -> str:
    """How many days are left, in words; nothing once it was decided."""
    ends = due(case)
    if case is None or ends is None or case.closed_at is not None:
        return ""
    days = (ends - day).days
    if days < 0:
        return _t("quá hạn %(days)s ngày") % {"days": -days}
    return _t("hạn hôm nay") if days == 0 else _t("còn %(days)s ngày") % {"days": days}


def marked(comment: Comment) -> str:
    """What screening found, in words."""
    return "; ".join(words.told(comment.marks))


def comments(day: date, *, is_narrowed: bool) -> Table[Comment, Comment]:
    nothing = (
        _("Không có ý kiến nào khớp với bộ lọc.")
        if is_narrowed
        else _("Không có ý kiến nào chờ duyệt.")
    )
    return Table(
        name="comments.queue",
        label=_("Ý kiến bạn đọc"),
        columns=(*COLUMNS, _left_column(day)),
        order="due",
        nothing=nothing,
        kept=("state",),
    )


def remarks(day: date, *, is_narrowed: bool) -> Table[Remark, Remark]:
    nothing = (
        _("Không có góp ý nào khớp với bộ lọc.")
        if is_narrowed
        else _("Không có góp ý nào chờ trả lời.")
    )
    return Table(
        name="comments.remarks",
        label=_("Góp ý trang"),
        columns=(*REMARK_COLUMNS, _left_column(day)),
        order="due",
        nothing=nothing,
        kept=("state",),
    )


def _left_column(day: date) -> Column[Any]:
    return Column("left", _("Còn lại"), lambda row: left(row.case, day), leads=True)


COLUMNS: tuple[Column[Comment], ...] = (
    Column(
        "number",
        _("Số"),
        lambda row: row.case.number if row.case else "",
        order=("case__number",),
        address=lambda row: reverse("comments:comment", args=[row.pk]),
    ),
    Column("title", _("Bài"), lambda row: row.title, order=("title",), is_name=True),
    Column("sent", _("Gửi lúc"), lambda row: row.sent_at, kind=Kind.MOMENT, order=("sent_at",)),
    Column(
        "due",
        _("Hạn duyệt"),
        lambda row: due(row.case),
        kind=Kind.DAY,
        order=("case__due_at",),
    ),
    Column("marks", _("Cần xem kỹ"), marked),
    Column("state", _("Trạng thái"), lambda row: row.get_state_display(), order=("state",)),
    Column(
        "reason",
        _("Lý do không đăng"),
        lambda row: row.get_reason_display() if row.reason else "",
        usual=False,
    ),
    Column(
        "decided",
        _("Quyết định lúc"),
        lambda row: row.decided_at,
        kind=Kind.MOMENT,
        order=("decided_at",),
        usual=False,
    ),
)
REMARK_COLUMNS: tuple[Column[Remark], ...] = (
    Column(
        "number",
        _("Số"),
        lambda row: row.case.number,
        order=("case__number",),
        address=lambda row: reverse("comments:remark", args=[row.pk]),
    ),
    Column("about", _("Về"), lambda row: row.case.label, is_name=True),
    Column("sent", _("Gửi lúc"), lambda row: row.sent_at, kind=Kind.MOMENT, order=("sent_at",)),
    Column(
        "due",
        _("Hạn trả lời"),
        lambda row: due(row.case),
        kind=Kind.DAY,
        order=("case__due_at",),
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
