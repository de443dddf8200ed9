"""Figures of a period: their identities, held against an oracle that only reads histories."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.models import User
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.cases.models import Case, Party, Pause
from vungcao.systems.onestop.models import Channel, Dossier
from vungcao.systems.onestop.queries import work_statistics as statistics
from vungcao.systems.onestop.queries.work_statistics import Stretch
from vungcao.systems.onestop.rules.counting import Counts
from vungcao.systems.onestop.services.moving import move
from vungcao.systems.onestop.tests.factories import (
    at,
    at_work,
    commune,
    neighbour,
    officer,
    standing,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("province")]
FIRST = datetime(2026, 1, 1, tzinfo=ZONE)
HOUR = timedelta(hours=1)
GROUPS = ["agency", "channel", "procedure"]
FIGURES = ["carried", "new", "done", "running", "paused", "early", "on_time", "late", "mistaken"]


@pytest.fixture
def worker() -> Iterator[User]:
    with standing(officer("can-bo", Role.COMMUNE_OFFICER, commune())) as user:
        yield user


class History:
    """What happened to one dossier, invented: received, perhaps stopped for a while, done."""

    def __init__(self, chance: Random) -> None:
        self.received = FIRST + chance.randrange(24 * 120) * HOUR
        self.due = self.received + chance.randrange(24 * 40) * HOUR
        self.channel = chance.choice(list(Channel))
        self.pauses: list[tuple[datetime, datetime | None]] = []
        at = self.received
        for _ in range(chance.randrange(3)):
            begins = at + chance.randrange(1, 24 * 10) * HOUR
            at = begins + chance.randrange(1, 24 * 10) * HOUR
            self.pauses.append((begins, at))
        self.done: datetime | None = at + chance.randrange(24 * 40) * HOUR
        if chance.random() < 0.4:
            self.done = None
            if self.pauses and chance.random() < 0.5:
                self.pauses[-1] = (self.pauses[-1][0], None)
        self.is_mistake = self.done is not None and chance.random() < 0.1

    def counts(self, first: date, last: date) -> Counts:
        """Counted by walking through the period: no function is shared with the product."""
        begin = datetime(first.year, first.month, first.day, tzinfo=ZONE)
        end = datetime(last.year, last.month, last.day, tzinfo=ZONE) + timedelta(days=1)
        if self.received >= end or (self.done and self.done < begin):
            return Counts()
        said = {"carried" if self.received < begin else "new": 1}
        if self.done and self.done < end and self.is_mistake:
            said["mistaken"] = 1
        elif self.done and self.done < end:
            said["done"] = 1
            if self.done > self.due:
                said["late"] = 1
            else:
                said["on_time" if self.done.date() == self.due.date() else "early"] = 1
        elif any(a < end and (b is None or b >= end) for a, b in self.pauses):
            said["paused"] = 1
        else:
            said["running"] = 1
            said["overdue"] = int(self.due < end)
        return Counts(**said)


def laid(like: Dossier, histories: list[History]) -> None:
    """Dossiers with these histories, written as rows: only what is counted matters here."""
    base, cases = like.case, []
    for number, one in enumerate(histories):
        is_paused = bool(one.pauses) and one.pauses[-1][1] is None
        state = "closed" if one.done else "paused" if is_paused else "open"
        case = Case(
            kind=base.kind,
            number=f"MAU-{number}",
            label="Mẫu",
            organisation=base.organisation,
            unit=base.unit,
            scope=base.scope,
            calendar=base.calendar,
            received_at=one.received,
            term_halves=2,
            due_at=one.due,
            closed_at=one.done,
            state=state,
            last_event_at=one.received,
        )
        cases.append(case)
    Case.objects.bulk_create(cases)
    Party.objects.bulk_create(
        Party(
            case=case,
            role="responsible",
            organisation=base.organisation,
            unit=base.unit,
            scope=base.scope,
            since=one.received - HOUR,
        )
        for case, one in zip(cases, histories, strict=True)
    )
    Pause.objects.bulk_create(
        Pause(case=case, kind="ask", stopped_at=begins, resumed_at=ends)
        for case, one in zip(cases, histories, strict=True)
        for begins, ends in one.pauses
    )
    Dossier.objects.bulk_create(
        Dossier(
            case=case,
            version=like.version,
            unit=like.unit,
            intake=like.intake,
            channel=one.channel,
            applicant_kind=like.applicant_kind,
            step="tham_dinh",
            step_since=one.received,
            status=10 if one.done else 4,
            submitted_at=one.received,
            received_at=one.received,
            finished_at=one.done,
            outcome="mistake" if one.is_mistake else "",
        )
        for case, one in zip(cases, histories, strict=True)
    )


DAYS = st.integers(0, 200).map(lambda days: date(2025, 12, 20) + timedelta(days=days))


@pytest.mark.slow
def test_every_figure_is_what_the_histories_say_and_every_identity_holds(worker: User) -> None:
    histories = [History(Random(seed)) for seed in range(150)]
    laid(at_work(worker, now=at(1, month=12)), histories)

    @settings(max_examples=15, deadline=None, database=None)
    @given(st.tuples(DAYS, DAYS).map(sorted), st.sampled_from(GROUPS), st.sampled_from(FIGURES))
    def holds(period: list[date], group: str, figure: str) -> None:
        stretch = Stretch.of(period[0], period[1])
        rows = statistics.of_period(worker, worker.reach, stretch)

        found = statistics.counted(rows, stretch, group)

        total = sum(found.values(), Counts())
        assert total == sum((one.counts(*period) for one in histories), Counts())
        assert all(is_so for counts in found.values() for _said, is_so in counts.identities())
        assert statistics.behind(rows, stretch, figure).count() == getattr(total, figure)
        if group == "channel":
            for channel, counts in found.items():
                own = [one for one in histories if one.channel == channel]
                assert counts == sum((one.counts(*period) for one in own), Counts())

    holds()


def test_who_held_a_dossier_before_it_was_done_is_who_it_counts_for(worker: User) -> None:
    row = at_work(worker)
    move(dossier=row, action="dung", words="Thử", now=at(26), by=worker)
    stretch = Stretch.of(date(2026, 11, 1), date(2026, 11, 30))

    rows = statistics.of_period(worker, worker.reach, stretch)
    found = statistics.counted(rows, stretch, "agency")

    assert found == {row.case.organisation_id: Counts(new=1, done=1, early=1)}


def test_what_is_not_received_is_not_counted_nor_a_neighbour_s(worker: User) -> None:
    at_work(worker)
    other = officer("ban", Role.COMMUNE_OFFICER, neighbour())
    stretch = Stretch.of(date(2026, 11, 1), date(2026, 11, 30))

    with standing(other):
        assert not statistics.of_period(other, other.reach, stretch).exists()
    before = Stretch.of(date(2026, 10, 1), date(2026, 10, 31))
    assert not statistics.of_period(worker, worker.reach, before).exists()


def test_an_identity_that_does_not_hold_is_seen() -> None:
    assert [is_so for _said, is_so in Counts(new=2, done=1).identities()] == [True, False, False]
