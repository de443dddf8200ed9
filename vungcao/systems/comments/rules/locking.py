"""When a contact whose comments were refused again and again is locked, and until when.

The numbers are norms of the day. What counts as a violation is a convention of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

VIOLATIONS = ("insult", "unlawful")  # reasons of a refusal; a removal on request counts as well
LOCKED = "Nhiều ý kiến gửi từ liên hệ này đã bị từ chối vì vi phạm nên tạm không nhận ý kiến mới."


@dataclass(frozen=True)
class Threshold:
    """So many violations within so many days lock for so many days."""

    count: int
    within: int
    lock: int


def locked_until(
    violations: Iterable[datetime], thresholds: Iterable[Threshold]
) -> datetime | None:
    """The end of the longest lock that the violations have ever caused; None without any."""
    moments = sorted(violations)
    ends = [
        moment + timedelta(days=one.lock)
        for one in thresholds
        for place, moment in enumerate(moments)
        if place + 1 >= one.count
        and moment - moments[place + 1 - one.count] <= timedelta(days=one.within)
    ]
    return max(ends, default=None)


def is_locked(until: datetime | None, now: datetime) -> bool:
    return until is not None and now < until
