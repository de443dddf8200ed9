"""Whether an answer is late: computed from its days each time it is asked, never stored."""

import enum
from datetime import date


class Punctuality(enum.StrEnum):
    """How an answer stands against the days of its campaign."""

    AWAITED = "awaited"
    ON_TIME = "on_time"
    OVERDUE = "overdue"
    LATE = "late"
    MISSING = "missing"


NAMES = {
    Punctuality.AWAITED: "chưa đến hạn",
    Punctuality.ON_TIME: "nộp đúng hạn",
    Punctuality.OVERDUE: "quá hạn, chưa nộp",
    Punctuality.LATE: "nộp muộn",
    Punctuality.MISSING: "hết hạn chót, chưa nộp",
}


def punctuality(first_submitted_on: date | None, due_on: date, late_on: date, on: date) -> str:
    """How an answer stood on a day. What came back to be mended keeps the day of its first coming.

    Both days still count in: who submits on `due_on` is on time, who has not on `late_on` may yet.
    """
    if first_submitted_on is not None and first_submitted_on <= on:
        return Punctuality.ON_TIME if first_submitted_on <= due_on else Punctuality.LATE
    if on <= due_on:
        return Punctuality.AWAITED
    return Punctuality.OVERDUE if on <= late_on else Punctuality.MISSING
