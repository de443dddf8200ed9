"""A reform as the workbench shows it: its lines in words, and totals before and after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from vungcao.kernel.citations.models import State
from vungcao.kernel.units import restatement
from vungcao.kernel.units.models import (
    Establishment,
    Reform,
    RestatedTally,
    Revision,
    Succession,
    Tally,
)
from vungcao.kernel.units.queries import on_day

A_DAY = timedelta(days=1)
Place = tuple[str, int]  # ("unit", id) or ("made", id of the establishment)
Cells = dict[tuple[Place, str], int]


@dataclass(frozen=True)
class Flow:
    """A part of a source that passes to a target."""

    change: Succession
    source: str
    target: str
    share: str


@dataclass(frozen=True)
class Turn:
    """What changes of a unit that keeps its identity."""

    change: Revision
    unit: str
    words: str


@dataclass(frozen=True)
class Lines:
    """Everything that a reform does, in words."""

    made: list[Establishment]
    flows: list[Flow]
    turns: list[Turn]

    @property
    def count(self) -> int:
        return len(self.made) + len(self.flows) + len(self.turns)


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


def lines(reform: Reform) -> Lines:
    """Every line of a reform with the names of the day before it."""
    made = list(Establishment.objects.filter(reform=reform).order_by("pk"))
    passed = list(Succession.objects.filter(reform=reform).order_by("source", "position", "pk"))
    turned = list(Revision.objects.filter(reform=reform).order_by("pk"))
    called = _Names(reform, made, passed, turned)
    weights: dict[int, int] = defaultdict(int)
    for row in passed:
        weights[row.source_id] += row.weight
    flows = [
        Flow(
            row,
            called.unit(row.source_id),
            called.either(row.target_id, row.establishment_id),
            ""
            if weights[row.source_id] == row.weight
            else f"{row.weight}/{weights[row.source_id]}",
        )
        for row in passed
    ]
    turns = [Turn(row, called.unit(row.unit_id), _turn(row, called)) for row in turned]
    return Lines(made, flows, turns)


def compare(reform: Reform) -> Comparison:
    """The latest counts of the sources before the reform, and where they go.

    Of a draft the parts are worked out as applying it would; of an applied reform they are read.
    """
    made = list(Establishment.objects.filter(reform=reform).order_by("pk"))
    passed = list(Succession.objects.filter(reform=reform).order_by("source", "position", "pk"))
    weights: dict[int, list[tuple[Place, int]]] = defaultdict(list)
    for row in passed:
        weights[row.source_id].append((_place(row), row.weight))
    counts = _counts(reform, list(weights))
    if not counts:
        return Comparison()
    called = _Names(reform, made, passed, [])
    return _comparison(reform, counts, weights, called)


@dataclass(frozen=True)
class _Count:
    """What one source counts: the value that a reform divides."""

    measure: str
    unit: int
    day: date
    value: int
    is_synthetic: bool

    @property
    def key(self) -> str:
        """By which the kernel divides it: with the same key a draft shows what applying writes."""
        return f"{self.measure}:{self.unit}:{self.day}"


def _counts(reform: Reform, sources: Sequence[int]) -> list[_Count]:
    """The latest count of each measure, original or as earlier reforms have left it."""
    on = reform.effective_on
    end = on if reform.is_applied else None
    originals = Tally.objects.filter(unit__in=sources, day__lt=on, restated_on=end)
    found = [
        _Count(row.measure, row.unit_id, row.day, row.value, row.basis.state == State.SYNTHETIC)
        for row in originals.select_related("basis")
    ]
    earlier = RestatedTally.objects.filter(
        unit__in=sources, valid_from__lt=on, valid_until=end
    ).select_related("tally__basis")
    found += [
        _Count(
            row.tally.measure,
            row.unit_id,
            row.tally.day,
            row.value,
            row.tally.basis.state == State.SYNTHETIC,
        )
        for row in earlier
    ]
    last = max((count.day for count in found), default=None)
    return [count for count in found if count.day == last]


def _comparison(
    reform: Reform,
    counts: Sequence[_Count],
    weights: Mapping[int, Sequence[tuple[Place, int]]],
    called: "_Names",
) -> Comparison:
    before: Cells = defaultdict(int)
    moved: dict[tuple[int, Place, str], int] = defaultdict(int)
    for count in counts:
        before[("unit", count.unit), count.measure] += count.value
        goals = weights[count.unit]
        shares = restatement.parts(count.value, [weight for _goal, weight in goals], count.key)
        for (goal, _weight), share in zip(goals, shares, strict=True):
            moved[count.unit, goal, count.measure] += share
    after = _written(reform, counts[0].day) if reform.is_applied else _gathered(moved)
    measures = sorted({measure for _place, measure in before}, reverse=True)
    moves = [
        (called.unit(source), called.place(goal), value)
        for (source, goal, measure), value in moved.items()
        if measure == measures[0]
    ]
    sides = _rows(before, measures, called), _rows(after, measures, called)
    is_synthetic = any(count.is_synthetic for count in counts)
    return Comparison(counts[0].day, measures, *sides, moves, is_synthetic)


def _gathered(moved: Mapping[tuple[int, Place, str], int]) -> Cells:
    after: Cells = defaultdict(int)
    for (_source, goal, measure), value in moved.items():
        after[goal, measure] += value
    return after


def _written(reform: Reform, day: date) -> Cells:
    """What the applied reform has left in the database, by the units that it made."""
    made = Establishment.objects.filter(reform=reform, unit__isnull=False)
    places: dict[int, Place] = {row.unit_id or 0: ("made", row.pk) for row in made}
    after: Cells = defaultdict(int)
    rows = RestatedTally.objects.filter(reform=reform, tally__day=day).select_related("tally")
    for row in rows:
        after[places.get(row.unit_id, ("unit", row.unit_id)), row.tally.measure] += row.value
    return after


def _rows(cells: Cells, measures: Sequence[str], called: "_Names") -> list[Row]:
    places = sorted({place for place, _measure in cells}, key=lambda at: (called.place(at), at))
    return [
        Row(
            called.place(place),
            called.number(place),
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


def _place(row: Succession) -> Place:
    if row.establishment_id is not None:
        return ("made", row.establishment_id)
    return ("unit", row.target_id or 0)


class _Names:
    """The names of all units and establishments of one reform, read at once."""

    def __init__(
        self,
        reform: Reform,
        made: Iterable[Establishment],
        passed: Iterable[Succession],
        turned: Iterable[Revision],
    ) -> None:
        numbers = {number for row in passed for number in (row.source_id, row.target_id)}
        for turn in turned:
            numbers |= {turn.unit_id, turn.parent_unit_id, turn.receiver_unit_id}
        wanted = sorted(number for number in numbers if number)
        eve = reform.effective_on - A_DAY
        self._units = {unit.id: unit.name for unit in on_day(wanted, eve)}
        self._made = {row.pk: str(row) for row in made}
        self._numbers = {row.pk: row.unit_id for row in made}

    def unit(self, number: int | None) -> str:
        return self._units.get(number or 0) or f"#{number}"

    def either(self, unit: int | None, made: int | None) -> str:
        return self._made[made] if made is not None else self.unit(unit)

    def place(self, place: Place) -> str:
        kind, number = place
        return self._made[number] if kind == "made" else self.unit(number)

    def number(self, place: Place) -> int | None:
        kind, number = place
        return self._numbers[number] if kind == "made" else number


def _turn(row: Revision, called: _Names) -> str:
    words = []
    if row.name:
        words.append(f"đổi tên thành “{row.name}”")
    if row.form:
        words.append(f"thành {row.get_form_display().lower()}")
    if row.code:
        words.append(f"mã mới {row.code}")
    if row.parent_unit_id or row.parent_establishment_id:
        above = called.either(row.parent_unit_id, row.parent_establishment_id)
        words.append(f"chuyển về {above}")
    if row.is_abolished:
        words.append("bãi bỏ")
        if row.receiver_unit_id or row.receiver_establishment_id:
            heir = called.either(row.receiver_unit_id, row.receiver_establishment_id)
            words.append(f"{heir} nhận")
    return "; ".join(words)
