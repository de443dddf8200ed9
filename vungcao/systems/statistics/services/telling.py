"""Telling who is to act next on an answer: certifiers when it came, enterers when it came back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.notices import services as notices
from vungcao.kernel.notices.services import News
from vungcao.kernel.offers.outbox import Value
from vungcao.systems.statistics.models import CellComment, Submission
from vungcao.systems.statistics.queries import campaigns, flow_pages, workbook_giving
from vungcao.systems.statistics.rules import periods

TO_CERTIFY, CAME_BACK = "statistics.to_certify", "statistics.came_back"
UNLOCKED = "statistics.unlocked"
CELL_NOTED, CELL_URGENT = "statistics.cell_noted", "statistics.cell_urgent"


@transaction.atomic
def tell_certifiers(*, submission: Submission, now: datetime, by: User) -> int:
    """Who answers for the unit learns that figures wait; the author is not told."""
    day = now.astimezone(ZONE).date()
    to = campaigns.certifiers(submission, day).exclude(pk=by.pk)
    news = _news(TO_CERTIFY, submission, day, {})
    return len(notices.notify_all(news=news, to=to, now=now, by=by))


@transaction.atomic
def tell_enterers(*, submission: Submission, count: int, now: datetime, by: User) -> int:
    """Who types learns that the answer is back: some returned cells, or (0) the whole of it."""
    day = now.astimezone(ZONE).date()
    to = campaigns.enterers(submission, day)
    kind, more = (CAME_BACK, {"count": count}) if count else (UNLOCKED, {})
    news = _news(kind, submission, day, more)
    return len(notices.notify_all(news=news, to=to, now=now, by=by))


@transaction.atomic
def tell_other_side(
    *, submission: Submission, now: datetime, by: User, urgent: CellComment | None = None
) -> int:
    """Whoever else works on an answer learns that its cells are talked about: once a day.

    What is urgent is told every time. Nothing of the words leaves: they are read on the page.
    """
    day = now.astimezone(ZONE).date()
    if by.kind == User.Kind.SYSTEM:
        return 0
    kind = CELL_NOTED if urgent is None else CELL_URGENT
    news = _news(kind, submission, day, {})
    each = f"{day:%Y%m%d}" if urgent is None else f"{urgent.pk}"
    news = replace(news, key=f"{kind}:{submission.pk}:{each}")
    to = flow_pages.other_side(by, submission, day)
    return len(notices.notify_all(news=news, to=to, now=now, by=by))


def _news(kind: str, row: Submission, day: date, more: Mapping[str, Value]) -> News:
    """The period stands with the unit of which it speaks: one officer may have many villages."""
    campaign = row.obligation.campaign
    places = workbook_giving.reporters([row], day)
    said: dict[str, Value] = {
        "form": campaign.version.name,
        "period": f"{places[row.pk]}, {periods.name(campaign.period)}",
        "submission": row.pk,
        **more,
    }
    key = f"{kind}:{row.pk}:{row.version}"
    return News(kind, f"statistics.Submission:{row.pk}", said, row.unit, key)
