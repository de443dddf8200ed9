"""The lists of campaigns and of who owes an answer: what each column says."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.accounts.models import User
from vungcao.kernel.organisations.queries import called
from vungcao.kernel.units.queries import on_day
from vungcao.systems.statistics.models import Campaign, Obligation, Reporter, Submission
from vungcao.systems.statistics.queries import boards
from vungcao.systems.statistics.queries.boards import Tally
from vungcao.systems.statistics.queries.workbook_giving import places
from vungcao.systems.statistics.rules import periods, remaining
from vungcao.systems.statistics.rules.remaining import Left
from vungcao.web.tables import Column, Kind, Table

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class CampaignLine:
    """A campaign and how far it has come."""

    campaign: Campaign
    tally: Tally
    place: str

    @property
    def pk(self) -> int:
        return self.campaign.pk

    @property
    def tone(self) -> str:
        return "run" if self.campaign.state == "open" else "none"


@dataclass(frozen=True)
class OwedLine:
    """Who owes an answer, and where it stands."""

    pk: int
    submission: Submission | None
    name: str
    left: Left
    filled: int
    cells: int
    opens: bool
    returned: int = 0

    @property
    def address(self) -> str:
        if self.submission is None or not self.opens:
            return ""
        return reverse("statistics:submission", args=[self.submission.pk])

    @property
    def stage(self) -> str:
        if self.returned:
            return _t("trả lại %(many)s ô") % {"many": self.returned}
        return self.submission.get_stage_display() if self.submission else ""

    @property
    def completeness(self) -> str:
        if self.filled >= self.cells:
            return _t("đủ %(all)s ô") % {"all": self.cells}
        return _t("%(many)s trên %(all)s ô") % {"many": self.filled, "all": self.cells}


def campaigns(user: User, today: date) -> Table[Campaign, CampaignLine]:
    def lines(rows: Sequence[Campaign]) -> list[CampaignLine]:
        found = boards.tallies(user, rows, today)
        areas = {unit.id: unit.name for unit in on_day({row.unit_id for row in rows}, today)}
        return [
            CampaignLine(row, found.get(row.pk, Tally()), areas.get(row.unit_id, ""))
            for row in rows
        ]

    return Table(
        name="statistics.campaigns",
        label=_("Đợt thu thập"),
        columns=CAMPAIGNS,
        order="-due",
        nothing=_("Chưa có đợt thu thập nào ở nơi chị/anh."),
        prepare=lines,
        kept=("state",),
    )


def board(
    campaign: Campaign, cells: int, today: date, *, opens: bool
) -> Table[Obligation, OwedLine]:
    """Who owes an answer, by name; names are those of the last day of the period."""
    day = periods.end(campaign.period) - A_DAY
    return Table(
        name="statistics.board",
        label=_("Đơn vị phải báo cáo"),
        columns=OWED,
        order="unit",
        nothing=_("Không có đơn vị nào như vậy."),
        remark=f"{campaign.version.name}. {periods.name(campaign.period)}.",
        prepare=partial(_owed, campaign=campaign, cells=cells, today=today, day=day, opens=opens),
        kept=("state", "stage"),
        page=100,
    )


def _owed(
    rows: Sequence[Obligation],
    *,
    campaign: Campaign,
    cells: int,
    today: date,
    day: date,
    opens: bool,
) -> list[OwedLine]:
    names = reporters(rows, campaign, day)
    answers = {row.pk: getattr(row, "submission", None) for row in rows}
    known = [one.pk for one in answers.values() if one is not None]
    filled, returned = boards.filled(known), boards.returned(known)
    found = []
    for row in rows:
        answer = answers[row.pk]
        first = answer.first_submitted_at if answer else None
        came = localtime(first).date() if first else None
        left = remaining.left(came, campaign.due_on, campaign.late_on, today)
        many = filled.get(answer.pk, 0) if answer else 0
        back = returned.get(answer.pk, 0) if answer else 0
        found.append(OwedLine(row.pk, answer, names[row.pk], left, many, cells, opens, back))
    return found


def reporters(rows: Sequence[Obligation], campaign: Campaign, day: date) -> Mapping[int, str]:
    """Who reports, by obligation: the unit, or the body where a body owes a form of its own."""
    if campaign.version.reporter == Reporter.DEPARTMENT:
        bodies = called({row.organisation_id for row in rows if row.organisation_id}, day)
        return {row.pk: bodies.get(row.organisation_id or 0, "") for row in rows}
    units = places({row.unit_id for row in rows}, day)
    return {row.pk: units.get(row.unit_id, "") for row in rows}


def _share(part: Callable[[Tally], int]) -> Callable[[CampaignLine], int]:
    return lambda line: part(line.tally)


CAMPAIGNS: tuple[Column[CampaignLine], ...] = (
    Column(
        "form",
        _("Biểu"),
        lambda line: line.campaign.version.name,
        order=("version__name",),
        address=lambda line: reverse("statistics:campaign", args=[line.pk]),
    ),
    Column(
        "period",
        _("Kỳ báo cáo"),
        lambda line: periods.name(line.campaign.period),
        order=("period",),
    ),
    Column("place", _("Địa bàn"), lambda line: line.place, is_name=True),
    Column(
        "state",
        _("Tình trạng"),
        lambda line: line.campaign.get_state_display(),
        order=("state",),
        leads=True,
        template="statistics/campaigns_state_cell.html",
    ),
    Column(
        "due", _("Hạn nộp"), lambda line: line.campaign.due_on, kind=Kind.DAY, order=("due_on",)
    ),
    Column("owed", _("Phải nộp"), _share(lambda tally: tally.owed), kind=Kind.NUMBER),
    Column("submitted", _("Đã nộp"), _share(lambda tally: tally.submitted), kind=Kind.NUMBER),
    Column("overdue", _("Quá hạn"), _share(lambda tally: tally.overdue), kind=Kind.NUMBER),
    Column("accepted", _("Đã tiếp nhận"), _share(lambda tally: tally.accepted), kind=Kind.NUMBER),
    Column(
        "late",
        _("Hạn chót"),
        lambda line: line.campaign.late_on,
        kind=Kind.DAY,
        usual=False,
    ),
)


OWED: tuple[Column[OwedLine], ...] = (
    Column(
        "unit",
        _("Đơn vị báo cáo"),
        lambda line: line.name,
        order=("called", "organisation"),
        address=lambda line: line.address,
        is_name=True,
    ),
    Column(
        "left",
        _("Thời hạn"),
        lambda line: line.left.words,
        leads=True,
        template="statistics/campaigns_left_cell.html",
    ),
    Column("stage", _("Bước"), lambda line: line.stage, order=("submission__stage",)),
    Column("complete", _("Số ô đã có"), lambda line: line.completeness),
    Column(
        "submitted",
        _("Nộp lần đầu"),
        lambda line: line.submission and line.submission.first_submitted_at,
        kind=Kind.MOMENT,
        order=("submission__first_submitted_at",),
    ),
    Column(
        "accepted",
        _("Tiếp nhận"),
        lambda line: line.submission and line.submission.accepted_at,
        kind=Kind.MOMENT,
        order=("submission__accepted_at",),
        usual=False,
    ),
)
