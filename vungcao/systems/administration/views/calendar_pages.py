"""A year of a working calendar as twelve small tables, each day with the word for what it is."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.rules import Days

Standing = DayOverride.Standing
WORDS: dict[str, str | Promise] = {
    "off": _("nghỉ"),
    "work": _("bù"),
    "morning": _("sáng"),
    "afternoon": _("chiều"),
}


@dataclass(frozen=True)
class Cell:
    """One day: empty outside of its month."""

    day: date | None
    is_working: bool = True
    word: str | Promise = ""
    reason: str = ""
    pk: int | None = None
    is_proposed: bool = False
    is_today: bool = False


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[Cell]]
    working_days: int


def year_of(days: Days, overrides: Iterable[DayOverride], year: int, today: date) -> list[Month]:
    """Active overrides mark their days; a proposal is marked as waiting and changes nothing."""
    shown: dict[date, DayOverride] = {}
    standing = [row for row in overrides if row.standing != Standing.WITHDRAWN]
    for row in sorted(standing, key=_rank):
        shown[row.day] = row
    return [_month(days, shown, date(year, number, 1), today) for number in range(1, 13)]


def _rank(row: DayOverride) -> tuple[bool, bool, bool]:
    """What counts is shown before what waits; among equals the one that wins."""
    is_decided = row.origin == DayOverride.Origin.DECISION
    return (row.standing == Standing.ACTIVE, is_decided, row.calendar_id is not None)


def _month(days: Days, shown: dict[date, DayOverride], first: date, today: date) -> Month:
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    cells = [[_cell(days, shown, day, first.month, today) for day in week] for week in weeks]
    worked = sum(cell.day is not None and cell.is_working for week in cells for cell in week)
    return Month(first, cells, worked)


def _cell(days: Days, shown: dict[date, DayOverride], day: date, month: int, today: date) -> Cell:
    if day.month != month:
        return Cell(None)
    row = shown.get(day)
    is_working, is_today = days.is_working(day), day == today
    if row is None:
        return Cell(day, is_working, is_today=is_today)
    waits = row.standing == Standing.PROPOSED
    word = _("chờ") if waits else WORDS[row.kind]
    return Cell(day, is_working, word, row.reason, row.pk, waits, is_today)
