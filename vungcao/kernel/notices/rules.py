"""When a notice may leave the product, and what it says; plain Python.

Days and hours are those of the place: whoever calls gives a moment in local time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from vungcao.kernel.offers.notices import AT_ONCE, DIGEST, NoticeKind
from vungcao.kernel.offers.outbox import Value

DIGEST_HOUR = 7  # until an account chooses its own


class MissingField(ValueError):
    """The details lack what the texts of a kind name."""


@dataclass(frozen=True)
class Quiet:
    """Whole hours `[starts, ends)` in which nobody is disturbed; they may lie around midnight.

    Equal ends are no quiet hours at all.
    """

    starts: int
    ends: int

    def holds(self, hour: int) -> bool:
        if self.starts <= self.ends:
            return self.starts <= hour < self.ends
        return hour >= self.starts or hour < self.ends


NEVER_QUIET = Quiet(0, 0)


@dataclass(frozen=True)
class Wish:
    """How an account wants to be told: the way, its quiet hours, the hour of its digest."""

    way: str
    quiet: Quiet = NEVER_QUIET
    digest_hour: int = DIGEST_HOUR


def leaves_at(made: datetime, wish: Wish, *, urgent: bool) -> datetime | None:
    """The first moment at which a notice made at `made` may leave; None when it stays inside.

    An urgent one that leaves at once does not wait for the end of the quiet hours.
    """
    if wish.way == AT_ONCE:
        return made if urgent else _after_quiet(made, wish.quiet)
    if wish.way == DIGEST:
        return _after_quiet(_next_hour(made, wish.digest_hour), wish.quiet)
    return None


def _next_hour(moment: datetime, hour: int) -> datetime:
    """The next full `hour` that is not before the moment."""
    today = moment.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today >= moment else today + timedelta(days=1)


def _after_quiet(moment: datetime, quiet: Quiet) -> datetime:
    return _next_hour(moment, quiet.ends) if quiet.holds(moment.hour) else moment


def compose(kind: NoticeKind, details: Mapping[str, Value]) -> tuple[str, str]:
    """Title and text. Raises `MissingField` for details that do not fill them."""
    if missing := kind.fields() - details.keys():
        raise MissingField(", ".join(sorted(missing)))
    return str(kind.title).format_map(details), str(kind.text).format_map(details)
