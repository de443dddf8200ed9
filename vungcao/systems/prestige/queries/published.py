"""Published figures: those of the press beside the register's own, and those we have published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.norms import queries as kernel
from vungcao.kernel.norms.models import TableRow
from vungcao.kernel.norms.queries import NothingInForce
from vungcao.kernel.units.models import Code, Hierarchy, Kind, Placement, Unit
from vungcao.kernel.units.queries import GSO, places
from vungcao.systems.prestige.models import PublishedCount
from vungcao.systems.prestige.queries import norms


@dataclass(frozen=True)
class Press:
    """What somebody has published for a unit."""

    unit: Unit
    name: str
    persons: int


@dataclass(frozen=True)
class PressFigures:
    """A publication of the press: units of its time, and the day by whose map the register is to
    be counted beside it: the first of the publication on which all of them are known."""

    basis: Citation
    day: date
    figures: tuple[Press, ...]


def of_the_press(day: date) -> PressFigures | None:
    """The publication that holds on a day; one of which no unit is known is passed over."""
    try:
        rows = kernel.table(norms.PUBLISHED, day)
    except NothingInForce:
        return None
    if not rows:
        return None
    version = type(rows[0].version).objects.select_related("basis").get(pk=rows[0].version_id)
    rows.sort(key=lambda row: int(row.values["position"]))
    units = _units(rows, version.valid_from, version.valid_until or date.max)
    found = tuple(
        Press(units[key], row.values["unit"], int(row.values["persons"]))
        for row in rows
        if (key := (row.values["level"], row.values["unit_code"])) in units
    )
    if not found:
        return None
    known = max(one.unit.valid_from for one in found)
    return PressFigures(version.basis, max(version.valid_from, known), found)


def _units(rows: list[TableRow], first: date, end: date) -> dict[tuple[str, str], Unit]:
    """The first that bore each code while the publication held: a code may pass to another."""
    wanted = [row.values["unit_code"] for row in rows]
    lived = Q(valid_until=None) | Q(valid_until__gt=first)
    codes = Code.objects.filter(lived, scheme=GSO, code__in=wanted, valid_from__lt=end)
    found: dict[tuple[str, str], Unit] = {}
    for one in codes.select_related("unit").order_by("valid_from", "pk"):
        found.setdefault((one.kind, one.code), one.unit)
    return found


@dataclass(frozen=True)
class Line:
    """A published count as a page shows it; `persons` is None where it is not shown."""

    unit: int
    kind: str
    name: str
    persons: int | None
    above: int | None


@dataclass(frozen=True)
class Publication:
    """All counts that were published for one day."""

    day: date
    published_on: date
    lines: tuple[Line, ...]

    def at(self, kind: Kind) -> list[Line]:
        return [line for line in self.lines if line.kind == kind]

    @property
    def total(self) -> int | None:
        """Of the whole province; None where the province has no number."""
        tops = self.at(Kind.PROVINCE)
        return tops[0].persons if len(tops) == 1 else None


def days() -> list[date]:
    """The days for which something is published, the newest first."""
    found = PublishedCount.objects.order_by("-day").values_list("day", flat=True)
    return list(found.distinct())


def publication(day: date) -> Publication | None:
    """What was published for a day; three queries however many units there are."""
    rows = list(PublishedCount.objects.filter(day=day).order_by("pk"))
    if not rows:
        return None
    ids = [row.unit_id for row in rows]
    names = places(ids, day)
    placed = Placement.objects.in_force(day).filter(unit__in=ids, parent__in=ids)
    placed = placed.filter(hierarchy=Hierarchy.ADMINISTRATIVE).order_by("pk")
    parents = dict(placed.values_list("unit", "parent"))
    lines = [
        Line(row.unit_id, place.kind, place.name, row.persons, parents.get(row.unit_id))
        for row in rows
        if (place := names.get(row.unit_id)) is not None
    ]
    lines.sort(key=lambda line: (line.persons is None, -(line.persons or 0), line.name))
    return Publication(day, max(row.published_on for row in rows), tuple(lines))


def count(unit: int, day: date) -> int | None:
    """The newest count published for a unit on or before a day."""
    found = PublishedCount.objects.filter(unit=unit, day__lte=day).order_by("-day").first()
    return found.persons if found else None


def day_of(unit: int, day: date) -> date | None:
    """Of which day `count` is."""
    found = PublishedCount.objects.filter(unit=unit, day__lte=day).order_by("-day").first()
    return found.day if found else None


def beside(press: PressFigures, counts: Mapping[int, int | None]) -> list[tuple[Press, int | None]]:
    return [(one, counts.get(one.unit.pk, 0)) for one in press.figures]
