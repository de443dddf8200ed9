"""Whatever is done to a dossier in whatever order, it stands as a plain oracle says it stands."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

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

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.accounts.services import system_account
from vungcao.kernel.calendar import services as calendar
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import services as cases
from vungcao.kernel.cases.models import Party, Pause
from vungcao.kernel.cases.queries import chains, clocks
from vungcao.kernel.citations.models import State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.models import Dossier
from vungcao.systems.onestop.queries import explaining
from vungcao.systems.onestop.rules.statuses import may_follow
from vungcao.systems.onestop.services import receiving, supplementing, warning
from vungcao.systems.onestop.services.extending import Longer, extend
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.factories import (
    NOW,
    TODAY,
    commune,
    officer,
    papers,
    standing,
    submitted,
)
from vungcao.systems.onestop.tests.oracle import ENDS, Expected

ACTIONS = ["tiep_nhan", "tu_choi", "chuyen", "bo_sung", "da_bo_sung", "dung", "rut"]
KINDS = {"desk": "service_centre", "committee": "peoples_committee"}
ASKED = Request([Item("mau02", "Thiếu chữ ký")])
Doing = Callable[..., object]

DO: dict[str, Doing] = {
    "tiep_nhan": receiving.receive,
    "tu_choi": lambda **given: receiving.refuse(**given, reason="Không thuộc thẩm quyền"),
    "bo_sung": lambda **given: supplementing.ask(**given, request=ASKED),
    "da_bo_sung": lambda **given: supplementing.supply(**given, papers=papers("mau02")),
}


class Life(RuleBasedStateMachine):
    """One dossier, the clock that goes on, and the calendar that changes."""

    worker: User

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.reach = standing(self.worker)
        self.reach.__enter__()
        self.now, self.version = NOW, 0
        self.row: Dossier = submitted(self.worker, NOW).dossier
        written = DayOverride.objects.exclude(standing="withdrawn")
        off = written.filter(standing="active", kind="off", calendar=None)
        self.expected = Expected(off=set(off.values_list("day", flat=True)))
        self.written = set(written.values_list("day", flat=True))
        self.statuses = [1]

    def teardown(self) -> None:
        self.reach.__exit__(None, None, None)
        transaction.set_rollback(True)
        self.outer.__exit__(None, None, None)

    @rule(minutes=st.integers(0, 4 * 24 * 60))
    def time_goes_by(self, minutes: int) -> None:
        if self.now < NOW + timedelta(days=30):
            self.now += timedelta(minutes=minutes)

    @rule(action=st.sampled_from(ACTIONS))
    def somebody_acts(self, action: str) -> None:
        """What the process knows is done; anything else is refused and changes nothing."""
        allowed = self.expected.may(action)
        done = self._try(DO.get(action, self._move), action=action)
        assert done is allowed
        if allowed:
            self.expected.do(action, self.now)
            self.statuses.append(self.expected.status)

    @rule(halves=st.integers(1, 10))
    def somebody_extends(self, halves: int) -> None:
        allowed = self.expected.may_extend(self.now)
        longer = Longer(Fraction(halves, 2), "Chờ xác minh")
        assert self._try(extend, longer=longer) is allowed
        if allowed:
            self.expected.extend(halves)

    @precondition(lambda self: self.expected.received is not None and not self.expected.has_ended)
    @rule(days=st.integers(1, 40))
    def a_day_becomes_free(self, days: int) -> None:
        day = self.now.astimezone(ZONE).date() + timedelta(days=days)
        if day in self.written:
            return
        calendar.set_override(
            calendar=None,
            day=day,
            kind=DayOverride.Kind.OFF,
            reason="Nghỉ theo thông báo mẫu",
            basis=CitationFactory.create(state=State.SEEN),
            today=TODAY,
            by=self.worker,
        )
        self.expected.off.add(day)
        self.written.add(day)
        system = system_account("calendar")
        system.reach = (NATION_SCOPE,)
        with standing(system):
            cases.recompute_since(day=day, now=self.now, by=system)
            warning.tell_moved(case=self.row.case, now=self.now, by=system)

    @invariant()
    def it_is_as_the_oracle_says(self) -> None:
        related = ("case__organisation", "case__calendar", "version__basis")
        row = Dossier.objects.select_related(*related).get(pk=self.row.pk)
        self._stands(row)
        self._is_due(row)
        self._is_told_by_its_events(row)

    def _stands(self, row: Dossier) -> None:
        expected = self.expected
        assert (row.step, row.status) == (expected.step, expected.status)
        assert (row.case.state in ("closed", "merged")) is expected.has_ended
        held = Party.objects.get(case=row.case, role=Party.Role.RESPONSIBLE, until=None)
        assert held.organisation == row.case.organisation
        assert row.case.organisation.kind == KINDS[expected.holder]

    def _is_due(self, row: Dossier) -> None:
        expected = self.expected
        assert row.case.due_at == expected.due()
        open_ones = Pause.objects.filter(case=row.case_id, resumed_at=None).count()
        assert open_ones == (expected.paused_at is not None)
        if not expected.has_ended:
            assert clocks.minutes_left(row.case, self.now) == expected.left(self.now)
            assert explaining.agrees(row)

    def _is_told_by_its_events(self, row: Dossier) -> None:
        """Every move has its event, legal in the national interface, and the chain holds."""
        said = [one.details for one in cases.read(case=row.case, by=self.worker)]
        moves = [one for one in said if "after" in one and "status" in one]
        assert moves[-1]["after"] == row.step
        assert [one["status"] for one in moves] == self.statuses
        pairs = zip(self.statuses, self.statuses[1:], strict=False)
        assert all(may_follow(before, after) for before, after in pairs)
        assert chains.verify(row.case).holds

    def _move(self, **given: object) -> object:
        return move(**given, words="Theo yêu cầu")  # type: ignore[arg-type]

    def _try(self, doing: Doing, **given: object) -> bool:
        try:
            with transaction.atomic():
                doing(dossier=self.row, now=self.now, by=self.worker, **given)
        except RuleBroken:
            return False
        return True


def live(examples: int, steps: int, phases: Sequence[Phase] = tuple(Phase)) -> None:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as worker:
        Life.worker = worker
    chosen = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, phases=phases
    )
    run_state_machine_as_test(Life, settings=chosen)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_a_few_lives_of_a_dossier_are_as_the_oracle_says() -> None:
    live(2, 9, [Phase.generate])


@pytest.mark.slow
@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_many_lives_of_a_dossier_are_as_the_oracle_says() -> None:
    live(150, 40)


def test_the_oracle_knows_an_ordinary_term() -> None:
    """Five working days from a Monday end on the next Monday afternoon; a pause keeps minutes."""
    monday = datetime(2026, 11, 16, 9, tzinfo=ZONE)
    life = Expected(halves=10)
    life.do("tiep_nhan", monday)

    assert life.due() == datetime(2026, 11, 23, 17, tzinfo=ZONE)

    life.do("chuyen", monday)
    life.do("bo_sung", monday + timedelta(days=1))
    life.do("da_bo_sung", monday + timedelta(days=2))
    assert life.due() == datetime(2026, 11, 24, 17, tzinfo=ZONE)
    assert not ENDS & {life.step}
