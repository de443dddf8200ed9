"""When comments are taken below an article."""

from dataclasses import dataclass
from datetime import datetime, timedelta

OPEN, CLOSED, DAYS = "open", "closed", "days"


@dataclass(frozen=True)
class Setting:
    """How long: always, never, or a number of days from the article's publication."""

    mode: str = OPEN
    days: int | None = None


def closes_at(setting: Setting, published_at: datetime) -> datetime | None:
    """The moment from which on nothing is taken; None where there is no such moment."""
    if setting.mode != DAYS or setting.days is None:
        return None
    return published_at + timedelta(days=setting.days)


def takes(setting: Setting, published_at: datetime, now: datetime) -> bool:
    """Whether a comment that comes now is taken."""
    if setting.mode == CLOSED or now < published_at:
        return False
    end = closes_at(setting, published_at)
    return end is None or now < end
