"""When a calendar changes, the due dates that it moves are computed anew; others stay untouched."""

from datetime import date

import pytest

from vungcao.kernel.calendar import services as calendar
from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases import jobs, services
from vungcao.kernel.cases.models import Case, CaseEvent
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.citations.models import State
from vungcao.kernel.offers.outbox import Announcement
from vungcao.kernel.tests.cases.world import World, later
from vungcao.kernel.tests.factories import CitationFactory

pytestmark = pytest.mark.django_db


def change(world: World) -> None:
    """The first due day is off from now on."""
    case = Case.objects.get()
    assert case.due_at is not None
    calendar.set_override(
        calendar=None,
        day=case.due_at.astimezone(ZONE).date(),
        kind=DayOverride.Kind.OFF,
        reason="Nghỉ theo thông báo mẫu",
        basis=CitationFactory.create(state=State.SEEN),
        today=date(2026, 11, 23),
        by=world.officer,
    )


def test_a_changed_day_moves_what_is_due_after_it_once(world: World) -> None:
    case = world.open()
    before = case.due_at
    change(world)

    first = services.recompute_since(day=date(2026, 1, 1), now=later(hours=1), by=world.officer)
    second = services.recompute_since(day=date(2026, 1, 1), now=later(hours=2), by=world.officer)

    case.refresh_from_db()
    assert (first, second) == (1, 0)
    assert before is not None
    assert case.due_at is not None
    assert case.due_at > before
    assert case.due_at == clocks.due(case, [])
    assert CaseEvent.objects.filter(case=case, action="due_moved").count() == 1


def test_what_is_due_before_the_day_is_not_looked_at(world: World) -> None:
    world.open()
    change(world)

    assert services.recompute_since(day=date(2027, 6, 1), now=later(hours=1), by=world.officer) == 0


def test_the_calendar_announces_and_the_cases_follow(world: World) -> None:
    case = world.open()
    change(world)
    said = Announcement(
        "calendar.changed", "calendar.DayOverride:1", details={"since": "2026-01-01"}
    )

    jobs.take_calendar(said)
    jobs.take_calendar(said)

    case.refresh_from_db()
    assert case.due_at == clocks.due(case, [])
    assert CaseEvent.objects.filter(case=case, action="due_moved").count() == 1


def test_many_cases_ask_the_calendar_once(
    world: World, django_assert_max_num_queries: object
) -> None:
    for _nth in range(4):
        world.open()

    with django_assert_max_num_queries(6):  # type: ignore[operator]
        assert clocks.moved_since(date(2026, 1, 1)) == []
