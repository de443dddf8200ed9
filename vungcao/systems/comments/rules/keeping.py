"""How long contact data and sealed words are kept."""

from calendar import monthrange
from datetime import datetime


def months_before(now: datetime, months: int) -> datetime:
    """The same moment so many months ago; the last day of a shorter month."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))
