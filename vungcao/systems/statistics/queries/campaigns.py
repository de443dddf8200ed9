"""Days of a campaign by the working calendar, and answers that somebody must be reminded of."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from vungcao.kernel.access.models import Grant
from vungcao.kernel.access.roles import Permission
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.models import WorkingCalendar
from vungcao.kernel.calendar.queries import unexplained
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.notices.queries import holders
from vungcao.systems.statistics.models import CampaignState, Reporter, Stage, Submission
from vungcao.systems.statistics.rules import parts

CALENDAR = "co-quan-tinh"
BEFORE = 2  # working days before the due date on which who has not submitted is reminded
MARGIN = timedelta(days=400)


def working_day_after(day: date, working_days: int) -> date:
    """The day that lies so many working days after one, by the calendar of provincial offices."""
    calendar = WorkingCalendar.objects.get(code=CALENDAR)
    known = unexplained(calendar.pk, day, day + MARGIN)
    noon = datetime.combine(day, time(12), ZONE)
    return known.add_working_days(noon, working_days).astimezone(ZONE).date()


def unanswered(day: date) -> QuerySet[Submission]:
    """Answers of open campaigns that nobody has submitted, where a day of the campaign is near."""
    soon = working_day_after(day, BEFORE)
    rows = Submission.objects.filter(
        stage=Stage.DRAFT,
        obligation__campaign__state=CampaignState.OPEN,
        obligation__campaign__due_on__lte=soon,
    )
    return rows.select_related("unit", "obligation__campaign__version").order_by("pk")


def enterers(row: Submission, day: date) -> QuerySet[User]:
    """Who types this answer: of its commune, or of its very body."""
    return _of_reporter(row, parts.ENTER, day)


def certifiers(row: Submission, day: date) -> QuerySet[User]:
    """Who answers for it."""
    return _of_reporter(row, parts.CERTIFY, day)


def _of_reporter(row: Submission, roles: Permission, day: date) -> QuerySet[User]:
    obligation = row.obligation
    if obligation.campaign.version.reporter != Reporter.DEPARTMENT:
        return holders(roles, row.unit, day)
    own = Grant.objects.in_force(day).filter(role__in=parts.ENTER_FOR_BODY)
    own = own.filter(organisation=obligation.organisation_id)
    return User.objects.filter(is_active=True, pk__in=own.values("user")).order_by("pk")
