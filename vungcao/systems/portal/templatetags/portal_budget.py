"""Disclosures of the budget as plain values for templates."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.calendar import clock
from vungcao.kernel.citations.models import Citation
from vungcao.systems.portal.models import BudgetBoard, Disclosure, DisclosureLine
from vungcao.systems.portal.queries import disclosures
from vungcao.systems.portal.queries.disclosures import Duty
from vungcao.systems.portal.rules.disclosures import Standing
from vungcao.web.shell import Link

register = template.Library()

STANDINGS: dict[Standing, tuple[Promise, str]] = {
    Standing.ON_TIME: (_("đúng hạn"), "ok"),
    Standing.LATE: (_("công khai muộn"), "warn"),
    Standing.UNDATED: (_("đã công khai"), "ok"),
    Standing.MISSING: (_("chưa công khai"), "bad"),
    Standing.WAITING: (_("chưa đến hạn"), "none"),
}


@dataclass(frozen=True)
class Year:
    """A year of the board: links to all years, and how each of its periods stands."""

    number: int
    years: Sequence[Link]
    duties: Sequence[tuple[Duty, Promise, str]]
    basis: Citation | None


@register.simple_tag(takes_context=True)
def budget_year(context: Context, board: BudgetBoard) -> Year:
    """The year of the address; else the newest."""
    today = clock.today()
    years = disclosures.years(board, today)
    asked = context["request"].GET.get("nam", "")
    chosen = int(asked) if asked.isdecimal() and int(asked[:9]) in years else today.year
    found = disclosures.duties(board, chosen, today)
    return Year(
        chosen,
        [Link(str(one), f"{board.url}?nam={one}", "", one == chosen) for one in years],
        [(one, *STANDINGS[one.standing]) for one in found],
        next((one.basis for one in found if one.basis), None),
    )


@register.simple_tag
def budget_lines(page: Disclosure) -> Sequence[DisclosureLine]:
    return disclosures.lines(page)
