"""How a recognition stands on a day, and how long before or after a day a month counts."""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Of one recognition on one day."""

    COMING = "coming"
    NOW = "now"
    ENDING = "ending"
    ENDED = "ended"


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier if negative), or the month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def standing(begin: date, end: date, day: date, horizon: date) -> Standing:
    """`end` is the first day without it; what ends until `horizon` is ending."""
    if day < begin:
        return Standing.COMING
    if end <= day:
        return Standing.ENDED
    return Standing.ENDING if end <= horizon else Standing.NOW


def age_in(year: int, birth_year: int) -> int:
    """Years of age as lists count them: by the year of birth alone."""
    return year - birth_year
