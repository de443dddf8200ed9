"""When a figure of the budget has to be disclosed, and how a period stands on a day."""

from datetime import date, timedelta
from enum import StrEnum

ENDS = {
    "q1": (3, 31),
    "q2": (6, 30),
    "q3": (9, 30),
    "q4": (12, 31),
    "h1": (6, 30),
    "m9": (9, 30),
    "year": (12, 31),
}


class Standing(StrEnum):
    """How a period stands."""

    ON_TIME = "on_time"
    LATE = "late"
    UNDATED = "undated"  # disclosed; the law counts from an act that nobody entered
    MISSING = "missing"
    WAITING = "waiting"  # its day has not come


def period_end(year: int, period: str) -> date:
    """The last day of a period."""
    return date(year, *ENDS[period])


def due(kind: str, year: int, period: str, days: int | None) -> date | None:
    """The last day of the term. A plan's and a settlement's run from their own act: none here."""
    if kind != "execution" or days is None:
        return None
    return period_end(year, period) + timedelta(days)


def standing(
    *, begins: date, due_on: date | None, disclosed_on: date | None, day: date
) -> Standing:
    """`begins` is the day from which on something can be asked for at all."""
    if disclosed_on is not None:
        if due_on is None:
            return Standing.UNDATED
        return Standing.ON_TIME if disclosed_on <= due_on else Standing.LATE
    if day < begins or (due_on is not None and day <= due_on):
        return Standing.WAITING
    return Standing.MISSING


def begins(kind: str, year: int, period: str) -> date:
    """A plan is asked for from its year on; what was spent once its period is over."""
    if kind == "plan":
        return date(year, 1, 1)
    return period_end(year, period) + timedelta(1)
