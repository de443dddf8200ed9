"""The term of a report runs in working days from the day it came in, whenever it is entered."""

from datetime import date

import pytest

from vungcao.kernel.calendar.models import DayOverride
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.tests.factories import CitationFactory
from vungcao.systems.prestige.models import FieldReport
from vungcao.systems.prestige.queries.reporting import late_under
from vungcao.systems.prestige.services import reporting
from vungcao.systems.prestige.tests.reporting import Place, at, build

pytestmark = pytest.mark.django_db

# Written out by hand: the days on which the committee worked in November and December 2026. On
# Tuesday the 24th of November it did not.
WORKED = [
    *(date(2026, 11, day) for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 23)),
    *(date(2026, 11, day) for day in (25, 26, 27, 30)),
    *(date(2026, 12, day) for day in (1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18)),
]
TERM = 10


def tenth_after(day: date) -> date:
    """The oracle: count along the list, from the day after receipt on."""
    return [worked for worked in WORKED if worked > day][TERM - 1]


@pytest.fixture
def place() -> Place:
    made = build()
    DayOverride.objects.create(
        calendar=made.committee.calendar,
        day=date(2026, 11, 24),
        kind=DayOverride.Kind.OFF,
        reason="Nghỉ mẫu",
        origin=DayOverride.Origin.DECISION,
        standing=DayOverride.Standing.ACTIVE,
        basis=CitationFactory.create(),
    )
    return made


def due(report: FieldReport) -> date:
    report.refresh_from_db()
    assert report.case.due_at is not None
    return report.case.due_at.astimezone(ZONE).date()


@pytest.mark.parametrize(
    "received",
    [
        date(2026, 11, 6),  # a Friday
        date(2026, 11, 7),  # a Saturday
        date(2026, 11, 8),
        date(2026, 11, 9),
        date(2026, 11, 20),  # a Friday before a week with a holiday
        date(2026, 11, 23),
    ],
)
def test_the_due_day_is_the_tenth_working_day_after_the_receipt(
    place: Place, received: date
) -> None:
    report = place.receive(received_on=received, now=at("23/11 16:45"))

    assert due(report) == tenth_after(received)


def test_what_came_in_on_a_friday_and_is_entered_on_monday_is_due_as_from_friday(
    place: Place,
) -> None:
    friday = date(2026, 11, 13)

    entered = place.receive(received_on=friday, now=at("16/11 08:00"))

    assert due(entered) == tenth_after(friday) == date(2026, 11, 30)


def test_a_report_opened_again_has_the_whole_term_or_what_was_left(place: Place) -> None:
    received, again = date(2026, 11, 6), at("16/11 07:30")
    for starts_anew in (True, False):
        report = place.receive(received_on=received, now=at("06/11 09:00"))
        reporting.close(report=report, reason="Rút", now=at("10/11 17:00"), by=place.officer)

        reopened = reporting.reopen(
            report=report, reason="Lại", starts_anew=starts_anew, now=again, by=place.officer
        )

        # Two of the ten days had gone by when it ended; it opens with the working day, the third.
        left = [worked for worked in WORKED if worked >= date(2026, 11, 16)][TERM - 2 - 1]
        assert due(reopened) == (tenth_after(date(2026, 11, 16)) if starts_anew else left)


def test_a_report_is_late_from_the_day_after_its_due_day_on(place: Place) -> None:
    report = place.receive(received_on=date(2026, 11, 2), now=at("02/11 08:00"))
    last = due(report)

    scopes = place.officer.reach
    assert late_under(scopes, last) == 0
    assert late_under(scopes, date(2026, 11, 17)) == 1
    assert last == date(2026, 11, 16)
