"""The list of reports: what each column says of one, and the counts above it."""

from datetime import date

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.systems.prestige.models import FieldReport, ReportKind
from vungcao.systems.prestige.queries.reporting import ANSWERED, KindCount
from vungcao.systems.prestige.services.report_reading import ReportLine, read_report_lines
from vungcao.web.tables import Column, Kind, Table


def table(reader: User, day: date, *, is_narrowed: bool) -> Table[FieldReport, ReportLine]:
    """Reports with the names of who reported, each look at which is in the trail."""
    nothing = (
        _("Không có phản ánh nào khớp với bộ lọc.")
        if is_narrowed
        else _("Chưa ghi phản ánh nào trong phạm vi của chị/anh.")
    )
    return Table(
        name="prestige.reports",
        label=_("Phản ánh của người có uy tín"),
        columns=COLUMNS,
        order="-received",
        nothing=nothing,
        prepare=lambda rows: read_report_lines(rows=rows, today=day, by=reader),
        kept=("state", "kind", "channel", "holder"),
    )


def called(account: User | None) -> str:
    """An officer by name, or by account where none was entered."""
    if account is None:
        return ""
    if account.kind == User.Kind.SYSTEM:
        return _t("hệ thống")
    return account.get_full_name() or account.username


def state(line: ReportLine) -> str:
    """What has become of it."""
    case = line.report.case
    if not line.is_running:
        is_answered = case.outcome == ANSWERED
        return _t("Đã trả lời") if is_answered else _t("Không trả lời")
    if line.is_late:
        return _t("Quá hạn")
    return _t("Đang xử lý") if case.assignee_id else _t("Chưa giao")


def rows_of(counts: list[KindCount]) -> list[tuple[str | Promise, KindCount]]:
    """The counts with the words of their kinds, in the order of the kinds."""
    by_kind = {count.kind: count for count in counts}
    return [(kind.label, by_kind[kind.value]) for kind in ReportKind if kind.value in by_kind]


COLUMNS: tuple[Column[ReportLine], ...] = (
    Column(
        "number",
        _("Số"),
        lambda line: line.report.case.number,
        order=("case__number",),
        address=lambda line: reverse("prestige:report", args=[line.pk]),
    ),
    Column("person", _("Người phản ánh"), lambda line: line.name, is_name=True),
    Column(
        "place",
        _("Thôn, xã"),
        lambda line: line.place,
        order=("scope",),
        template="prestige/_report_place_cell.html",
        is_name=True,
    ),
    Column("kind", _("Nội dung"), lambda line: line.report.get_kind_display(), order=("kind",)),
    Column(
        "received",
        _("Ngày nhận"),
        lambda line: line.report.received_on,
        kind=Kind.DAY,
        order=("received_on",),
    ),
    Column(
        "due",
        _("Hạn trả lời"),
        lambda line: line.due,
        kind=Kind.DAY,
        order=("case__due_at",),
        template="prestige/_report_due_cell.html",
    ),
    Column(
        "state",
        _("Trạng thái"),
        state,
        template="prestige/_report_state_cell.html",
        leads=True,
    ),
    Column("holder", _("Người xử lý"), lambda line: called(line.report.case.assignee)),
    Column("left", _("Còn lại"), lambda line: line.left, usual=False),
    Column(
        "channel",
        _("Cách phản ánh"),
        lambda line: line.report.get_channel_display(),
        order=("channel",),
        usual=False,
    ),
    Column(
        "answered",
        _("Ngày trả lời"),
        lambda line: line.report.answered_on,
        kind=Kind.DAY,
        order=("answered_on",),
        usual=False,
    ),
)
