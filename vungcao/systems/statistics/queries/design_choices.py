"""What a designer of forms chooses from on a day: indicators by group, lists with their items."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vungcao.systems.statistics.models import (
    CodeItem,
    Dimension,
    IndicatorKind,
    IndicatorVersion,
)
from vungcao.systems.statistics.rules.proofs import Catalogue, Known


@dataclass(frozen=True)
class Choice:
    """An indicator that may be typed in, by which lists it is divided."""

    code: str
    name: str
    group: str
    lists: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    code: str
    name: str
    is_minority: bool | None = None


@dataclass(frozen=True)
class Choices:
    """Everything of a day; `lists` are code, name and items in their order."""

    indicators: tuple[Choice, ...]
    lists: tuple[tuple[str, str, tuple[Item, ...]], ...]
    catalogue: Catalogue

    @cached_property
    def names(self) -> dict[str, str]:
        """Indicators, and items as `sex=1`, in words."""
        found = {one.code: one.name for one in self.indicators}
        for code, _name, items in self.lists:
            found |= {f"{code}={item.code}": item.name for item in items}
        return found

    def items(self, code: str) -> tuple[Item, ...]:
        return next((items for one, _name, items in self.lists if one == code), ())


def choices(day: date) -> Choices:
    """With three statements."""
    divided: dict[int, list[str]] = defaultdict(list)
    versions = IndicatorVersion.objects.in_force(day)
    laid = Dimension.objects.filter(version__in=versions).order_by("position")
    for version, code in laid.values_list("version", "list__code"):
        divided[version].append(code)
    rows = list(versions.select_related("indicator").order_by("indicator__code"))
    known = {
        row.indicator.code: Known(
            row.name,
            row.kind == IndicatorKind.COUNTED,
            row.indicator.decimals,
            tuple(divided[row.pk]),
        )
        for row in rows
    }
    counted = tuple(
        Choice(row.indicator.code, row.name, row.indicator.group, tuple(divided[row.pk]))
        for row in rows
        if row.kind == IndicatorKind.COUNTED
    )
    lists = _lists(day)
    items = {code: frozenset(one.code for one in found) for code, _name, found in lists}
    return Choices(counted, lists, Catalogue(known, items))


def _lists(day: date) -> tuple[tuple[str, str, tuple[Item, ...]], ...]:
    found: dict[tuple[str, str], list[Item]] = {}
    rows = CodeItem.objects.in_force(day).select_related("list", "ethnic_group")
    for row in rows.order_by("list__pk", "position", "pk"):
        minority = row.ethnic_group.is_minority if row.ethnic_group else None
        one = Item(row.code, row.name, minority)
        found.setdefault((row.list.code, row.list.name), []).append(one)
    return tuple((code, name, tuple(items)) for (code, name), items in found.items())
