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
from vungcao.kernel.organisations.models import OrganisationKind, OrganisationSuccession
from vungcao.kernel.organisations.services import Change, NewOrganisation, succeed
from vungcao.kernel.tests.factories import CitationFactory, GrantFactory
from vungcao.kernel.units.models import NATION_SCOPE
from vungcao.systems.onestop.models import Dossier, Outcome
from vungcao.systems.onestop.queries import explaining
from vungcao.systems.onestop.rules.statuses import may_follow
from vungcao.systems.onestop.services import deciding, receiving, supplementing, warning
from vungcao.systems.onestop.services.extending import Longer, extend
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.services.submitting import NewSubject
from vungcao.systems.onestop.services.supplementing import Item, Request
from vungcao.systems.onestop.tests.decisions import WORDING, person
from vungcao.systems.onestop.tests.factories import (
    NOW,
    TODAY,
    body,
    commune,
    officer,
    papers,
    standing,
    submitted,
)
from vungcao.systems.onestop.tests.oracle import ENDS, WAYS, Expected

ACTIONS = sorted({action for _step, action in WAYS})
KINDS = {
    "desk": OrganisationKind.SERVICE_CENTRE,
    "committee": OrganisationKind.PEOPLES_COMMITTEE,
}
REORGANISED = OrganisationSuccession.Kind.REORGANISE
ASKED = Request([Item("mau02", "Thiếu chữ ký")])
Doing = Callable[..., object]

DO: dict[str, Doing] = {
    "tiep_nhan": receiving.receive,
    "tu_choi": lambda **given: receiving.refuse(**given, reason="Không thuộc thẩm quyền"),
    "bo_sung": lambda **given: supplementing.ask(**given, request=ASKED),
    "da_bo_sung": lambda **given: supplementing.supply(**given, papers=papers("mau02")),
    "trinh": lambda **given: deciding.prepare(**given, wording=WORDING),
}


class Life(RuleBasedStateMachine):
    """One dossier, the clock that goes on, the calendar that changes, and bodies that end."""

    worker: User
    subjects: Sequence[NewSubject]

    def __init__(self) -> None:
        super().__init__()
        self.outer = transaction.atomic()
        self.outer.__enter__()
        self.reach = standing(self.worker)
        self.reach.__enter__()
        self.now, self.version = NOW, 0
        self.row: Dossier = submitted(self.worker, NOW, subjects=self.subjects).dossier
        self.row.subjects.update(outcome=Outcome.GRANTED, decided_at=NOW)
        written = DayOverride.objects.exclude(standing="withdrawn")
        off = written.filter(standing="active", kind="off", calendar=None)
        self.bodies = {which: body(commune(), kind) for which, kind in KINDS.items()}
        ids = {which: one.pk for which, one in self.bodies.items()}
        days = set(off.values_list("day", flat=True))
        self.expected = Expected(off=days, bodies=ids, held=ids["desk"])
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

    @precondition(lambda self: not self.expected.has_ended)
    @rule(pick=st.integers(0, 5))
    def it_goes_on(self, pick: int) -> None:
        """One of the things that may be done: most actions at random are not among them."""
        ways = self.expected.ways()
        self.somebody_acts(ways[pick % len(ways)])

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

    @rule(which=st.sampled_from(sorted(KINDS)))
    def a_body_ends(self, which: str) -> None:
        """Another one follows it, and takes over what it holds."""
        gone, day = self.bodies[which], self.now.astimezone(ZONE).date()
        if gone.valid_from >= day:
            return
        basis = CitationFactory.create(state=State.SEEN)
        new = NewOrganisation(KINDS[which], gone.unit, gone.calendar, f"Mẫu {gone.pk}", basis, day)
        (line,) = succeed(change=Change(REORGANISED, (gone,), (new,), day, basis), by=self.worker)
        assert line.target is not None
        self.bodies[which] = line.target
        self.expected.succeed(which, line.target.pk)
        system = system_account("succession")
        system.reach = (NATION_SCOPE,)
        with standing(system):
            cases.hand_over(day=day, now=self.now, by=system)

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
        assert row.case.organisation_id == expected.held

    def _is_due(self, row: Dossier) -> None:
        expected = self.expected
        assert row.case.due_at == expected.due()
        open_ones = Pause.objects.filter(case=row.case_id, resumed_at=None).count()
        assert open_ones == (expected.paused_at is not None)
        assert row.step_due_at == expected.step_due()
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


def begin() -> None:
    """An officer who also signs, and a person who is in the population list."""
    GrantFactory.create(
        user=officer("can-bo", Role.COMMUNE_OFFICER, commune()),
        role=Role.COMMUNE_LEADER,
        unit=commune(),
    )
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as Life.worker:
        Life.subjects = [person(1)]


def live(examples: int, steps: int, phases: Sequence[Phase] = tuple(Phase)) -> None:
    begin()
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
@pytest.mark.django_db
@pytest.mark.usefixtures("province")
def test_a_life_with_a_rework_and_bodies_that_end_is_as_the_oracle_says() -> None:
    """A committee ends before it is forwarded to, another one while it holds, a desk before the
    dossier comes back to it.
    """
    begin()
    life = Life()

    life.somebody_acts("tiep_nhan")
    life.a_body_ends("committee")
    life.somebody_acts("chuyen")
    life.somebody_acts("trinh")
    life.it_is_as_the_oracle_says()
    life.time_goes_by(2 * 24 * 60)
    life.a_body_ends("committee")
    life.somebody_acts("tra_lai")
    life.it_is_as_the_oracle_says()
    life.somebody_acts("trinh")
    life.somebody_acts("tra_lai")
    life.a_body_ends("desk")
    life.somebody_acts("rut")
    life.it_is_as_the_oracle_says()

    life.teardown()


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
