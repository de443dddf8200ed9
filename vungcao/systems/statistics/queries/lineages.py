"""The lineages of many units at once: reforms, their days and ways of adding are read once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from vungcao.kernel.units.models import Unit
from vungcao.kernel.units.queries.flows import Flow, flows
from vungcao.systems.statistics.models import IndicatorVersion
from vungcao.systems.statistics.queries.lineage import Lineage, last_day
from vungcao.systems.statistics.rules.adding import Way


@dataclass
class Lineages:
    """What was each of many units before, in a fixed number of statements."""

    _known: dict[tuple[int, int], Lineage] = field(default_factory=dict)
    _until: dict[int, tuple[Flow, ...]] = field(default_factory=dict)

    @cached_property
    def flows(self) -> Sequence[Flow]:
        return flows()

    def of(self, unit: int, period: int) -> Lineage:
        """The same object for all periods between two reforms."""
        passed = self._passed(period) if unit in self.heirs else ()
        key = (unit, len(passed))
        if key not in self._known:
            self._known[key] = Lineage(unit, passed, self._made) if passed else Lineage(unit)
        return self._known[key]

    def _passed(self, period: int) -> tuple[Flow, ...]:
        """The reforms until the end of a period."""
        if period not in self._until:
            last = last_day(period)
            self._until[period] = tuple(flow for flow in self.flows if flow.day <= last)
        return self._until[period]

    def latest(self, unit: int) -> Lineage:
        """Through every reform that was ever applied."""
        return Lineage(unit, tuple(self.flows), self._made)

    def origins(self, asked: Iterable[tuple[int, int]]) -> set[int]:
        """All units that units, each in a period, have ever come from."""
        known = {id(one): one for one in (self.of(*each) for each in asked)}
        return {unit for one in known.values() for unit in one.origins()}

    @cached_property
    def heirs(self) -> frozenset[int]:
        """The units to which a reform has passed anything."""
        return frozenset(
            to
            for flow in self.flows
            for targets in flow.targets.values()
            for to, _weight in targets
        )

    @cached_property
    def _made(self) -> dict[int, date]:
        days = {flow.day for flow in self.flows}
        rows = Unit.objects.filter(pk__in=self.heirs, valid_from__in=days)
        return dict(rows.values_list("pk", "valid_from"))


@dataclass
class Ways:
    """How cells add over units, at the end of any period."""

    cells: Iterable[int]
    _known: list[dict[int, Way]] = field(default_factory=list)
    _at: dict[int, int] = field(default_factory=dict)

    def at(self, period: int) -> tuple[int, dict[int, Way]]:
        """The ways of a period, and a number that equal ones share."""
        if period not in self._at:
            day = last_day(period)
            found = {
                cell: Way(way)
                for cell, since, until, way in self._rows
                if since <= day and (until is None or day < until)
            }
            if found not in self._known:
                self._known.append(found)
            self._at[period] = self._known.index(found)
        number = self._at[period]
        return number, self._known[number]

    @cached_property
    def _rows(self) -> list[tuple[int, date, date | None, str]]:
        rows = IndicatorVersion.objects.filter(indicator__cells__in=list(self.cells))
        return list(rows.values_list("indicator__cells", "valid_from", "valid_until", "over_units"))
