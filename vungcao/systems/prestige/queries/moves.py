"""Which reforms moved a village: from under which units to under which, and on what basis."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from vungcao.kernel.citations.models import Citation
from vungcao.kernel.units.models import Hierarchy, Kind, Placement, Reform, Unit
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.kernel.units.queries import on_day
from vungcao.kernel.units.queries.scopes import paths

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Standpoint:
    """Where a village stood on a day: its own name, and the names above it, the nearest first."""

    ids: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def above(self) -> str:
        return ", ".join(self.names[1:])

    @property
    def village(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Move:
    """One reform that changed a village or what stands above it.

    `before` is None for a village that the reform made; `parts` are then those it was made of.
    """

    reform: Reform
    before: Standpoint | None
    after: Standpoint
    parts: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        return self.reform.effective_on

    @property
    def basis(self) -> Citation:
        return self.reform.basis

    @property
    def is_merged_away(self) -> bool:
        return self.before is not None and self.before.ids[0] != self.after.ids[0]


def moves(village: Unit) -> list[Move]:
    """The applied reforms that moved `village`, oldest first; as many queries for each day."""
    found = []
    points: dict[date, Standpoint] = {}

    def point(day: date) -> Standpoint:
        if day not in points:
            points[day] = standpoint(village.pk, day)
        return points[day]

    for reform in _reforms(village):
        day = reform.effective_on
        is_made = day == village.valid_from
        before = None if is_made else point(day - A_DAY)
        after = point(day)
        if before is None:
            found.append(Move(reform, None, after, _parts(reform, village)))
        elif before != after:
            found.append(Move(reform, before, after))
    return found


def _reforms(village: Unit) -> QuerySet[Reform]:
    """Those that speak of the village or of a unit that it ever stood under."""
    around = _all_above(village.pk)
    told = (
        Q(succession__source__in=around)
        | Q(succession__target=village)
        | Q(revision__unit__in=around)
        | Q(establishment__unit=village)
    )
    since = Q(effective_on__gt=village.valid_from) | Q(establishment__unit=village)
    rows = Reform.objects.filter(told, since, state=ReformState.APPLIED)
    return (
        Reform.objects.filter(pk__in=rows.values("pk"))
        .select_related("basis")
        .order_by("effective_on", "pk")
    )


def _all_above(unit: int) -> set[int]:
    known, fresh = {unit}, {unit}
    while fresh:
        placed = Placement.objects.filter(hierarchy=Hierarchy.ADMINISTRATIVE, unit__in=fresh)
        fresh = set(placed.order_by("pk").values_list("parent", flat=True)) - known
        known |= fresh
    return known


def standpoint(village: int, day: date) -> Standpoint:
    """Who answered for a village on a day, and under whom that one stood."""
    chain = [int(part) for part in reversed(paths(day)[village].strip("/").split("/"))]
    names = {unit.id: unit for unit in on_day(chain, day)}
    shown = [pk for pk in chain if names[pk].kind != Kind.NATION]
    return Standpoint(tuple(shown), tuple(names[pk].name for pk in shown))


def _parts(reform: Reform, village: Unit) -> tuple[str, ...]:
    sources = Unit.objects.filter(passed_on__reform=reform, passed_on__target=village)
    ids = sources.order_by("pk").values_list("pk", flat=True)
    return tuple(unit.name for unit in on_day(ids, reform.effective_on - A_DAY))
