"""What each answer of the demo holds, how far it has come and when: late, missing and wrong too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.units.demo_counts import number
from vungcao.systems.statistics.models import Stage, Submission
from vungcao.systems.statistics.offers.demo import levels
from vungcao.systems.statistics.offers.demo.asking import OF_BODIES, YEARLY
from vungcao.systems.statistics.offers.demo.crew import Crew, Crews
from vungcao.systems.statistics.offers.demo.ground import World
from vungcao.systems.statistics.offers.demo.wrong import Wrong
from vungcao.systems.statistics.queries import entry
from vungcao.systems.statistics.rules import periods
from vungcao.systems.statistics.rules.exact import State
from vungcao.systems.statistics.rules.operations import Held
from vungcao.systems.statistics.services.taking_over import Step, Whole

NONE, NOT_COLLECTED = Held(State.NONE_OCCURRED), Held(State.NOT_COLLECTED)
# In a hundred answers of a year that has ended: never came, came late.
MISSING, LATE = 1, 6
# And of the running year: nothing yet, half of it typed, waiting for the leader, for the Sở.
EMPTY, BEGUN, SUBMITTED, CERTIFIED = 12, 28, 44, 74
WAYS = (
    ("submit", Stage.SUBMITTED),
    ("certify", Stage.CERTIFIED),
    ("accept", Stage.ACCEPTED),
    ("close", Stage.CLOSED),
)


@dataclass
class Writer:
    """Writes answers as they would have come. `kept` are units in which nothing goes astray."""

    world: World
    crews: Crews
    wrong: Mapping[tuple[str, str], Wrong]  # by form and the unit's key
    kept: frozenset[int]
    today: date
    _inputs: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def whole(self, row: Submission) -> Whole | None:
        """The answer of a commune or body for a year; None for one that has not come."""
        campaign = row.obligation.campaign
        year, form = campaign.period // 1000, campaign.version.form.code
        key = f"so-lieu/{form}/{self._key(row.unit_id)}/{year}"
        lot = 50 if row.unit_id in self.kept else number(key, 0, 99)
        is_running = periods.end(campaign.period) > self.today
        stage = _running(form, lot) if is_running else Stage.CLOSED
        if lot < (EMPTY if is_running else MISSING) or stage is None:
            return None
        figures = self.figures(row, lot)
        if stage == Stage.DRAFT:
            figures = dict(list(figures.items())[: len(figures) * number(key, 25, 85) // 100])
        found = self.wrong.get((form, self._key(row.unit_id)))
        is_wrong = found is not None and found.year == year
        if found is not None and is_wrong:
            figures |= {code: _value(n) for code, n in found.figures(figures).items()}
        return self._timed(row, figures, stage, lot, found.notes if found and is_wrong else {})

    def figures(self, row: Submission, lot: int = 50) -> dict[str, Held]:
        """All that an answer would hold when it is whole."""
        campaign = row.obligation.campaign
        year, form = campaign.period // 1000, campaign.version.form.code
        return dict(self._figures(row, form, year, lot))

    def _timed(
        self,
        row: Submission,
        figures: Mapping[str, Held],
        stage: Stage,
        lot: int,
        notes: Mapping[str, str],
    ) -> Whole:
        campaign = row.obligation.campaign
        crew = self.crews.of(row.unit_id, periods.end(campaign.period) - timedelta(days=1))
        is_late = lot < LATE and stage == Stage.CLOSED
        day = campaign.due_on + timedelta(days=2 + lot % 5 if is_late else -(lot % 9))
        day = min(day, self.today - timedelta(days=3))
        steps = tuple(_steps(crew, stage, day, self.today))
        at = datetime.combine(day - timedelta(days=1), time(9 + lot % 7), ZONE)
        return Whole(row, figures, crew.officer, at, steps, notes)

    def _figures(
        self, row: Submission, form: str, year: int, lot: int
    ) -> Iterator[tuple[str, Held]]:
        """A value where there is one; who does not live there has none, and some is not counted."""
        sheet = self._sheet(row, form, year)
        for code in self._codes(row.obligation.campaign.version_id):
            if code in sheet:
                yield code, _value(sheet[code])
            elif form == OF_BODIES or (lot == LATE and code.startswith("g04")):
                yield code, NOT_COLLECTED
            else:
                yield code, NONE

    def _sheet(self, row: Submission, form: str, year: int) -> levels.Sheet:
        if form != OF_BODIES:
            return self.world.sheet(row.unit_id, year)
        is_old = year <= levels.LAST_OLD
        people = (90_000 + 900 * (year - levels.LAST_OLD)) * (2 if is_old else 3) // 3
        pupils = levels.pupils(people, form)
        if is_old:  # nobody counted the youngest then
            pupils = {code: n for code, n in pupils.items() if not code.startswith("spreschool")}
        return pupils

    def _codes(self, version: int) -> tuple[str, ...]:
        if version not in self._inputs:
            self._inputs[version] = tuple(entry.inputs(version))
        return self._inputs[version]

    def _key(self, unit: int) -> str:
        return self.world.keys.get(unit, "tinh")


def _running(form: str, lot: int) -> Stage | None:
    """How far an answer of the running year is; only poor households have been asked for so far."""
    if form != YEARLY[1]:
        return Stage.DRAFT if lot < EMPTY + 50 else None
    if lot < BEGUN:
        return Stage.DRAFT
    if lot < SUBMITTED:
        return Stage.SUBMITTED
    return Stage.CERTIFIED if lot < CERTIFIED else Stage.ACCEPTED


def _steps(crew: Crew, stage: Stage, day: date, today: date) -> Iterator[Step]:
    """Handed in on a day, certified the next one, taken over and closed in the weeks after it."""
    by = (crew.officer, crew.leader, crew.specialist, crew.specialist)
    for (action, after), who, wait in zip(WAYS, by, (0, 1, 4, 20), strict=True):
        if after <= stage:
            when = min(day + timedelta(days=wait), today - timedelta(days=1))
            yield Step(action, after, who, datetime.combine(when, time(10 + int(after)), ZONE))


def _value(number_: int) -> Held:
    return Held(State.VALUE, number_)


def of_year(rows: Sequence[Submission], writer: Writer) -> list[Whole]:
    """The answers that have come."""
    return [whole for row in rows if (whole := writer.whole(row)) is not None]
