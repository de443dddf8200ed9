"""What the office has set for the newsletter on a day (`data/norm_values.csv`); no law does."""

from datetime import date

from vungcao.kernel.norms import queries as norms
from vungcao.systems.newsletter.rules import pacing

RATE = "newsletter.rate"
BOUNCES = "newsletter.bounces"
WAITING = "newsletter.waiting.days"
DAYS = 7  # before somebody sets another number


def rate(day: date) -> int:
    """Letters a minute, for an issue that is begun."""
    return min(pacing.FASTEST, max(1, _number(RATE, day) or pacing.USUAL))


def most_bounces(day: date) -> int | None:
    """After how many letters that came back for good an address rests; None: never."""
    return _number(BOUNCES, day)


def waiting_days(day: date) -> int:
    """How long an address may wait for its confirmation."""
    return _number(WAITING, day) or DAYS


def _number(code: str, day: date) -> int | None:
    try:
        return int(norms.value(code, day))
    except norms.NothingInForce:
        return None
