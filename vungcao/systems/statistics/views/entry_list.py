"""The list of forms that are due: what, for which period, how many days are left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.systems.statistics.models import Obligation, Submission
from vungcao.systems.statistics.queries.boards import returned
from vungcao.systems.statistics.queries.entry_pages import days_left
from vungcao.systems.statistics.queries.workbook_giving import places
from vungcao.systems.statistics.rules import periods
from vungcao.web.tables import Column, Kind, Table

SOON = 3  # days


@dataclass(frozen=True)
class DueLine:
    """One form that is due, as the list shows it."""

    pk: int
    obligation: Obligation
    submission: Submission | None
    left: int
    place: str
    returned: int = 0

    @property
    def tone(self) -> str:
        if self.left < 0:
            return "bad"
        return "warn" if self.left <= SOON else "run"

    @property
    def address(self) -> str:
        return (
            reverse("statistics:entry-grid", args=[self.submission.pk]) if self.submission else ""
        )

    @property
    def said(self) -> str:
        if self.left < 0:
            return _t("trễ %(n)s ngày") % {"n": -self.left}
        return _t("còn %(n)s ngày") % {"n": self.left} if self.left else _t("hạn hôm nay")

    @property
    def state(self) -> str:
        if self.returned:
            return _t("trả lại %(many)s ô") % {"many": self.returned}
        if self.submission is None or not self.submission.counter:
            return _t("chưa nhập")
        return self.submission.get_stage_display()


def table(today: date) -> Table[Obligation, DueLine]:
    return Table(
        name="statistics.entry",
        label=_("Biểu phải nộp"),
        columns=COLUMNS,
        order="due",
        nothing=_("Không có biểu nào đang chờ nơi của chị/anh."),
        prepare=_prepared(today),
    )


def _prepared(today: date) -> Callable[[Sequence[Obligation]], Sequence[DueLine]]:
    def lines(rows: Sequence[Obligation]) -> Sequence[DueLine]:
        names = places({row.unit_id for row in rows}, today)
        back = returned(row.submission.pk for row in rows if hasattr(row, "submission"))
        return [_line(row, names.get(row.unit_id, ""), today, back) for row in rows]

    return lines


def _line(row: Obligation, place: str, today: date, back: Mapping[int, int]) -> DueLine:
    submission = getattr(row, "submission", None)  # none yet: nobody has begun
    many = back.get(submission.pk, 0) if submission else 0
    return DueLine(row.pk, row, submission, days_left(row, today), place, many)


COLUMNS: tuple[Column[DueLine], ...] = (
    Column(
        "form",
        _("Biểu"),
        lambda line: line.obligation.campaign.version.name,
        order=("campaign__version__name",),
        address=lambda line: line.address,
    ),
    Column(
        "left",
        _("Thời hạn"),
        lambda line: line.said,
        leads=True,
        template="statistics/entry_left_cell.html",
    ),
    Column(
        "period",
        _("Kỳ báo cáo"),
        lambda line: periods.name(line.obligation.campaign.period),
        order=("campaign__period",),
    ),
    Column("unit", _("Đơn vị báo cáo"), lambda line: line.place, is_name=True),
    Column(
        "due",
        _("Hạn nộp"),
        lambda line: line.obligation.campaign.due_on,
        kind=Kind.DAY,
        order=("campaign__due_on",),
    ),
    Column("state", _("Tình trạng"), lambda line: line.state),
)
