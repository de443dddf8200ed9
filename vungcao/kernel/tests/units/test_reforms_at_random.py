"""Whatever reforms come one after the other, no count is lost and every part is fair."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import TallyFactory
from vungcao.kernel.tests.units.world import TODAY, World
from vungcao.kernel.units import queries, services
from vungcao.kernel.units.models import (
    Establishment,
    Form,
    Kind,
    Reform,
    RestatedTally,
    Tally,
    Unit,
)

Spread = dict[int, dict[int, list[int]]]  # tally -> unit -> its parts
COUNTED = date(2024, 12, 31)


def spread() -> Spread:
    """What the tables say now, read without the product's own queries."""
    found: Spread = defaultdict(lambda: defaultdict(list))
    with scoped(("/1/",)):
        for row in Tally.objects.filter(restated_on=None):
            found[row.pk][row.unit_id].append(row.value)
        for part in RestatedTally.objects.filter(valid_until=None).order_by("pk"):
            found[part.tally_id][part.unit_id].append(part.value)
    return {tally: dict(parts) for tally, parts in found.items()}


class Reforms(RuleBasedStateMachine):
    """Reforms of one to three communes at a time, one each day, some of them undone."""

    @initialize(values=st.lists(st.integers(0, 5000), min_size=4, max_size=4))
    def begin(self, values: list[int]) -> None:
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.world = World()
        self.day = date(2025, 1, 1)
        self.living = [self.world.a, self.world.b, self.world.c, self.world.d]
        self.total = sum(values)
        with scoped(("/1/",)):
            for unit, value in zip(self.living, values, strict=True):
                TallyFactory.create(unit=unit, value=value)
        self.last: tuple[Reform, Spread, list[Unit]] | None = None

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @precondition(lambda self: len(self.living) > 1)
    @rule(data=st.data())
    def merge(self, data: Any) -> None:
        sources = data.draw(
            st.lists(st.sampled_from(self.living), min_size=2, max_size=3, unique_by=lambda u: u.pk)
        )
        reform, targets = self.draft(1)
        self.carry_out(reform, {source: [(targets[0], 1)] for source in sources})

    @rule(data=st.data(), weights=st.lists(st.integers(1, 50), min_size=2, max_size=4))
    def split(self, data: Any, weights: list[int]) -> None:
        source = data.draw(st.sampled_from(self.living))
        reform, targets = self.draft(len(weights))
        self.carry_out(reform, {source: list(zip(targets, weights, strict=True))})

    @rule(data=st.data(), stays=st.integers(1, 50), goes=st.integers(1, 50))
    def split_off(self, data: Any, stays: int, goes: int) -> None:
        source = data.draw(st.sampled_from(self.living))
        reform, targets = self.draft(1)
        self.carry_out(reform, {source: [(source, stays), (targets[0], goes)]})

    @rule(data=st.data(), is_moved=st.booleans())
    def rename_or_transfer(self, data: Any, is_moved: bool) -> None:
        unit = data.draw(st.sampled_from(self.living))
        reform, _none = self.draft(0)
        parent = data.draw(st.sampled_from([self.world.east, self.world.west]))
        changes = services.Changes(name=f"Mẫu {reform.pk}", parent=parent if is_moved else None)
        services.add_revision(reform=reform, unit=unit, changes=changes, by=self.world.by)
        self.carry_out(reform, {})

    @precondition(lambda self: len(self.living) > 2)
    @rule(data=st.data(), is_received=st.booleans())
    def abolish(self, data: Any, is_received: bool) -> None:
        unit, heir = data.draw(st.permutations(self.living))[:2]
        reform, _none = self.draft(0)
        changes = services.Changes(is_abolished=True, receiver=heir if is_received else None)
        services.add_revision(reform=reform, unit=unit, changes=changes, by=self.world.by)
        self.carry_out(reform, {unit: [(heir, 1)]} if is_received else {}, written=True)
        self.living = [one for one in self.living if one.pk != unit.pk]

    @precondition(lambda self: self.last is not None)
    @rule()
    def undo(self) -> None:
        assert self.last is not None
        reform, before, living = self.last
        services.undo(reform=reform, by=self.world.by)
        assert spread() == before
        self.living, self.last = living, None

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "world"):
            return
        assert (
            sum(sum(part) for parts in spread().values() for part in parts.values()) == self.total
        )
        with scoped(("/1/",)):
            shown = queries.totals("population", COUNTED, as_of=self.day)
            recorded = queries.totals("population", COUNTED)
        assert shown.total == recorded.total == self.total

    def draft(self, new: int) -> tuple[Reform, list[Establishment]]:
        self.day += timedelta(days=1)
        reform = self.world.draft(self.day)
        names = [f"Mẫu {reform.pk}-{number}" for number in range(new)]
        return reform, [
            services.add_establishment(
                reform=reform,
                new=services.NewEstablishment(Kind.COMMUNE, Form.COMMUNE, name, self.world.east),
                by=self.world.by,
            )
            for name in names
        ]

    def carry_out(
        self,
        reform: Reform,
        passed: dict[Unit, list[tuple[Any, int]]],
        *,
        written: bool = False,
    ) -> None:
        """Apply, then hold every part against its exact share of what was there before."""
        if not written:
            for source, targets in passed.items():
                for target, weight in targets:
                    services.add_succession(
                        reform=reform,
                        source=source,
                        target=target,
                        weight=weight,
                        by=self.world.by,
                    )
        before, living = spread(), list(self.living)
        self.world.apply(reform, TODAY)
        self.last = (reform, before, living)
        self.judge(before, spread(), passed)
        gone = {source.pk for source in passed}
        fresh = [self.unit_of(target) for targets in passed.values() for target, _weight in targets]
        kept = [unit for unit in self.living if unit.pk not in gone]
        self.living = list({unit.pk: unit for unit in [*kept, *fresh]}.values())

    def judge(
        self, before: Spread, after: Spread, passed: dict[Unit, list[tuple[Any, int]]]
    ) -> None:
        by_source = {source.pk: targets for source, targets in passed.items()}
        for tally, parts in before.items():
            exact: dict[int, Fraction] = defaultdict(Fraction)
            pieces: dict[int, int] = defaultdict(int)
            for unit, value in [(u, v) for u, values in parts.items() for v in values]:
                targets = by_source.get(unit)
                if targets is None:
                    exact[unit] += value
                    continue
                whole = sum(weight for _target, weight in targets)
                for target, weight in targets:
                    exact[self.unit_of(target).pk] += Fraction(value * weight, whole)
                    pieces[self.unit_of(target).pk] += 1
            assert after[tally].keys() == exact.keys()
            for unit, share in exact.items():
                found = sum(after[tally][unit])
                assert found == share or abs(found - share) < pieces[unit]

    def unit_of(self, target: Unit | Establishment) -> Unit:
        if isinstance(target, Unit):
            return target
        target.refresh_from_db()
        assert target.unit is not None
        return target.unit


@pytest.mark.slow
@pytest.mark.django_db
def test_no_count_is_lost_whatever_reforms_come() -> None:
    run_state_machine_as_test(
        Reforms,
        settings=settings(
            max_examples=5,
            stateful_step_count=8,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes here
        ),
    )
