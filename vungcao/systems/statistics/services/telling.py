"""Telling who is to act next on an answer: certifiers when it came, enterers when it came back."""

from datetime import datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.notices import services as notices
from vungcao.kernel.notices.services import News
from vungcao.kernel.offers.outbox import Value
from vungcao.systems.statistics.models import Submission
from vungcao.systems.statistics.queries import campaigns
from vungcao.systems.statistics.rules import periods

TO_CERTIFY, CAME_BACK = "statistics.to_certify", "statistics.came_back"


@transaction.atomic
def tell_certifiers(*, submission: Submission, now: datetime, by: User) -> int:
    """Who answers for the unit learns that figures wait; the author is not told."""
    to = campaigns.certifiers(submission, now.astimezone(ZONE).date()).exclude(pk=by.pk)
    news = _news(TO_CERTIFY, submission, {})
    return len(notices.notify_all(news=news, to=to, now=now, by=by))


@transaction.atomic
def tell_enterers(*, submission: Submission, count: int, now: datetime, by: User) -> int:
    """Who types learns that the answer is back, and how many cells were returned."""
    to = campaigns.enterers(submission, now.astimezone(ZONE).date())
    news = _news(CAME_BACK, submission, {"count": count})
    return len(notices.notify_all(news=news, to=to, now=now, by=by))


def _news(kind: str, row: Submission, more: dict[str, Value]) -> News:
    campaign = row.obligation.campaign
    said: dict[str, Value] = {
        "form": campaign.version.name,
        "period": periods.name(campaign.period),
        "submission": row.pk,
        **more,
    }
    key = f"{kind}:{row.pk}:{row.version}"
    return News(kind, f"statistics.Submission:{row.pk}", said, row.unit, key)
