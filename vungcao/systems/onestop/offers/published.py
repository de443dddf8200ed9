"""What is published of the work on dossiers: figures, a page a month, an open dataset."""

from collections.abc import Iterable
from datetime import date
from functools import partial

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
from vungcao.kernel.offers.screens import PublicEntry, public_entries
from vungcao.systems.onestop.queries import published

public_entries.register(
    "onestop.2-published",
    PublicEntry(
        label=_("Kết quả giải quyết thủ tục"),
        url_name="onestop:published",
        text=_("Số hồ sơ tiếp nhận, giải quyết xong, xong trong hạn, theo tháng và xã."),
    ),
)


def told(unit: int, day: date) -> str:
    """Of which month a figure is, and where it was counted."""
    month = published.month_of(unit, day)
    said = _t("tháng %(month)s. Nguồn: sổ theo dõi hồ sơ.")
    return said % {"month": f"{month:%m/%Y}"} if month else ""


for name, label in (
    ("received", _("Hồ sơ tiếp nhận trong tháng")),
    ("done", _("Hồ sơ giải quyết xong trong tháng")),
    ("on_time", _("Hồ sơ xong trong hạn trong tháng")),
):
    figures.register(
        f"onestop.{name}",
        Figure(
            label=label,
            unit_of_measure=_("hồ sơ"),
            value=partial(published.count, figure=name),
            told=told,
        ),
    )


def items(day: date) -> Iterable[tuple[str, str]]:
    """One page for each month that has been published."""
    there = reverse("onestop:published")
    for one in published.months():
        if one < day.replace(day=1):
            title = _t("Kết quả giải quyết thủ tục tháng %(month)s") % {"month": f"{one:%m/%Y}"}
            yield title, f"{there}?thang={one:%Y-%m}"


def rows(day: date) -> Iterable[tuple[object, ...]]:
    """Every published month that was over on a day; a number that is not shown is empty."""
    for month in published.months():
        shown = published.publication(month) if month < day.replace(day=1) else None
        for line in shown.lines if shown else ():
            numbers = line.counts
            yield (
                f"{month:%Y-%m}",
                line.kind,
                line.name,
                numbers.received if numbers else None,
                numbers.done if numbers else None,
                numbers.on_time if numbers else None,
            )


def newest(day: date) -> date | None:
    """The newest month that was published and is over."""
    return max((one for one in published.months() if one < day.replace(day=1)), default=None)


public_items.register(
    "onestop.published",
    PublicItem(label=_("Kết quả giải quyết thủ tục"), items=items, newest=newest),
)
datasets.register(
    "onestop.published",
    Dataset(
        title=_("Hồ sơ thủ tục hành chính theo tháng và xã"),
        columns=("month", "level", "unit", "received", "done", "on_time"),
        rows=rows,
        source=_("Sổ theo dõi hồ sơ; số nhỏ không công bố"),
    ),
)
