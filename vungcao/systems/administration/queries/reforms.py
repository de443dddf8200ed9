"""A reform as the workbench shows it: what it makes, passes on and changes, in words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet

from vungcao.kernel.search.rules import folded
from vungcao.kernel.units.models import Establishment, Kind, Reform, Revision, Succession
from vungcao.kernel.units.queries import on_day

A_DAY = timedelta(days=1)
LEVELS = list(Kind)
Place = tuple[str, int]  # ("unit", id) or ("made", id of the establishment)


@dataclass(frozen=True)
class Wanted:
    """What the list of reforms is narrowed to; `since` and `until` are days of taking effect."""

    text: str = ""
    state: str = ""
    since: date | None = None
    until: date | None = None


def narrowed(wanted: Wanted) -> QuerySet[Reform]:
    """Reforms are public decisions (docs/security.md): who may open the list reads all of them.

    A title is found with or without tones; there are few of them, so they are compared here.
    """
    found = Reform.objects.select_related("basis")
    if wanted.text:
        titles = found.values_list("pk", "title").order_by("pk")
        sought = folded(wanted.text)
        found = found.filter(pk__in=[pk for pk, title in titles if sought in folded(title)])
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.since:
        found = found.filter(effective_on__gte=wanted.since)
    if wanted.until:
        found = found.filter(effective_on__lte=wanted.until)
    return found


@dataclass(frozen=True)
class Flow:
    """A part of a source that passes to a target; `share` is empty for the whole."""

    change: Succession
    source: str
    share: str


@dataclass
class Goal:
    """A unit after the reform with everything that passes into it. `made` when it is new."""

    name: str
    unit: int | None
    made: Establishment | None = None
    flows: list[Flow] = field(default_factory=list)

    @property
    def order(self) -> tuple[int, str]:
        """New units by level, then those that were there before."""
        level = LEVELS.index(Kind(self.made.kind)) if self.made else len(LEVELS)
        return level, self.name


@dataclass(frozen=True)
class Turn:
    """What changes of a unit that keeps its identity."""

    change: Revision
    unit: str
    words: str


@dataclass(frozen=True)
class Lines:
    """Everything that a reform does, in words."""

    goals: list[Goal]
    turns: list[Turn]
    ending: list[str]

    @property
    def made(self) -> list[Goal]:
        return [goal for goal in self.goals if goal.made]

    @property
    def flows(self) -> int:
        return sum(len(goal.flows) for goal in self.goals)

    @property
    def count(self) -> int:
        return len(self.made) + self.flows + len(self.turns)


class Script:
    """The rows of one reform, and the names of all units in them as of the day before it."""

    def __init__(self, reform: Reform) -> None:
        rows = Succession.objects.filter(reform=reform).order_by("source", "position", "pk")
        self.reform = reform
        self.made = {
            row.pk: row for row in Establishment.objects.filter(reform=reform).order_by("pk")
        }
        self.passed = list(rows)
        self.turned = list(Revision.objects.filter(reform=reform).order_by("pk"))
        self._made = {pk: str(row) for pk, row in self.made.items()}
        self._units = self._read()

    def unit(self, number: int | None) -> str:
        return self._units.get(number or 0) or f"#{number}"

    def either(self, unit: int | None, made: int | None) -> str:
        return self._made[made] if made is not None else self.unit(unit)

    def place(self, place: Place) -> str:
        kind, number = place
        return self._made[number] if kind == "made" else self.unit(number)

    def number(self, place: Place) -> int | None:
        """The id of the unit at a place; none while it is still to be made."""
        kind, number = place
        return self.made[number].unit_id if kind == "made" else number

    def _read(self) -> dict[int, str]:
        numbers = {number for row in self.passed for number in (row.source_id, row.target_id)}
        for turn in self.turned:
            numbers |= {turn.unit_id, turn.parent_unit_id, turn.receiver_unit_id}
        numbers |= {row.parent_unit_id for row in self.made.values()}
        wanted = sorted(number for number in numbers if number)
        return {unit.id: unit.name for unit in on_day(wanted, self.reform.effective_on - A_DAY)}


def lines(script: Script) -> Lines:
    """Every line of a reform, grouped by the units that come out of it."""
    goals = {
        ("made", pk): Goal(script.either(None, pk), row.unit_id, made=row)
        for pk, row in script.made.items()
    }
    weights: dict[int, int] = defaultdict(int)
    for passed in script.passed:
        weights[passed.source_id] += passed.weight
    for passed in script.passed:
        place = place_of(passed.target_id, passed.establishment_id)
        goal = goals.setdefault(place, Goal(script.place(place), script.number(place)))
        whole = weights[passed.source_id]
        share = "" if whole == passed.weight else f"{passed.weight}/{whole}"
        goal.flows.append(Flow(passed, script.unit(passed.source_id), share))
    for goal in goals.values():
        goal.flows.sort(key=lambda flow: (flow.source, flow.change.pk))
    turns = [Turn(row, script.unit(row.unit_id), _turn(row, script)) for row in script.turned]
    ordered = sorted(goals.values(), key=lambda goal: goal.order)
    return Lines(ordered, turns, _ending(script))


def place_of(unit: int | None, made: int | None) -> Place:
    """What the reform makes goes by its line, before and after it has become a unit."""
    return ("made", made) if made is not None else ("unit", unit or 0)


def _ending(script: Script) -> list[str]:
    """The units that are no more from the day of the reform on."""
    staying = {row.target_id for row in script.passed if row.establishment_id is None}
    ends: Iterable[int] = [
        *(row.source_id for row in script.passed if row.source_id not in staying),
        *(row.unit_id for row in script.turned if row.is_abolished),
    ]
    return sorted(script.unit(number) for number in dict.fromkeys(ends))


def _turn(row: Revision, script: Script) -> str:
    words = _renamed(row)
    if row.parent_unit_id or row.parent_establishment_id:
        above = script.either(row.parent_unit_id, row.parent_establishment_id)
        words.append(f"chuyển về {above}")
    if row.is_abolished:
        words.append("bãi bỏ")
        if row.receiver_unit_id or row.receiver_establishment_id:
            heir = script.either(row.receiver_unit_id, row.receiver_establishment_id)
            words.append(f"{heir} nhận")
    return "; ".join(words)


def _renamed(row: Revision) -> list[str]:
    said: Sequence[tuple[str, str]] = (
        (row.name, f"đổi tên thành “{row.name}”"),
        (row.form, f"thành {row.get_form_display().lower()}"),
        (row.code, f"mã mới {row.code}"),
    )
    return [words for value, words in said if value]
