"""What the schedule lets out at which minute: quiet hours and the daily digest, on held time."""

from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django import app

from vungcao.kernel.calendar import clock
from vungcao.kernel.notices import queries, services
from vungcao.kernel.notices.rules import Quiet
from vungcao.kernel.offers.notices import AT_ONCE
from vungcao.kernel.scopes.services import Door, scoped
from vungcao.kernel.tests.notices.telling import NOON, letters, news, officer, tell

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def nights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is disturbed from ten until six, as the demo's norm has it."""
    monkeypatch.setattr(queries, "quiet_hours", lambda day: Quiet(22, 6))


@pytest.fixture
def run_at(monkeypatch: pytest.MonkeyPatch) -> "RunAt":
    return RunAt(monkeypatch)


class RunAt:
    """Runs the task that the worker's schedule runs, at a moment of one's choice."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.patch = patch

    def __call__(self, moment: datetime) -> int:
        self.patch.setattr(clock, "now", lambda: moment)
        app.tasks["notices.send_due"].func(int(moment.timestamp()))
        return len(letters())


def test_a_notice_of_the_night_leaves_in_the_morning_and_once(run_at: RunAt) -> None:
    to, night = officer(), NOON.replace(hour=23)
    with scoped((), account=to.pk, door=Door.OFFICE):
        services.choose(ways={"units.reform_took_effect": AT_ONCE}, digest_hour=7, by=to)
    tell(to, news(), night)
    morning = (NOON + timedelta(days=1)).replace(hour=6)

    sent = [run_at(at) for at in (night, morning - SECOND, morning, morning + 20 * SECOND)]

    assert sent == [0, 0, 1, 1]


def test_what_is_urgent_does_not_wait_for_the_morning() -> None:
    tell(officer(), news("accounts.new_device", details={}), NOON.replace(hour=23))

    assert len(letters()) == 1


def test_the_digest_leaves_at_its_hour_and_once_a_day(run_at: RunAt) -> None:
    to = officer()
    tell(to, news())
    tell(to, news(subject="units.Reform:2"))
    hour = (NOON + timedelta(days=1)).replace(hour=7)

    sent = [run_at(at) for at in (NOON, hour - SECOND, hour, hour + SECOND)]
    tell(to, news(subject="units.Reform:3"), hour + SECOND)
    later = [run_at(at) for at in (hour + timedelta(hours=23), hour + timedelta(days=1))]

    assert sent == [0, 0, 1, 1]
    assert later == [1, 2]
