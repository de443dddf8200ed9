"""Disclosures of a year against what has to be disclosed by then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import queries as norms
from vungcao.kernel.norms.models import TableRow
from vungcao.systems.portal.models import BudgetBoard, Disclosure, DisclosureLine
from vungcao.systems.portal.queries.opened import opened
from vungcao.systems.portal.rules import disclosures as rules
from vungcao.systems.portal.rules.disclosures import Standing

DUTIES = "portal.disclosures"


@dataclass(frozen=True)
class Duty:
    """One period of a year, what was disclosed of it, and how that stands today."""

    name: str
    due_on: date | None
    page: Disclosure | None
    standing: Standing
    basis: Citation | None


def years(board: BudgetBoard, day: date) -> Sequence[int]:
    """This year, and every year of which something was disclosed, the newest first."""
    found = opened(Disclosure.objects.child_of(board)).order_by("year")
    return sorted({day.year, *found.values_list("year", flat=True).distinct()}, reverse=True)


def duties(board: BudgetBoard, year: int, day: date) -> Sequence[Duty]:
    """What has to be disclosed of a year, by the rules in force when it began."""
    found = opened(Disclosure.objects.child_of(board)).filter(year=year)
    pages = {(one.kind, one.period): one for one in found.order_by("pk")}
    made = []
    for row in _asked(year):
        page = pages.pop((row.values["kind"], row.values["period"]), None)
        made.append(_duty(row, year, page, day))
    rest = sorted(pages.values(), key=lambda one: (one.kind, one.period, one.pk))
    return [*made, *(Duty(one.title, None, one, Standing.UNDATED, None) for one in rest)]


def lines(page: Disclosure) -> Sequence[DisclosureLine]:
    return list(DisclosureLine.objects.filter(page=page).order_by("sort_order", "pk"))


def disclosure(pk: int) -> Disclosure | None:
    return opened(Disclosure.objects).filter(pk=pk).order_by("pk").first()


def _asked(year: int) -> list[TableRow]:
    """What has to be disclosed, as the rules stood when the year began, in their own order."""
    try:
        rows = norms.table(DUTIES, date(year, 1, 1))
    except norms.NothingInForce:
        return []
    return sorted(rows, key=lambda row: int(row.values["position"]))


def _duty(row: TableRow, year: int, page: Disclosure | None, day: date) -> Duty:
    said = row.values
    kind, period = said["kind"], said["period"]
    due_on = rules.due(kind, year, period, int(said["days"]))
    standing = rules.standing(
        begins=rules.begins(kind, year, period),
        due_on=due_on,
        disclosed_on=page.disclosed_on if page else None,
        day=day,
    )
    return Duty(said["name"], due_on, page, standing, row.version.basis)
