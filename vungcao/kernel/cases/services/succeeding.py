"""Handing over what bodies held that have ended: to their successors, with the act as proof."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from vungcao.kernel.accounts.models import User
from vungcao.kernel.cases.queries import heirs
from vungcao.kernel.cases.services.holding import transfer


@dataclass(frozen=True)
class Handed:
    """How many cases found their successor, and how many stay because nobody can tell which."""

    moved: int
    left: int


@transaction.atomic
def hand_over(*, day: date, now: datetime, by: User) -> Handed:
    """Make successors responsible for every running case of a body that has ended by a day.

    The clock goes on: number, term and pauses stay. Done again it finds nothing to do.
    """
    moved = left = 0
    for case in heirs.orphaned(day):
        line = heirs.line_of(case, day)
        if line is None or line.target is None:
            left += 1
            continue
        at = max(now, case.last_event_at)
        transfer(case=case, to=line.target, reason="", now=at, by=by, act=line)
        moved += 1
    return Handed(moved, left)
