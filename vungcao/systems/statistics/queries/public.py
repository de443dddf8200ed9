"""What anybody may read of figures: counts that others have published, each with its source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from vungcao.kernel.editions.queries import apart
from vungcao.kernel.offers.publications import GroupCount
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.units.queries import places
from vungcao.systems.statistics.models import CellItem, Observation, Stage, ValueState
from vungcao.systems.statistics.rules import periods

BY_GROUP = "0193"  # people by ethnic group, as sources have published them (ADR 0101)


@dataclass(frozen=True)
class Count:
    """A published count of one group: of which unit and period, and where it was read."""

    group: int | None
    name: str
    value: int
    unit: int
    period: int
    source: str

    @property
    def day(self) -> date:
        return periods.end(self.period) - timedelta(days=1)

    @property
    def host(self) -> str:
        return urlsplit(self.source).hostname or self.source


def by_group() -> Sequence[Count]:
    """The newest first. Only what was taken over with a source: the public may read it there too,
    and no figure that an office has reported is among them. It changes with the data of a release,
    while each cell that is typed changes its table: kept pages do not wait for it."""
    with apart(), scoped(("/1/",), door=Door.SYSTEM):
        rows = Observation.objects.filter(
            cell__indicator__code=BY_GROUP, stage=Stage.CLOSED, state=ValueState.VALUE
        ).exclude(submission__source="")
        found = list(
            rows.order_by("-period", "unit_id", "cell_id").values_list(
                "cell_id", "value", "unit_id", "period", "submission__source"
            )
        )
        items = CellItem.objects.filter(cell__in={row[0] for row in found}, position=1)
        named = {one.cell_id: one.item for one in items.select_related("item").order_by("pk")}
    return [
        Count(named[cell].ethnic_group_id, named[cell].name, value, unit, period, source)
        for cell, value, unit, period, source in found
        if cell in named and value is not None
    ]


def of_group(group: int) -> list[GroupCount]:
    """Published counts of one ethnic group with their places, times and sources."""
    return [
        GroupCount(one.value, _("người"), place(one), year(one), one.source)
        for one in by_group()
        if one.group == group
    ]


def place(one: Count) -> str:
    found = places([one.unit], one.day).get(one.unit)
    return found.name if found else ""


def year(one: Count) -> str:
    return str(periods.parts(one.period)[1])
