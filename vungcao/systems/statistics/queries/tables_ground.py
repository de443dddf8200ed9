"""Where the figures of a unit stand in a table: by its own map, or through reforms by another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from vungcao.kernel.units.models import Hierarchy, Kind, Placement, Unit
from vungcao.kernel.units.queries.flows import Flow, flows
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.tables import Weights, carried

LEVELS = (Kind.PROVINCE, Kind.DISTRICT, Kind.COMMUNE, Kind.VILLAGE)
OUTSIDE = -1  # the row of what lies in no area of a policy
Placed = dict[int, list[tuple[date, date | None, int]]]


@dataclass(frozen=True)
class Map:
    """By which units a table is shown. Without a `day` as recorded: by those of each period.

    `within` is the unit in which they lie; `today` the day on which that is asked.
    """

    level: Kind
    day: date | None
    within: int | None
    today: date


@dataclass
class Land:
    """The units, where they stood on every day, and what reforms have made of them; read once.

    Villages are read where figures of villages may be wanted.
    """

    map: Map
    villages: bool = True
    flows: list[Flow] = field(default_factory=flows)
    _chains: dict[tuple[int, date], list[int]] = field(default_factory=dict)

    @cached_property
    def lives(self) -> dict[int, tuple[str, date, date | None]]:
        """Each unit's kind and days."""
        rows = Unit.objects.order_by("pk")
        rows = rows if self.villages else rows.exclude(kind=Kind.VILLAGE)
        told = rows.values_list("pk", "kind", "valid_from", "valid_until")
        return {pk: (kind, since, until) for pk, kind, since, until in told}

    @cached_property
    def kinds(self) -> dict[int, str]:
        return {pk: kind for pk, (kind, _since, _until) in self.lives.items()}

    @cached_property
    def placed(self) -> dict[str, Placed]:
        """The units above, by hierarchy."""
        rows = Placement.objects.order_by()
        if self.map.level != Kind.AREA:
            rows = rows.exclude(hierarchy=Hierarchy.TARGET_AREA)
        rows = rows if self.villages else rows.exclude(unit__kind=Kind.VILLAGE)
        found: dict[str, Placed] = {one: defaultdict(list) for one in Hierarchy.values}
        told = ("hierarchy", "unit", "valid_from", "valid_until", "parent")
        for order, unit, since, until, parent in rows.order_by("valid_from").values_list(*told):
            found[order][unit].append((since, until, parent))
        return found

    @cached_property
    def divided(self) -> frozenset[int]:
        """Units of which reforms have made several."""
        several = {unit for flow in self.flows for unit in flow.targets if self._parts(flow, unit)}
        return frozenset(several | {one for one in self._sources if self._becomes(one) & several})

    @cached_property
    def _sources(self) -> set[int]:
        return {unit for flow in self.flows for unit in flow.targets}

    @staticmethod
    def _parts(flow: Flow, unit: int) -> bool:
        return len({target for target, _weight in flow.targets[unit]}) > 1

    def _becomes(self, unit: int) -> set[int]:
        """All units through which this one has come to where it is."""
        reached, waiting = {unit}, [unit]
        while waiting:
            one = waiting.pop()
            for flow in self.flows:
                for target, _weight in flow.targets.get(one, ()):
                    if target not in reached:
                        reached.add(target)
                        waiting.append(target)
        return reached

    def reforms(self, period: int) -> Sequence[Weights]:
        if self.map.day is None:
            return ()
        return self._between(last_day(period), self.map.day)

    def lies_between(self, day: date, period: int) -> bool:
        """Whether a reform of a day lies between a period and the map."""
        return self.map.day is not None and last_day(period) < day <= self.map.day

    def row(self, unit: int, period: int) -> int | None:
        day = self._shown(period)
        if self.map.within is not None and not self._lies_within(unit, day):
            return None
        return self._area(unit, day) if self.map.level == Kind.AREA else self._above(unit, day)

    def stands(self, unit: int, period: int) -> bool:
        """What no reform has made is taken to have been there before it was first recorded."""
        if unit not in self.lives:
            return False
        day, (_kind, since, until) = self._shown(period), self.lives[unit]
        has_begun = since <= day or unit not in self._made
        return has_begun and (until is None or day < until)

    @cached_property
    def _made(self) -> set[int]:
        """What reforms have made of other units; a receiver that was there before is its own."""
        return {
            to
            for flow in self.flows
            for source, targets in flow.targets.items()
            for to, _weight in targets
            if to != source
        }

    def inner(self, units: Iterable[int], period: int) -> frozenset[int]:
        """Those below another of them. What stands above the level asked for covers nothing."""
        day, asked = last_day(period), self._lowest
        known = {one for one in units if self._rank(one) >= asked}
        if len({self.kinds.get(one) for one in known}) < 2:
            return frozenset()
        return frozenset(one for one in known if known & set(self._chain(one, day)[1:]))

    def passed(self, first: date, last: date) -> list[date]:
        """The days of reforms in a stretch that touch what is shown here, oldest first."""
        found = [flow for flow in self.flows if first < flow.day <= last]
        return sorted({flow.day for flow in found if self._touches(flow)})

    def _touches(self, flow: Flow) -> bool:
        if self.map.within is None:
            return True
        goals = {to for targets in flow.targets.values() for to, _weight in targets}
        return any(self._lies_within(goal, flow.day) for goal in goals)

    def chain(self, unit: int, day: date) -> list[int]:
        """The unit and what it stood under, upwards; the former district beside the province."""
        found, waiting = [unit], [unit]
        while waiting:
            one = waiting.pop()
            for order in (Hierarchy.FORMER_DISTRICT, Hierarchy.ADMINISTRATIVE):
                above = _parent(self.placed[order].get(one, ()), day)
                if above is not None and above not in found:
                    found.append(above)
                    waiting.append(above)
        return found

    def _above(self, unit: int, day: date) -> int | None:
        """The unit of the level asked for; what stands above that level has no row."""
        found = [one for one in self._chain(unit, day) if self.kinds.get(one) == self.map.level]
        return found[0] if found else None

    def _area(self, unit: int, day: date) -> int | None:
        """The policy's area of a unit or of the next one above it that lies in any.

        What lies in none has a row of its own, so that all rows are the whole; figures of what is
        larger than a commune have no row.
        """
        if self._rank(unit) < self._lowest:
            return None
        placed = self.placed[Hierarchy.TARGET_AREA]
        found = (_in_force(placed.get(one, ()), day) for one in self._chain(unit, day))
        return next((area for area in found if area is not None), OUTSIDE)

    @property
    def _lowest(self) -> int:
        """The place of the level asked for among all; areas are made of communes."""
        level = Kind.COMMUNE if self.map.level == Kind.AREA else self.map.level
        return LEVELS.index(level)

    def _chain(self, unit: int, day: date) -> list[int]:
        if (unit, day) not in self._chains:
            self._chains[unit, day] = self.chain(unit, day)
        return self._chains[unit, day]

    def _lies_within(self, unit: int, day: date) -> bool:
        """In it on the day, or what became of it by today lies in it."""
        if self.map.within in self._chain(unit, day):
            return True
        if self.map.day is not None:
            return False
        heirs = carried(1, unit, "", self._between(day, self.map.today))
        return any(self.map.within in self._chain(one, self.map.today) for one in heirs)

    def _between(self, day: date, until: date) -> list[Weights]:
        return [flow.targets for flow in self.flows if day < flow.day <= until]

    def _shown(self, period: int) -> date:
        day = last_day(period)
        return day if self.map.day is None else max(day, self.map.day)

    def _rank(self, unit: int) -> int:
        kind = self.kinds.get(unit, "")
        return LEVELS.index(Kind(kind)) if kind in LEVELS else -1


def has_areas(day: date) -> bool:
    """Whether any unit lies in an area of a policy on a day or lay in one before."""
    rows = Placement.objects.filter(hierarchy=Hierarchy.TARGET_AREA, valid_from__lte=day)
    return rows.exists()


def last_day(period: int) -> date:
    return periods.end(period) - timedelta(days=1)


def _in_force(places: Sequence[tuple[date, date | None, int]], day: date) -> int | None:
    """The parent on the very day: an area holds from its decision on, and not before."""
    found = (
        parent for since, until, parent in places if since <= day and (until is None or day < until)
    )
    return next(found, None)


def _parent(places: Sequence[tuple[date, date | None, int]], day: date) -> int | None:
    """The parent in force on the day, or the last before it; of earlier days the first known."""
    if not places:
        return None
    known = [parent for since, _until, parent in places if since <= day]
    return known[-1] if known else places[0][2]
