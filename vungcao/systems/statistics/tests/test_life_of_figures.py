"""Enter, return, accept, correct, reform, in whatever order: all is as a plain oracle says.

Two communes owe an answer; everybody acts within their own reach. After each act the figures, their
log and their steps are those of the oracle; no sum changes when units are merged, split or renamed.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from vungcao.systems.statistics.models import (
    Observation,
    ObservationLog,
    StageChange,
    Submission,
)
from vungcao.systems.statistics.services import correcting, entering, flow, flow_back
from vungcao.systems.statistics.tests.conftest import Arrange
from vungcao.systems.statistics.tests.factories import TODAY, everywhere
from vungcao.systems.statistics.tests.life_oracle import (
    ACCEPTED,
    ACTIONS,
    CELLS,
    CLOSED,
    DRAFT,
    Expected,
    Land,
    Person,
    Typed,
)
from vungcao.systems.statistics.tests.life_world import Doing, World, arrange, said, sent

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("province", "owed")]

WHO = st.integers(0, 6)
WHICH = st.integers(0, 1)
CELL = st.sampled_from(CELLS)
TEXT = st.sampled_from(("0", "1", "2", "7", "40", "p", "n"))
FILL = dict(zip(CELLS, ("2", "3", "4", "p", "5", "0"), strict=True))
STEPS: dict[str, Doing] = {
    "submit": flow.submit,
    "certify": flow.certify,
    "accept": flow.accept,
    "close": flow.close,
    "withdraw": flow_back.withdraw,
    "unlock": partial(flow_back.unlock, reason="Nhập nhầm kỳ"),
}


@pytest.fixture(scope="module")
def owed(once: Arrange) -> None:
    once(arrange)


class Life(RuleBasedStateMachine):
    """Two answers, seven persons with two windows each, and at most three reforms."""

    def __init__(self) -> None:
        super().__init__()
        self.world, self.reforms = World(), 0
        self.outer = transaction.atomic()
        self.outer.__enter__()
        own = [row.unit_id for row in self.world.answers]
        self.expected = [Expected(unit) for unit in own]
        self.land = Land({one: one for one in own}, {one: {one: Fraction(1)} for one in own})
        self.saw: dict[tuple[int, int, int, str], int] = {}  # person, window, answer, cell
        self.sent: list[tuple[int, int, Typed]] = []  # who, to which answer, what

    def teardown(self) -> None:
        try:
            self.every_sum_is_kept()
        finally:
            transaction.set_rollback(True)
            self.outer.__exit__(None, None, None)

    @rule(who=WHO, window=WHICH, which=WHICH, cell=CELL, text=TEXT)
    def somebody_types(self, who: int, window: int, which: int, cell: str, text: str) -> None:
        """On top of what this window last heard of the cell."""
        base = self.saw.get((who, window, which, cell), 0)
        self.sends(who, window, which, [self.typed(cell, text, base)])

    @rule(who=WHO, which=WHICH)
    def somebody_fills_all(self, who: int, which: int) -> None:
        """All cells at once, from a page just loaded."""
        base = {cell: revision for cell, (_text, revision) in self.expected[which].cells.items()}
        ops = [self.typed(cell, text, base.get(cell, 0)) for cell, text in FILL.items()]
        self.sends(who, 0, which, ops)

    @rule(who=WHO, which=WHICH, cell=CELL)
    def somebody_writes_a_note(self, who: int, which: int, cell: str) -> None:
        self.sends(who, 0, which, [self.typed(cell, "note", None)])

    @precondition(lambda self: self.sent)
    @rule(nth=st.integers(0, 30), by=st.none() | WHO, is_bent=st.booleans())
    def the_reply_was_lost(self, nth: int, by: int | None, is_bent: bool) -> None:
        """It is sent again, by the same or another person; or its identity for something else."""
        who, which, op = self.sent[nth % len(self.sent)]
        bent = Typed(op.id, op.cell, "999", op.base) if is_bent else op
        self.sends(who if by is None else by, 1, which, [bent])

    @rule(who=WHO, which=WHICH, action=st.sampled_from(ACTIONS), data=st.data())
    def somebody_acts(self, who: int, which: int, action: str, data: Any) -> None:
        if action == "correct":
            cell, text, is_fresh = data.draw(st.tuples(CELL, TEXT, st.booleans()))
            self.corrects(who, which, cell, text, is_fresh=is_fresh)
        elif action == "give_back":
            self.gives_back(who, which, data.draw(st.sets(CELL, min_size=1, max_size=3)))
        else:
            self.steps(who, which, action)

    @rule(which=WHICH, data=st.data())
    def it_goes_on(self, which: int, data: Any) -> None:
        """Something that may be done: most acts at random are refused."""
        several = enumerate(self.world.people)
        ways = [
            (who, action)
            for who, person in several
            for action in ACTIONS
            if self.allowed(person, which, action) is not None
        ]
        who, action = data.draw(st.sampled_from(ways))
        self.somebody_acts(who, which, action, data)

    @precondition(lambda self: self.reforms < 3 and len(self.land.living) > 1)
    @rule()
    def units_merge(self) -> None:
        self.reform(dict.fromkeys(self.land.living[:2], (1,)))

    @precondition(lambda self: self.reforms < 3)
    @rule(nth=st.integers(0, 3), weights=st.lists(st.integers(1, 9), min_size=2, max_size=3))
    def a_unit_splits(self, nth: int, weights: list[int]) -> None:
        living = self.land.living
        self.reform({living[nth % len(living)]: tuple(weights)})

    @precondition(lambda self: self.reforms < 3)
    @rule(nth=st.integers(0, 3))
    def a_unit_is_renamed(self, nth: int) -> None:
        living = self.land.living
        self.world.rename(living[nth % len(living)])
        self.reforms += 1

    @invariant()
    def all_is_as_the_oracle_says(self) -> None:
        with everywhere():
            for given, expected in zip(self.world.answers, self.expected, strict=True):
                row = Submission.objects.get(pk=given.pk)
                assert row.unit_id == expected.unit
                assert (row.stage, row.counter) == (expected.stage, expected.counter)
                assert expected.stage == DRAFT or not expected.blanks()
                self._is_told_by_its_log(row, expected)
                self._is_told_by_its_steps(row)

    def _is_told_by_its_log(self, row: Submission, expected: Expected) -> None:
        """The log replayed is the table, each revision stands in it once, and both are right."""
        log = list(ObservationLog.objects.filter(submission=row).order_by("revision"))
        held = list(Observation.objects.filter(submission=row))
        replayed = {one.cell_id: (said(one.state, one.value), one.revision) for one in log}
        table = {one.cell_id: (said(one.state, one.value), one.revision) for one in held}
        assert [one.revision for one in log] == list(range(1, row.counter + 1))
        assert replayed == table
        assert {self.world.codes[cell]: one for cell, one in table.items()} == expected.cells
        assert {one.stage for one in held} <= {expected.stage}

    def _is_told_by_its_steps(self, row: Submission) -> None:
        """Each step begins where the one before it ended."""
        steps = StageChange.objects.filter(submission=row).order_by("pk")
        found = list(steps.values_list("before", "after"))
        ends = [DRAFT, *(after for _before, after in found)]
        assert [before for before, _after in found] == ends[:-1]
        assert row.stage == ends[-1]

    def every_sum_is_kept(self) -> None:
        """As recorded and by the map of today, of all figures and of the accepted ones alone."""
        accepted = [one for one in self.expected if one.stage >= ACCEPTED]
        for answers in (self.expected, accepted) if accepted else (self.expected,):
            is_open = answers is self.expected
            recorded = self.world.table(None, is_open=is_open)
            restated = self.world.table(TODAY, is_open=is_open)
            for nth, names in enumerate((("male", "female"), ("homes",))):
                cells = [f"{who}.{name}" for who in ("tay", "nung") for name in names]
                counts = {one.unit: one.number(*cells) for one in answers}
                assert recorded[0, nth] == restated[0, nth] == sum(counts.values())
                assert {unit: recorded[unit, nth] for unit in counts} == counts
                parts = {unit: restated[unit, nth] for unit in self.land.living}
                assert sum(parts.values()) == restated[0, nth]
                self._is_fair(parts, counts, 2 * len(cells) * self.reforms)

    def _is_fair(self, parts: dict[int, Fraction], counts: dict[int, int], most: int) -> None:
        """Each living unit has its share, to within one for each figure and division."""
        for unit, part in parts.items():
            shares = (self.land.shares[one].get(unit, 0) * count for one, count in counts.items())
            exact = sum(shares, Fraction(0))
            assert part == exact or abs(part - exact) < most

    def typed(self, cell: str, text: str, base: int | None) -> Typed:
        self.number = getattr(self, "number", 0) + 1
        return Typed(UUID(int=self.number), cell, text, base)

    def sends(self, who: int, window: int, which: int, ops: list[Typed]) -> None:
        """Through the one funnel; the window remembers what it is answered."""
        person, expected = self.world.people[who], self.expected[which]
        self.sent += [(who, which, op) for op in ops]
        doing = partial(entering.apply, ops=[sent(op) for op in ops])
        done = self.world.attempt(person, which, doing)
        enters = {"officer", "specialist"} & person.parts
        assert bool(done) is bool(enters and self.reaches(person, which))
        for op, answer in zip(ops, done.answers if done else [], strict=False):
            before = expected.counter
            code, revision = expected.take(op, is_shut=expected.stage != DRAFT)
            assert (answer.code, answer.revision) == (code, revision)
            if "officer" not in person.parts and expected.counter > before:
                expected.stood_in.add(person.name)
            if code in (200, 409):
                self.saw[who, window, which, op.cell] = revision

    def steps(self, who: int, which: int, action: str) -> None:
        """Submit, certify, accept, close, withdraw or unlock."""
        person, expected = self.world.people[who], self.expected[which]
        after = self.allowed(person, which, action)
        if action == "submit" and not (expected.fits and expected.is_answered):
            after = None
        done = self.world.attempt(person, which, STEPS[action])
        assert bool(done) is (after is not None)
        if after is not None:
            expected.stage = after
        if after is not None and action == "submit":
            expected.author, expected.returned = person.name, {}

    def gives_back(self, who: int, which: int, cells: Sequence[str] | set[str]) -> None:
        person, expected = self.world.people[who], self.expected[which]
        after = self.allowed(person, which, "give_back")
        comments = dict.fromkeys(cells, "Khác số của công an xã")
        doing = partial(flow_back.return_cells, comments=comments)
        assert bool(self.world.attempt(person, which, doing)) is (after is not None)
        if after is not None:
            expected.stage, expected.noted = after, set()
            expected.returned = dict.fromkeys(cells, expected.counter)

    def corrects(self, who: int, which: int, cell: str, text: str, *, is_fresh: bool) -> None:
        person, expected = self.world.people[who], self.expected[which]
        op = self.typed(cell, text, expected.cells.get(cell, ("n", 0))[1] if is_fresh else 0)
        self.sent.append((who, which, op))
        may = self.allowed(person, which, "correct") is not None
        corrected = expected.but([op]) if may else None
        doing = partial(correcting.correct, ops=[sent(op)], reason="Đếm sót")
        assert bool(self.world.attempt(person, which, doing)) is (corrected is not None)
        self.expected[which] = corrected or expected

    def reform(self, passed: dict[int, tuple[int, ...]]) -> None:
        for source, targets in self.world.pass_on(passed).items():
            self.land.pass_on(source, targets)
        self.reforms += 1

    def reaches(self, person: Person, which: int) -> bool:
        """Who answers for the unit now; a person's own place may have become another too."""
        place = self.expected[which].unit
        return person.home is None or self.land.answers[person.home] == self.land.answers[place]

    def allowed(self, person: Person, which: int, action: str) -> int | None:
        return self.expected[which].after(action, person) if self.reaches(person, which) else None


@contextmanager
def one_life() -> Iterator[Life]:
    """A life told step by step, undone whatever becomes of it."""
    life = Life()
    try:
        yield life
    except BaseException:
        transaction.set_rollback(True)
        life.outer.__exit__(None, None, None)
        raise
    life.teardown()


def live(examples: int, steps: int) -> None:
    """What fails is told as it happened: making it shorter takes minutes here."""
    chosen = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        phases=[Phase.explicit, Phase.reuse, Phase.generate],
    )
    run_state_machine_as_test(Life, settings=chosen)


def test_whatever_is_done_in_whatever_order_is_as_the_oracle_says() -> None:
    live(2, 10)


@pytest.mark.soak
def test_long_lives_of_figures_are_as_the_oracle_says() -> None:
    live(150, 50)


def test_a_whole_life_with_a_reform_between_its_steps_is_as_the_oracle_says() -> None:
    """Typed, sent twice, merged, returned, answered, split, accepted, closed, corrected."""
    with one_life() as life:
        tell(life)

        assert life.expected[0].stage == CLOSED


def tell(life: Life) -> None:
    typist, leader, both, other, _leader, specialist, head = range(7)

    for which, who in enumerate((typist, other)):
        life.somebody_fills_all(who, which)
    life.the_reply_was_lost(0, None, is_bent=False)
    life.the_reply_was_lost(1, None, is_bent=True)
    life.steps(both, 0, "submit")
    life.steps(both, 0, "certify")
    life.steps(leader, 0, "certify")
    life.units_merge()
    life.gives_back(specialist, 0, CELLS[:2])
    life.somebody_types(other, 0, 0, CELLS[4], "40")
    life.steps(typist, 0, "submit")
    life.somebody_types(other, 0, 0, CELLS[0], "1")
    life.somebody_types(other, 0, 0, CELLS[0], "1")
    life.somebody_writes_a_note(typist, 0, CELLS[1])
    life.all_is_as_the_oracle_says()
    life.a_unit_splits(0, [2, 3])
    for who, action in ((other, "submit"), (leader, "certify"), (specialist, "accept")):
        life.steps(who, 0, action)
    life.steps(head, 0, "close")
    life.corrects(specialist, 0, CELLS[2], "40", is_fresh=False)
    life.corrects(specialist, 0, CELLS[2], "n", is_fresh=True)
    life.corrects(specialist, 0, CELLS[2], "40", is_fresh=True)
    life.all_is_as_the_oracle_says()
