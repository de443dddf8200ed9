"""How an answer stands against its days, in words and in a colour that says the same."""

from dataclasses import dataclass
from datetime import date

from vungcao.systems.statistics.rules.punctuality import Punctuality, punctuality

SOON = 3  # days


@dataclass(frozen=True)
class Left:
    """`how` is its punctuality, `tone` the colour of the tag."""

    how: str
    words: str
    tone: str


def left(first_submitted_on: date | None, due_on: date, late_on: date, on: date) -> Left:
    """What the board says of an answer on a day; days are those of the calendar."""
    how = punctuality(first_submitted_on, due_on, late_on, on)
    if how == Punctuality.ON_TIME:
        return Left(how, "nộp đúng hạn", "ok")
    if how == Punctuality.LATE and first_submitted_on is not None:
        return Left(how, f"nộp muộn {(first_submitted_on - due_on).days} ngày", "warn")
    days = (due_on - on).days
    if how == Punctuality.OVERDUE:
        return Left(how, f"quá hạn {-days} ngày, chưa nộp", "bad")
    if how == Punctuality.MISSING:
        return Left(how, f"hết hạn chót, quá hạn {-days} ngày, chưa nộp", "bad")
    tone = "warn" if days <= SOON else "run"
    return Left(how, f"còn {days} ngày" if days else "hạn hôm nay", tone)
