"""The communes of the demo in all its years, read once: who they were, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.utils.text import slugify

from vungcao.kernel.units import queries
from vungcao.kernel.units.demo import COUNTED, MERGED
from vungcao.kernel.units.models import Code, Kind, Placement, Unit
from vungcao.kernel.units.queries.flows import flows
from vungcao.systems.statistics.models import CodeItem
from vungcao.systems.statistics.offers.demo import levels
from vungcao.systems.statistics.offers.demo.levels import LAST_OLD, Commune, Sheet
from vungcao.systems.statistics.rules.tables import Weights, carried

HERE, NEIGHBOUR = "07621", "07582"
# The newest day of each year on which the demo has counted today's communes.
COUNTS = {2025: date(2025, 12, 31), 2026: date(2026, 6, 30)}
Counts = Mapping[int, tuple[int, int]]  # households and people, by unit


@dataclass
class World:
    """Old communes by their unit, the reforms that ended them, counts of today's, rows of groups.

    `keys` are the units' own, the same in every run.
    """

    communes: Mapping[int, Commune]
    reforms: list[Weights]
    counts: Mapping[int, Counts]
    rows: Mapping[str, str]
    keys: Mapping[int, str]
    _merged: dict[int, list[Sheet]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self | None:
        """None where nobody has counted the communes of the demo."""
        counted = _counts(COUNTED)
        if not counted:
            return None
        lived = Unit.objects.filter(pk__in=counted)
        keys = {
            unit.pk: str(unit.key or unit.pk) for unit in Unit.objects.filter(kind=Kind.COMMUNE)
        }
        districts = _districts(lived.values_list("pk", flat=True))
        return cls(
            communes={
                pk: Commune(keys[pk], districts.get(pk, ""), homes, people)
                for pk, (homes, people) in sorted(counted.items())
            },
            reforms=[flow.targets for flow in flows() if COUNTED < flow.day <= MERGED],
            counts={year: _counts(day) for year, day in COUNTS.items()},
            rows=_rows(),
            keys=keys,
        )

    def sheet(self, unit: int, year: int) -> Sheet:
        """What a commune types in for a year: of the old map up to its last year, then today's."""
        if year <= LAST_OLD:
            return levels.finished(levels.old(self.communes[unit], self.rows, year))
        whole = levels.joined(self.merged.get(unit, []))
        sheet = levels.later(whole, self.keys[unit], year - LAST_OLD)
        counts = self.counts.get(year, {})
        return levels.finished(levels.counted(sheet, *counts[unit]) if unit in counts else sheet)

    @property
    def merged(self) -> Mapping[int, list[Sheet]]:
        """The sheets of the last old year by the units to which reforms have brought them."""
        if not self._merged:
            for unit, commune in self.communes.items():
                sheet = levels.old(commune, self.rows, LAST_OLD)
                parts: dict[int, Sheet] = {}
                for code, value in sheet.items():
                    for goal, share in carried(value, unit, code, self.reforms).items():
                        parts.setdefault(goal, {})[code] = share
                for goal, part in parts.items():
                    self._merged.setdefault(goal, []).append(part)
        return self._merged

    def before(self, unit: int) -> frozenset[int]:
        """The old communes of which one of today's was made."""
        return frozenset(old for old in self.communes if unit in carried(1, old, "", self.reforms))


def commune(code: str) -> Unit | None:
    """A commune of today's map by its code."""
    return queries.by_code(queries.GSO, Kind.COMMUNE, code, MERGED)


def _counts(day: date) -> Counts:
    homes, people = (
        {
            row.unit.id: row.value
            for row in queries.totals(name, day, as_of=day, kind=Kind.COMMUNE).rows
        }
        for name in ("households", "population")
    )
    return {unit: (homes[unit], people[unit]) for unit in homes if unit in people}


def _districts(units: object) -> dict[int, str]:
    """The code of the district under which each stood."""
    placed = Placement.objects.in_force(COUNTED).filter(unit__in=units, hierarchy="administrative")
    above = dict(placed.values_list("unit", "parent"))
    coded = Code.objects.in_force(COUNTED).filter(scheme=queries.GSO, unit__in=set(above.values()))
    codes = dict(coded.values_list("unit", "code"))
    return {unit: codes.get(parent, "") for unit, parent in above.items()}


def _rows() -> dict[str, str]:
    """The row of each ethnic group in the forms, by its name."""
    items = CodeItem.objects.filter(list__code="ethnic_group").values_list("name", "code")
    return {name: f"g{slugify(code).replace('-', '_')}" for name, code in items}
