"""When the letters of an issue may leave: so many a minute, one after the other, never in a rush.

Rates are settings of the office (`newsletter.rate`), no law sets them.
"""

from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
AHEAD = MINUTE  # so far letters are laid down before they leave; a pause takes as long
FASTEST = 6000
USUAL = 60  # where no rate is in force


def between(rate: int) -> timedelta:
    """From one letter to the next."""
    return MINUTE / rate


def moments(next_at: datetime | None, now: datetime, rate: int, most: int) -> list[datetime]:
    """When the next letters leave, at most `most` and none later than `AHEAD` from now.

    What was missed while nobody laid letters down is not made up for: a mail server that was down
    does not get everything at once.
    """
    first = max(next_at or now, now)
    gap = between(rate)
    open_ = (now + AHEAD - first) // gap if first < now + AHEAD else 0
    return [first + gap * number for number in range(max(0, min(most, open_)))]
