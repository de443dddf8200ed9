"""What is offered of figures, maps, annexes, publication."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from vungcao.kernel.offers.publications import (
    Dataset,
    Figure,
    PublicItem,
    datasets,
    figures,
    public_items,
)
from vungcao.kernel.offers.screens import MenuEntry, PublicEntry, menu, public_entries
from vungcao.systems.prestige import permissions
from vungcao.systems.prestige.offers.group import PRESTIGE
from vungcao.systems.prestige.queries import published

menu.register(
    "prestige.80_statistics",
    MenuEntry(
        label=_("Thống kê"),
        url_name="prestige:statistics",
        roles=permissions.READ_STATISTICS,
        group=PRESTIGE,
        icon="chart",
    ),
)
public_entries.register(
    "prestige.published",
    PublicEntry(
        label=_("Số liệu người có uy tín"),
        url_name="prestige:published",
        text=_("Số người có uy tín đang được công nhận, theo đơn vị hành chính."),
    ),
)


def told(unit: int, day: date) -> str:
    """Of which day the figure is, and where it was counted."""
    counted = published.day_of(unit, day)
    said = _t("ngày %(day)s. Nguồn: sổ người có uy tín.")
    return said % {"day": f"{counted:%d/%m/%Y}"} if counted else ""


figures.register(
    "prestige.persons",
    Figure(
        label=_("Người có uy tín"),
        unit_of_measure=_("người"),
        value=published.count,
        told=told,
    ),
)


def items(day: date) -> Iterable[tuple[str, str]]:
    """One page for each day of which counts have been published."""
    there = reverse("prestige:published")
    for one in published.days():
        if one <= day:
            title = _t("Số người có uy tín ngày %(day)s") % {"day": f"{one:%d/%m/%Y}"}
            yield title, f"{there}?ngay={one.isoformat()}"


def rows(day: date) -> Iterable[tuple[object, ...]]:
    """The newest publication on or before a day; a number that is not shown is empty."""
    known = [one for one in published.days() if one <= day]
    shown = published.publication(known[0]) if known else None
    for line in shown.lines if shown else ():
        yield known[0].isoformat(), line.kind, line.name, line.persons


def newest(day: date) -> date | None:
    """The newest day of which counts have been published."""
    return max((one for one in published.days() if one <= day), default=None)


public_items.register(
    "prestige.published", PublicItem(label=_("Người có uy tín"), items=items, newest=newest)
)
datasets.register(
    "prestige.published",
    Dataset(
        title=_("Số người có uy tín theo đơn vị"),
        columns=("day", "level", "unit", "persons"),
        rows=rows,
        source=_("Sổ người có uy tín; số nhỏ không công bố"),
    ),
)
