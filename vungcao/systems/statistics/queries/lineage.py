"""What a unit was before: its figures of earlier periods, brought to it through reforms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

from django.db.models import Q

from vungcao.kernel.units.models import Revision, Succession, Unit
from vungcao.kernel.units.queries.flows import Flow, before, flows
from vungcao.systems.statistics.models import IndicatorVersion
from vungcao.systems.statistics.rules import adding, periods
from vungcao.systems.statistics.rules.adding import Part, Way
from vungcao.systems.statistics.rules.exact import Figure, State, unscaled
from vungcao.systems.statistics.rules.tables import Weights, carried

STATES = tuple(State)
Stored = tuple[int, int | None]  # state and value as the table of figures keeps them


@dataclass(frozen=True)
class Place:
    """A figure to restate: its cell, how it adds over units, and its decimals."""

    cell: int
    way: Way
    decimals: int


@dataclass(frozen=True)
class Lineage:
    """The reforms by which a unit, as it stood on the last day of a period, has come about."""

    unit: int
    flows: tuple[Flow, ...] = ()
    made: Mapping[int, date] = field(default_factory=dict)  # by a reform, on its day

    @classmethod
    def of(cls, unit: int, period: int) -> "Lineage":
        """Nothing more is read for a unit to which no reform has passed anything."""
        heir = Q(receiver_unit=unit) | Q(receiver_establishment__unit=unit)
        if not (
            Succession.objects.filter(target=unit).exists()
            or Revision.objects.filter(heir, is_abolished=True).exists()
        ):
            return cls(unit)
        last = last_day(period)
        known = cls(unit, tuple(flow for flow in flows() if flow.day <= last))
        days = {flow.day for flow in known.flows}
        rows = Unit.objects.filter(pk__in=known.origins(), valid_from__in=days)
        return replace(known, made=dict(rows.values_list("pk", "valid_from")))

    def since(self, period: int) -> list[Flow]:
        """The reforms between a period and the one in question."""
        return [flow for flow in self.flows if flow.day > last_day(period)]

    @property
    def day(self) -> date:
        """Since when the unit has its bounds: reforms elsewhere have nothing to do with it."""
        own = [flow.day for flow in self.flows if self._is_own(flow)]
        return max(own, default=self.flows[-1].day)

    def _is_own(self, flow: Flow) -> bool:
        to = {target for targets in flow.targets.values() for target, _weight in targets}
        return self.unit in to or self.unit in flow.targets

    def origins(self) -> set[int]:
        """All units that it has ever come from, itself too."""
        found = {self.unit}
        for nth in range(len(self.flows)):
            found |= {part.unit for part in before(self.unit, self.flows[nth:])}
        return found

    def at(self, period: int) -> "Earlier":
        """What was the unit in a period."""
        since = self.since(period)
        stood = {part.unit for part in before(self.unit, since)}
        later = {one for one, day in self.made.items() if day > last_day(period)}
        sources = sorted(stood - later) or [self.unit]
        return Earlier(self.unit, period, [flow.targets for flow in since], sources)


@dataclass(frozen=True)
class Earlier:
    """The units whose figures of a period are those of a later unit, and how they came to it."""

    unit: int
    period: int
    reforms: Sequence[Weights]
    sources: Sequence[int]

    @property
    def is_restated(self) -> bool:
        return list(self.sources) != [self.unit]

    @cached_property
    def divided(self) -> frozenset[int]:
        """The sources of which only a part came here."""
        whole = {self.unit}
        goals = {one: set(carried(1, one, "", self.reforms)) for one in self.sources}
        return frozenset(one for one, found in goals.items() if found != whole)

    def figure(self, place: Place, given: Mapping[tuple[int, int, int], Stored]) -> Figure | None:
        """The figure as the unit would have had it; none where a part of it lacks."""
        own = given.get((place.cell, self.period, self.unit))
        if own is not None and self.unit not in self.sources:  # entered for a time before it stood
            return _figure(*own, place.decimals)
        rows = [given.get((place.cell, self.period, source)) for source in self.sources]
        if None in rows or not self._adds(place.way):
            return None
        if (plain := self._counted(place, rows)) is not None:
            return plain
        parts = [
            Part(self._part(place, source, stored))
            for source, stored in zip(self.sources, rows, strict=True)
            if stored is not None
        ]
        if len(parts) == 1:
            return parts[0].figure
        added = adding.add(parts, place.way)
        return None if added.missing else added.figure

    def _counted(self, place: Place, rows: Sequence[Stored | None]) -> Figure | None:
        """Plain counts added as the whole numbers that they are; for anything else, nothing.

        What `adding` would say of them, many times as fast: a report brings whole provinces.
        """
        if place.way is not Way.SUM or len(rows) < 2:
            return None
        total, is_counted = 0, False
        for source, stored in zip(self.sources, rows, strict=True):
            state, value = stored or (0, None)
            if value is None:
                if STATES[state] is not State.NONE_OCCURRED:
                    return None
                continue
            total, is_counted = total + self._share(place, source, value), True
        return _figure(0, total, place.decimals) if is_counted else Figure(State.NONE_OCCURRED)

    def _share(self, place: Place, source: int, value: int) -> int:
        """What of a count came here."""
        if source not in self.divided:
            return value
        key = f"{place.cell}:{source}:{self.period}"
        return carried(value, source, key, self.reforms).get(self.unit, 0)

    def _part(self, place: Place, source: int, stored: Stored) -> Figure:
        """Divided as a table divides it, so that both say the same to the unit."""
        state, value = stored
        if value is not None:
            value = self._share(place, source, value)
        return _figure(state, value, place.decimals)

    def _adds(self, way: Way) -> bool:
        """A count may be divided and added; the greatest only chosen; anything else comes alone."""
        if way is Way.SUM:
            return True
        return not self.divided and (len(self.sources) == 1 or way is Way.MAX)


def ways(cells: Iterable[int], period: int) -> dict[int, Way]:
    """How each cell adds over units at the end of a period; what nobody has said does not."""
    rows = IndicatorVersion.objects.in_force(last_day(period)).filter(
        indicator__cells__in=list(cells)
    )
    found = rows.values_list("indicator__cells", "over_units")
    return {cell: Way(way) for cell, way in found}


def _figure(state: int, value: int | None, decimals: int) -> Figure:
    return Figure(STATES[state]) if value is None else Figure(value=unscaled(value, decimals))


@lru_cache(maxsize=4096)
def last_day(period: int) -> date:
    return periods.end(period) - timedelta(days=1)
