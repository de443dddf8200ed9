"""A week of public work as plain values for templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django import template
from django.template import Context

from vungcao.kernel.calendar import clock
from vungcao.systems.portal.models import CalendarBoard, WorkWeek
from vungcao.systems.portal.queries import weeks
from vungcao.systems.portal.queries.weeks import Day
from vungcao.systems.portal.rules import weeks as rules

register = template.Library()


@dataclass(frozen=True)
class Shown:
    """A week of the board: its page if there is one, and where the weeks beside it are."""

    first: date
    last: date
    page: WorkWeek | None
    before: str
    after: str


@register.simple_tag(takes_context=True)
def shown_week(context: Context, board: CalendarBoard) -> Shown:
    """The week of the address; else that of today."""
    first = rules.asked(context["request"].GET.get("tuan", ""), clock.today())
    before, after = weeks.beside(first)
    return Shown(
        first,
        first + timedelta(6),
        weeks.week_of(board, first),
        f"{board.url}?tuan={before:%Y-%m-%d}",
        f"{board.url}?tuan={after:%Y-%m-%d}",
    )


@register.simple_tag
def week_days(page: WorkWeek) -> Sequence[Day]:
    return weeks.days(page)
