"""What reforms did to the villages of the register between its day and the day of a map."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vungcao.kernel.units.models import Kind, Reform, Succession
from vungcao.kernel.units.models.reforms import ReformState
from vungcao.kernel.units.queries import on_day
from vungcao.systems.prestige.queries.places import Chart


@dataclass(frozen=True)
class Move:
    """A unit of the map, and the units of the register's day out of which its persons came."""

    unit: int
    name: str
    out_of: tuple[tuple[str, int], ...]  # names and persons
    reforms: tuple[Reform, ...]


@dataclass(frozen=True)
class Moves:
    """The units that changed between two days, and the reforms that changed them."""

    moves: tuple[Move, ...] = ()
    reforms: tuple[Reform, ...] = ()

    def of(self, unit: int) -> Move | None:
        return next((move for move in self.moves if move.unit == unit), None)


def between(where: Mapping[int, int], day: date, map_day: date) -> Moves:
    """For villages with their persons: which communes they lay in, and lie in by the map."""
    if map_day <= day or not where:
        return Moves()
    then, now = Chart(day), Chart(map_day)
    flows: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for village, persons in where.items():
        old, new = then.above(village, Kind.COMMUNE), now.above(village, Kind.COMMUNE)
        if old is not None and new is not None:
            flows[new][old] += persons
    changed = {new: olds for new, olds in flows.items() if set(olds) != {new}}
    reforms = _reforms({old for olds in changed.values() for old in olds}, day, map_day)
    names = {unit.id: unit.name for unit in on_day({*changed}, map_day)}
    before = {unit.id: unit.name for unit in on_day({o for n in changed.values() for o in n}, day)}
    moves = [
        Move(
            new,
            names[new],
            tuple(sorted((before[old], persons) for old, persons in olds.items())),
            _of(olds, reforms),
        )
        for new, olds in changed.items()
    ]
    known = {reform.pk: reform for found in reforms.values() for reform in found}
    listed = sorted(known.values(), key=lambda reform: (reform.effective_on, reform.pk))
    return Moves(tuple(sorted(moves, key=lambda move: move.name)), tuple(listed))


def _of(olds: Mapping[int, int], reforms: Mapping[int, list[Reform]]) -> tuple[Reform, ...]:
    found = {reform.pk: reform for old in olds for reform in reforms.get(old, ())}
    return tuple(sorted(found.values(), key=lambda reform: (reform.effective_on, reform.pk)))


def _reforms(units: set[int], day: date, map_day: date) -> dict[int, list[Reform]]:
    passed = Succession.objects.filter(
        source__in=units,
        reform__state=ReformState.APPLIED,
        reform__effective_on__gt=day,
        reform__effective_on__lte=map_day,
    ).select_related("reform__basis")
    found: dict[int, list[Reform]] = defaultdict(list)
    for one in passed.order_by("reform__effective_on", "pk"):
        if one.reform not in found[one.source_id]:
            found[one.source_id].append(one.reform)
    return found
