"""Weeks of public work that anybody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vungcao.systems.portal.models import CalendarBoard, WorkItem, WorkWeek
from vungcao.systems.portal.queries.opened import opened
from vungcao.systems.portal.rules import weeks as rules

HALVES = {"morning": 0, "afternoon": 1}


@dataclass(frozen=True)
class Day:
    """One day of a week with its work in order."""

    day: date
    items: Sequence[WorkItem]


def week_of(board: CalendarBoard, begins_on: date) -> WorkWeek | None:
    found = opened(WorkWeek.objects.child_of(board)).filter(begins_on=begins_on)
    return found.order_by("pk").first()


def week(pk: int) -> WorkWeek | None:
    return opened(WorkWeek.objects).filter(pk=pk).order_by("pk").first()


def items(shown: WorkWeek) -> Sequence[WorkItem]:
    """By day and half; what has an hour before what has none."""
    rows = WorkItem.objects.filter(week=shown).order_by("sort_order", "pk")
    return sorted(rows, key=lambda one: (one.day, HALVES[one.half], one.time is None, one.time))


def days(shown: WorkWeek) -> Sequence[Day]:
    """The five working days, and a Saturday or Sunday on which there is work."""
    found = items(shown)
    every = [
        Day(day, [one for one in found if one.day == day]) for day in rules.days(shown.begins_on)
    ]
    return [one for nth, one in enumerate(every) if nth < 5 or one.items]


def beside(begins_on: date) -> tuple[date, date]:
    """The Mondays before and after."""
    return begins_on - timedelta(7), begins_on + timedelta(7)
