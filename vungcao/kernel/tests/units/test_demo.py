"""The demo province: villages that moved with their communes, marked counts, practice reforms."""

import re
from datetime import date
from itertools import pairwise

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.citations.models import State
from vungcao.kernel.scopes.services import scoped
from vungcao.kernel.tests.factories import UserFactory
from vungcao.kernel.units import demo, demo_counts, queries
from vungcao.kernel.units.models import Hierarchy, Kind, Reform, Tally, Unit
from vungcao.kernel.units.queries import EventKind

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AFTER = date(2025, 7, 1)


@pytest.fixture
def by(ground: None) -> User:
    return UserFactory.create()


@pytest.mark.usefixtures("by")
def test_every_commune_of_the_area_has_three_to_nine_marked_villages() -> None:
    area = Unit.objects.get(kind=Kind.AREA)
    communes = queries.children(area, AFTER, Hierarchy.TARGET_AREA)

    assert 30 < len(communes) < 45
    for commune in communes:
        villages = queries.children(Unit.objects.get(pk=commune.id), AFTER)
        assert 3 <= len(villages) <= 9
        assert all(re.fullmatch(r"Thôn mẫu \d", village.name) for village in villages)
        assert {village.state for village in villages} == {State.SYNTHETIC}


@pytest.mark.usefixtures("by")
def test_a_village_shows_that_its_commune_changed() -> None:
    village = Unit.objects.get(key="mau/07621/1")

    moves = [event for event in queries.timeline(village) if event.kind == EventKind.MOVED]

    assert [(event.day, event.text.split(" → ")[1]) for event in moves] == [(AFTER, "Xã Vân Sơn")]


@pytest.mark.usefixtures("by")
def test_the_counts_are_marked_and_lose_nothing_on_the_way_to_today() -> None:
    with scoped(("/1/",)):
        then = queries.totals("population", demo.COUNTED, kind=Kind.COMMUNE)
        now = queries.totals("population", demo.COUNTED, as_of=AFTER, kind=Kind.COMMUNE)

    assert (len(then.rows), len(now.rows)) == (313, 99)
    assert then.total == now.total > 1_000_000
    assert now.is_synthetic
    assert not now.is_seen


@pytest.mark.usefixtures("by")
@pytest.mark.parametrize("measure", ["households", "population"])
def test_counts_go_on_half_year_by_half_year_through_the_reform(measure: str) -> None:
    with scoped(("/1/",)):
        days = [
            queries.totals(measure, day, as_of=demo_counts.DAYS[-1], kind=Kind.COMMUNE)
            for day in demo_counts.DAYS
        ]
        recorded = [queries.totals(measure, day, kind=Kind.COMMUNE) for day in demo_counts.DAYS]

    assert [len(one.rows) for one in recorded] == [313, 313, 99, 99]
    assert [one.total for one in recorded] == [one.total for one in days]
    assert all(one.is_synthetic for one in days)
    changes = [(now.total - then.total) / then.total for then, now in pairwise(days)]
    assert all(0 < change < 0.01 for change in changes)


@pytest.mark.usefixtures("by")
def test_the_practice_villages_are_counted_before_and_after_their_merger() -> None:
    commune = queries.by_code(queries.GSO, Kind.COMMUNE, demo.PRACTICE_COMMUNE, AFTER)
    assert commune is not None
    with scoped(("/1/",)):
        before, after = (
            queries.totals("population", day, kind=Kind.VILLAGE, under=commune)
            for day in (demo_counts.DAYS[-1], demo_counts.AFTER_THE_PRACTICE)
        )

    assert len(before.rows) == len(after.rows) + 1
    assert "Thôn mẫu 2 và 3" in {row.unit.name for row in after.rows}
    assert abs(after.total - before.total) < 0.02 * before.total


@pytest.mark.usefixtures("by")
def test_practice_touches_synthetic_villages_only() -> None:
    practised = Unit.objects.filter(passed_on__reform__basis__state=State.SYNTHETIC)

    assert {unit.kind for unit in practised} == {Kind.VILLAGE}
    assert {unit.basis.state for unit in practised} == {State.SYNTHETIC}
    assert {reform.state for reform in Reform.objects.filter(basis__state=State.SYNTHETIC)} == {
        "applied",
        "draft",
    }
    assert len(queries.as_of(AFTER, kind=Kind.COMMUNE)) == 99


def test_building_it_again_adds_nothing(by: User, today: date) -> None:
    with scoped(("/1/",)):
        before = (Unit.objects.count(), Tally.objects.count())

        demo.build(by, today)

        assert (Unit.objects.count(), Tally.objects.count()) == before
