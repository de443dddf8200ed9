"""Asking for figures: a campaign makes an obligation and an empty answer for each who owes one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit import services as audit
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.notices import services as notices
from vungcao.kernel.notices.services import News
from vungcao.kernel.offers.outbox import Announcement, Value, put
from vungcao.kernel.organisations.models import Organisation
from vungcao.kernel.units.models import Unit
from vungcao.systems.statistics.models import (
    Campaign,
    CampaignState,
    FormState,
    FormVersion,
    Obligation,
    Reporter,
    Stage,
    Submission,
)
from vungcao.systems.statistics.queries import campaigns, parts, workbook_giving
from vungcao.systems.statistics.queries.reporters import Owing, asked_already, reporters
from vungcao.systems.statistics.rules import parts as roles
from vungcao.systems.statistics.rules import periods

OPENED = "statistics.campaign_opened"
DUE_SOON, DUE_TODAY, OVERDUE = (
    "statistics.due_soon",
    "statistics.due_today",
    "statistics.overdue",
)
MOST_DAYS = 200


@dataclass(frozen=True)
class NewCampaign:
    """What is asked, where, for which period; days count from the last day of the period.

    `organisations` holds the sở or branch that owes a form of its own; communes and villages are
    found by themselves. `counted_from` is another day to count from, for an answer asked later.
    Of a period long past, `days` are those on which answers were due and late, and `units_on` the
    day whose units answer: the register of units knows no earlier one.
    """

    version: FormVersion
    unit: Unit
    period: int
    due_days: int
    late_days: int = 0
    organisations: Sequence[Organisation] = ()
    counted_from: date | None = None
    days: tuple[date, date] | None = None
    units_on: date | None = None

    @property
    def last_day(self) -> date:
        return periods.end(self.period) - timedelta(days=1)


@transaction.atomic
def open_campaign(*, new: NewCampaign, now: datetime, by: User) -> Campaign:
    """Ask for a form: from now on each obligation has an empty answer.

    Raises `RuleBroken` for who may not, for a period that the form does not know, and when one of
    the units is asked for the same figure by another form.
    """
    today = now.astimezone(ZONE).date()
    _refuse(new, by, today)
    owing = _owing(new, today)
    if not owing:
        raise RuleBroken("Không có đơn vị nào phải báo cáo biểu này trong kỳ.")
    other = asked_already(new.version, new.period, [one.unit for one in owing])
    if other is not None:
        raise RuleBroken(f"Số liệu của kỳ này đã được thu bằng biểu “{other.name}”.")
    due_on, late_on = new.days or _days(new)
    made = Campaign.objects.create(
        version=new.version,
        unit=new.unit,
        period=new.period,
        due_on=due_on,
        late_on=late_on,
        opened_at=now,
        opened_by=by,
    )
    _oblige(made, owing)
    audit.record(
        by=by,
        action="statistics.campaign_opened",
        subject=made,
        period=new.period,
        count=len(owing),
        due_on=f"{due_on:%Y-%m-%d}",
    )
    put(Announcement(OPENED, f"statistics.Campaign:{made.pk}", scope=new.unit.scope))
    return made


@transaction.atomic
def close_campaign(*, campaign: Campaign, now: datetime, by: User) -> Campaign:
    """Nothing more is awaited and nobody is reminded; answers keep the step at which they are."""
    locked = (
        Campaign.objects.select_for_update(of=("self",)).select_related("unit").get(pk=campaign.pk)
    )
    _refuse_stranger(locked.unit, by, now.astimezone(ZONE).date())
    if locked.state != CampaignState.OPEN:
        raise RuleBroken("Đợt thu thập đã kết thúc.")
    locked.state, locked.closed_at = CampaignState.CLOSED, now
    locked.save(update_fields=["state", "closed_at"])
    audit.record(by=by, action="statistics.campaign_closed", subject=locked)
    put(
        Announcement(
            "statistics.campaign_closed",
            f"statistics.Campaign:{locked.pk}",
            scope=locked.unit.scope,
        )
    )
    return locked


@transaction.atomic
def remind(*, now: datetime, by: User) -> int:
    """Tell those who have not submitted: once before the due date, on it, and once when late."""
    day, told = now.astimezone(ZONE).date(), 0
    rows = list(campaigns.unanswered(day))
    names = workbook_giving.reporters(rows, day)
    for row in rows:
        due_on = row.obligation.campaign.due_on
        kind = OVERDUE if day > due_on else DUE_TODAY if day == due_on else DUE_SOON
        to = campaigns.enterers(row, day)
        told += len(notices.notify_all(news=_news(kind, row, names[row.pk]), to=to, now=now, by=by))
    return told


def _refuse(new: NewCampaign, by: User, today: date) -> None:
    _refuse_stranger(new.unit, by, today)
    try:
        kind = periods.parts(new.period)[0]
    except ValueError:
        raise RuleBroken("Kỳ báo cáo không hợp lệ.") from None
    version = new.version
    if version.state != FormState.PUBLISHED:
        raise RuleBroken("Chỉ thu thập bằng biểu đã ban hành.")
    if kind != version.period_kind:
        raise RuleBroken(f"Biểu này báo cáo theo {version.get_period_kind_display()}.")
    until = version.valid_until
    if new.last_day < version.valid_from or (until is not None and new.last_day >= until):
        raise RuleBroken("Phiên bản biểu này không dùng cho kỳ đã chọn.")
    if not 1 <= new.due_days <= MOST_DAYS or not 0 <= new.late_days <= MOST_DAYS:
        raise RuleBroken(f"Số ngày làm việc từ 1 đến {MOST_DAYS}.")
    asked = Campaign.objects.filter(version=version, period=new.period, unit=new.unit)
    if asked.exists():
        raise RuleBroken("Đã có đợt thu thập biểu này cho kỳ đã chọn.")


def _refuse_stranger(unit: Unit, by: User, day: date) -> None:
    if by.kind != User.Kind.SYSTEM and not parts.has_role(by, unit.scope, roles.CAMPAIGN, day):
        raise RuleBroken("Đợt thu thập do Sở mở và kết thúc.")


def _days(new: NewCampaign) -> tuple[date, date]:
    due_on = campaigns.working_day_after(new.counted_from or new.last_day, new.due_days)
    return due_on, campaigns.working_day_after(due_on, new.late_days) if new.late_days else due_on


def _owing(new: NewCampaign, today: date) -> list[Owing]:
    if new.version.reporter == Reporter.DEPARTMENT:
        return _bodies(new)
    return reporters(new.version, new.unit, new.units_on or new.last_day, today)


def _bodies(new: NewCampaign) -> list[Owing]:
    """A figure of a place has one owner: two bodies would write into the same one."""
    if len(new.organisations) > 1:
        raise RuleBroken("Một biểu của sở, ngành chỉ do một cơ quan báo cáo cho một địa bàn.")
    for body in new.organisations:
        if not body.scope.startswith(new.unit.scope):
            raise RuleBroken("Cơ quan được chọn không thuộc địa bàn này.")
    return [Owing(new.unit.pk, new.unit.scope, body.pk) for body in new.organisations]


def _oblige(campaign: Campaign, owing: Sequence[Owing]) -> None:
    made = Obligation.objects.bulk_create(
        Obligation(
            campaign=campaign,
            unit_id=one.unit,
            scope=one.scope,
            organisation_id=one.organisation,
        )
        for one in owing
    )
    Submission.objects.bulk_create(
        Submission(obligation=one, unit_id=one.unit_id, scope=one.scope, stage=Stage.DRAFT)
        for one in made
    )


def _news(kind: str, row: Submission, place: str) -> News:
    """One officer enters for many villages: the period stands with the unit of which it speaks."""
    campaign = row.obligation.campaign
    said: dict[str, Value] = {
        "form": campaign.version.name,
        "period": f"{place}, {periods.name(campaign.period)}",
        "due": f"{campaign.due_on:%d/%m/%Y}",
        "submission": row.pk,
    }
    return News(kind, f"statistics.Submission:{row.pk}", said, row.unit, f"{kind}:{row.pk}")
