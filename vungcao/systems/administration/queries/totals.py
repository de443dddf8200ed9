"""Counts before and after a reform: worked out for a draft, read for an applied one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from vungcao.kernel.citations.models import State
from vungcao.kernel.units import restatement
from vungcao.kernel.units.models import RestatedTally, Tally, Unit
from vungcao.systems.administration.queries.reforms import Place, Script, place_of

Cells = dict[tuple[Place, str], int]
Weights = Mapping[int, Sequence[tuple[Place, int]]]


@dataclass(frozen=True)
class Row:
    """A unit of the comparison with one value per measure; None where nothing was counted."""

    name: str
    unit: int | None
    values: list[int | None]


@dataclass
class Comparison:
    """Counts before and after; what is lost must be nothing."""

    day: date | None = None
    measures: list[str] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)
    after: list[Row] = field(default_factory=list)
    moves: list[tuple[str, str, int]] = field(default_factory=list)
    is_synthetic: bool = False

    @property
    def total_before(self) -> list[int]:
        return _totals(self.before, len(self.measures))

    @property
    def total_after(self) -> list[int]:
        return _totals(self.after, len(self.measures))

    @property
    def difference(self) -> list[int]:
        pairs = zip(self.total_after, self.total_before, strict=True)
        return [after - before for after, before in pairs]

    @property
    def agrees(self) -> bool:
        return not any(self.difference)


@dataclass(frozen=True)
class _Count:
    """What one unit counts on the eve of the reform."""

    measure: str
    unit: int
    day: date
    value: int
    state: str

    @property
    def key(self) -> str:
        """By which the kernel divides it: with the same key a draft shows what applying writes."""
        return f"{self.measure}:{self.unit}:{self.day}"


def compare(script: Script) -> Comparison:
    """The latest counts of all units that give or take, and where these go.

    Of a draft the parts are worked out as applying it would; of an applied reform they are read.
    """
    weights = _weights(script)
    taking = {
        number for goals in weights.values() for (kind, number), _w in goals if kind == "unit"
    }
    counts = _counts(script, weights.keys() | taking)
    last = max((count.day for count in counts if count.unit in weights), default=None)
    if last is None:
        return Comparison()
    return _comparison(script, [count for count in counts if count.day == last], weights)


def _weights(script: Script) -> Weights:
    """Where the counts of each source go: successions, and heirs of the same level."""
    weights: dict[int, list[tuple[Place, int]]] = defaultdict(list)
    for row in script.passed:
        weights[row.source_id].append((place_of(row.target_id, row.establishment_id), row.weight))
    ending = [row for row in script.turned if row.is_abolished]
    numbers = [number for row in ending for number in (row.unit_id, row.receiver_unit_id) if number]
    kinds = dict(Unit.objects.filter(pk__in=numbers).values_list("pk", "kind"))
    for turn in ending:
        heir = place_of(turn.receiver_unit_id, turn.receiver_establishment_id)
        made = script.made.get(heir[1]) if heir[0] == "made" else None
        if kinds[turn.unit_id] == (made.kind if made else kinds.get(heir[1])):
            weights[turn.unit_id].append((heir, 1))
    return weights


def _counts(script: Script, units: Iterable[int]) -> list[_Count]:
    """Every count that stands on the eve of the reform, original or as earlier reforms left it."""
    on, wanted = script.reform.effective_on, list(units)
    originals = Tally.objects.filter(
        Q(restated_on=None) | Q(restated_on__gte=on), unit__in=wanted, day__lt=on
    )
    columns = ["measure", "unit", "day", "value", "basis__state"]
    found = [_Count(*row) for row in originals.order_by("pk").values_list(*columns)]
    earlier = RestatedTally.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), unit__in=wanted, valid_from__lt=on
    )
    columns = ["tally__measure", "unit", "tally__day", "value", "tally__basis__state"]
    found += [_Count(*row) for row in earlier.order_by("pk").values_list(*columns)]
    return found


def _comparison(script: Script, counts: Sequence[_Count], weights: Weights) -> Comparison:
    before: Cells = defaultdict(int)
    after: Cells = defaultdict(int)
    moved: dict[tuple[int, Place, str], int] = defaultdict(int)
    for count in counts:
        before[("unit", count.unit), count.measure] += count.value
        goals = weights.get(count.unit)
        if goals is None:  # it takes and gives nothing: its own count goes on
            after[("unit", count.unit), count.measure] += count.value
            continue
        shares = restatement.parts(count.value, [weight for _goal, weight in goals], count.key)
        for (goal, _weight), share in zip(goals, shares, strict=True):
            moved[count.unit, goal, count.measure] += share
    parts = _written(script, counts[0].day) if script.reform.is_applied else _gathered(moved)
    for cell, value in parts.items():
        after[cell] += value
    measures = sorted({measure for _place, measure in before}, reverse=True)
    moves = [
        (script.unit(source), script.place(goal), value)
        for (source, goal, measure), value in moved.items()
        if measure == measures[0]
    ]
    sides = _rows(before, measures, script), _rows(after, measures, script)
    is_synthetic = any(count.state == State.SYNTHETIC for count in counts)
    return Comparison(counts[0].day, measures, *sides, moves, is_synthetic)


def _gathered(moved: Mapping[tuple[int, Place, str], int]) -> Cells:
    after: Cells = defaultdict(int)
    for (_source, goal, measure), value in moved.items():
        after[goal, measure] += value
    return after


def _written(script: Script, day: date) -> Cells:
    """What the applied reform has left in the database, by the units that it made."""
    made = {row.unit_id: pk for pk, row in script.made.items()}
    rows = RestatedTally.objects.filter(reform=script.reform, tally__day=day).order_by("pk")
    after: Cells = defaultdict(int)
    for unit, measure, value in rows.values_list("unit", "tally__measure", "value"):
        after[place_of(unit, made.get(unit)), measure] += value
    return after


def _rows(cells: Cells, measures: Sequence[str], script: Script) -> list[Row]:
    places = sorted({place for place, _measure in cells}, key=lambda at: (script.place(at), at))
    return [
        Row(
            script.place(place),
            script.number(place),
            [cells.get((place, measure)) for measure in measures],
        )
        for place in places
    ]


def _totals(rows: Iterable[Row], width: int) -> list[int]:
    totals = [0] * width
    for row in rows:
        for at, value in enumerate(row.values):
            totals[at] += value or 0
    return totals
