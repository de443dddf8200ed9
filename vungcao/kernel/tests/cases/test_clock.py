"""The clock stands still in a pause, and its date can always be explained."""

from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.cases import services
from vungcao.kernel.cases.models import Case, Pause
from vungcao.kernel.cases.queries import clocks
from vungcao.kernel.cases.registrations import running_over
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.cases.world import MONDAY, World, at, later

MINUTE = timedelta(minutes=1)
SESSIONS = ((450, 690), (810, 1020))


def works(moment: datetime) -> bool:
    """The oracle's week: Monday to Friday, 07:30-11:30 and 13:30-17:00."""
    minute = moment.hour * 60 + moment.minute
    return moment.weekday() < 5 and any(a <= minute < b for a, b in SESSIONS)


def walked(received: datetime, halves: int, pauses: list[tuple[datetime, datetime]]) -> datetime:
    """The oracle: walk minute by minute from the next day on; a pause moves every minute behind it.

    First the end without pauses, by counting the ends of half days; then the minutes that each
    pause has kept are walked from its end.
    """
    moment = received.replace(hour=0, minute=0) + timedelta(days=1)
    left = halves
    while True:
        moment += MINUTE
        if works(moment - MINUTE) and not works(moment):
            left -= 1
            if left == 0:
                break
    begins = received.replace(hour=0, minute=0) + timedelta(days=1)
    for stopped, resumed in pauses:
        stopped = max(stopped, begins)
        if resumed <= begins or stopped >= moment:
            continue
        kept = sum(works(stopped + n * MINUTE) for n in range((moment - stopped) // MINUTE))
        moment = resumed
        while kept:
            kept -= works(moment)
            moment += MINUTE
    return moment


@pytest.mark.slow
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.integers(1, 12),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 4000)), max_size=3),
)
def test_the_stored_date_is_what_walking_the_minutes_gives(
    world: World, halves: int, gaps: list[tuple[int, int]]
) -> None:
    case = world.open(days=Fraction(halves, 2))
    now, pauses = MONDAY, []
    for run, stand in gaps:
        stopped = now + run * MINUTE
        now = stopped + stand * MINUTE
        services.pause(case=case, kind="papers", reason="", now=stopped, by=world.officer)
        case = services.resume(case=case, now=now, by=world.officer)
        pauses.append((stopped, now))

    assert case.due_at == walked(MONDAY, halves, pauses)
    case.refresh_from_db()
    assert case.due_at == clocks.due(case, clocks.stops(case))


def test_the_derivation_names_each_day_and_why(world: World) -> None:
    case = world.open(days=2)
    services.pause(case=case, kind="papers", reason="", now=at("17/11 11:30"), by=world.officer)
    services.resume(case=case, now=at("18/11 13:30"), by=world.officer)
    case.refresh_from_db()

    found = clocks.derivation(case)

    assert found is not None
    assert found.due == case.due_at == at("19/11 17:00")
    assert [(line.day.day, line.minutes) for line in found.lines] == [
        (16, 0), (17, 240), (18, 210), (19, 450)
    ]  # fmt: skip


def test_while_it_stands_the_minutes_that_are_left_do_not_change(world: World) -> None:
    case = world.open(days=1)
    services.pause(case=case, kind="papers", reason="", now=at("17/11 09:30"), by=world.officer)
    case.refresh_from_db()

    assert clocks.minutes_left(case, at("17/11 09:30")) == 120 + 210
    assert clocks.minutes_left(case, at("25/11 16:00")) == 120 + 210
    assert not Case.objects.overdue(at("25/11 16:00")).exists()


def test_after_its_end_the_minutes_are_negative(world: World) -> None:
    case = world.open(days=1)

    assert clocks.minutes_left(case, at("18/11 08:00")) == -30
    assert Case.objects.overdue(at("18/11 08:00")).get() == case


def test_a_pause_is_not_begun_twice_nor_ended_without_one(world: World) -> None:
    case = world.open()
    with pytest.raises(RuleBroken, match="không tạm dừng"):
        services.resume(case=case, now=later(hours=1), by=world.officer)
    services.pause(case=case, kind="papers", reason="", now=later(hours=1), by=world.officer)

    with pytest.raises(RuleBroken, match="đang chạy"):
        services.pause(case=case, kind="papers", reason="", now=later(hours=2), by=world.officer)

    assert Pause.objects.count() == 1


def test_an_extension_counts_from_receipt_and_keeps_the_pauses(world: World) -> None:
    case = world.open(days=1)
    services.pause(case=case, kind="papers", reason="", now=at("17/11 07:30"), by=world.officer)
    services.resume(case=case, now=at("18/11 07:30"), by=world.officer)

    extended = services.set_term(
        case=case,
        term=services.Term(Fraction(2), world.basis),
        reason="Cần xác minh",
        now=at("18/11 08:00"),
        by=world.officer,
    )

    assert extended.due_at == at("19/11 17:00")


def test_a_changed_calendar_moves_the_date_only_when_it_is_taken_over(world: World) -> None:
    case = world.open(days=2)
    DayOverride.objects.create(
        calendar=case.calendar,
        day=at("18/11 00:00").date(),
        kind=DayOverride.Kind.OFF,
        reason="Nghỉ mẫu",
        origin=DayOverride.Origin.DECISION,
        standing=DayOverride.Standing.ACTIVE,
        basis=world.basis,
    )
    case.refresh_from_db()
    assert case.due_at == at("18/11 17:00")

    assert services.recompute(case=case, now=later(hours=1), by=world.officer)
    assert not services.recompute(case=case, now=later(hours=2), by=world.officer)

    case.refresh_from_db()
    assert case.due_at == at("19/11 17:00")


def test_who_changes_a_calendar_is_shown_the_running_clocks(world: World) -> None:
    case = world.open(days=2)
    world.open(days=1, now=at("02/11 08:00"))

    shown = list(running_over(at("17/11 00:00").date()))

    assert [(row.subject, row.url) for row in shown] == [(case.number, f"/{case.code}/")]
