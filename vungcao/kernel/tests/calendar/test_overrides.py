"""Days are overridden, confirmed and withdrawn; nothing is edited behind somebody's back."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import queries, services
from vungcao.kernel.calendar.models import DayOverride, WorkingCalendar
from vungcao.kernel.calendar.rules import Days
from vungcao.kernel.citations.models import Citation, State
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.norms.services.acts import Act

pytestmark = pytest.mark.django_db
Kind, Origin, Standing = DayOverride.Kind, DayOverride.Origin, DayOverride.Standing
TUESDAY = date(2026, 11, 24)


@pytest.fixture
def keeper() -> User:
    return User.objects.create(username="quan-tri")


@pytest.fixture
def read() -> Citation:
    return Citation.objects.create(number="01/QĐ-MAU", state=State.SEEN)


@pytest.fixture
def unread() -> Citation:
    return Citation.objects.create(number="02/QĐ-MAU")


@pytest.fixture
def office(keeper: User, unread: Citation) -> WorkingCalendar:
    calendar = services.declare_calendar(
        code="co-quan-tinh", name="Cơ quan cấp tỉnh", organisations="Sở", by=keeper
    )
    for weekday in range(1, 6):
        for opens, closes in ((time(7, 30), time(11, 30)), (time(13, 30), time(17))):
            services.post_hours(
                calendar=calendar,
                weekday=weekday,
                starts=opens,
                ends=closes,
                valid_from=date(2024, 1, 1),
                basis=unread,
                by=keeper,
            )
    return calendar


def set_day(
    by: User, basis: Citation, kind: str = Kind.OFF, calendar: WorkingCalendar | None = None
) -> DayOverride:
    return services.set_override(
        calendar=calendar,
        day=TUESDAY,
        kind=kind,
        reason="Ngày mẫu",
        basis=basis,
        today=date(2026, 11, 23),
        by=by,
    )


def is_working(day: date = TUESDAY, code: str = "co-quan-tinh") -> bool:
    return queries.days(code, date(2026, 1, 1), date(2027, 1, 1)).is_working(day)


def test_a_day_whose_act_was_read_counts_at_once(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    override = set_day(keeper, read)

    assert override.standing == Standing.ACTIVE
    assert not is_working()
    assert Entry.objects.filter(action="calendar.override_set").count() == 1


def test_a_day_whose_act_nobody_read_waits_until_it_is_confirmed(
    office: WorkingCalendar, keeper: User, unread: Citation
) -> None:
    override = set_day(keeper, unread)
    assert is_working()

    services.confirm_override(
        override=override,
        act=Act("03/QĐ-MAU", "Điều 1", source="Công báo mẫu"),
        by=keeper,
    )

    assert not is_working()
    override.refresh_from_db()
    assert (override.basis.number, override.basis.state) == ("03/QĐ-MAU", State.SEEN)


@pytest.mark.parametrize(
    ("number", "source", "said"), [("", "x", "số, ký hiệu"), ("1", " ", "nơi đã đọc")]
)
def test_confirming_needs_the_act_and_where_it_was_read(
    office: WorkingCalendar, keeper: User, unread: Citation, number: str, source: str, said: str
) -> None:
    override = set_day(keeper, unread)

    with pytest.raises(RuleBroken, match=said):
        services.confirm_override(override=override, act=Act(number, source=source), by=keeper)
    assert is_working()


def test_a_withdrawn_day_is_as_the_week_has_it_and_its_row_stays(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    override = set_day(keeper, read)

    services.withdraw_override(override=override, reason="Ghi nhầm", by=keeper)

    assert is_working()
    assert DayOverride.objects.get().standing == Standing.WITHDRAWN
    with pytest.raises(RuleBroken, match="đã được rút"):
        services.withdraw_override(override=override, reason="Lại", by=keeper)
    with pytest.raises(RuleBroken, match="đã rút"):
        services.confirm_override(override=override, act=Act("1", source="x"), by=keeper)
    set_day(keeper, read)
    assert not is_working()


def test_the_same_day_twice_is_refused(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    set_day(keeper, read)

    with pytest.raises(RuleBroken, match="rút thay đổi cũ trước"):
        set_day(keeper, read, Kind.WORK)
    with pytest.raises(IntegrityError, match="day_is_overridden_once"), transaction.atomic():
        DayOverride.objects.create(
            day=TUESDAY,
            kind=Kind.WORK,
            reason="x",
            origin=Origin.DECISION,
            standing=Standing.ACTIVE,
            basis=read,
        )


def test_a_day_far_from_today_and_one_without_a_reason_are_refused(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    with pytest.raises(RuleBroken, match="từ 2025 đến 2028"):
        services.set_override(
            calendar=None,
            day=date(2062, 11, 24),
            kind=Kind.OFF,
            reason="Gõ nhầm năm",
            basis=read,
            today=date(2026, 11, 23),
            by=keeper,
        )
    with pytest.raises(RuleBroken, match="lý do"):
        services.set_override(
            calendar=None,
            day=TUESDAY,
            kind=Kind.OFF,
            reason=" ",
            basis=read,
            today=date(2026, 11, 23),
            by=keeper,
        )


def test_a_calendars_own_day_wins_over_one_for_all(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    set_day(keeper, read, Kind.OFF)
    set_day(keeper, read, Kind.MORNING, office)

    assert len(queries.days("co-quan-tinh", TUESDAY, date(2026, 11, 25)).halves(TUESDAY)) == 1


def test_a_decision_wins_over_the_library(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    set_day(keeper, read, Kind.WORK)
    DayOverride.objects.create(
        day=TUESDAY,
        kind=Kind.OFF,
        reason="Ngày của thư viện",
        origin=Origin.LIBRARY,
        standing=Standing.ACTIVE,
        basis=read,
    )

    assert is_working()


def test_hours_that_overlap_are_refused(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    hours = office.hours.order_by("pk").first()
    assert hours is not None

    with pytest.raises(RuleBroken, match="chồng lên nhau"):
        services.post_hours(
            calendar=office,
            weekday=hours.weekday,
            starts=hours.starts.replace(hour=9),
            ends=hours.ends.replace(hour=12),
            valid_from=date(2026, 1, 1),
            basis=read,
            by=keeper,
        )


def test_a_calendar_that_does_not_exist_is_refused() -> None:
    with pytest.raises(WorkingCalendar.DoesNotExist):
        queries.days("khong-co", TUESDAY, TUESDAY)


def test_days_are_remembered_until_hours_or_days_change(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    def is_off() -> bool:
        office.refresh_from_db()
        known = queries.remembered(office.pk, office.revision, TUESDAY, TUESDAY + timedelta(days=7))
        return not known.is_working(TUESDAY)

    before = office.revision
    assert not is_off()

    set_day(keeper, read)

    assert is_off()
    assert office.revision != before
    with CaptureQueriesContext(connection) as asked:
        assert is_off()
    assert len(asked) == 1  # the calendar itself

    DayOverride.objects.all().delete()

    assert not is_off()


def test_an_undone_change_is_not_remembered(
    office: WorkingCalendar, keeper: User, read: Citation
) -> None:
    for _nth in range(2):
        with transaction.atomic():
            set_day(keeper, read)
            office.refresh_from_db()
            until = TUESDAY + timedelta(days=7)
            assert not queries.remembered(office.pk, office.revision, TUESDAY, until).is_working(
                TUESDAY
            )
            transaction.set_rollback(True)

        office.refresh_from_db()
        assert queries.remembered(office.pk, office.revision, TUESDAY, until).is_working(TUESDAY)


def test_explained_days_ask_once_and_see_hours_and_acts_that_were_read_since(
    office: WorkingCalendar, keeper: User, read: Citation, unread: Citation
) -> None:
    def known() -> Days:
        return queries.explained(office.pk, TUESDAY, TUESDAY + timedelta(days=7))

    DayOverride.objects.create(
        day=TUESDAY,
        kind=Kind.OFF,
        reason="Nghỉ bù",
        origin=Origin.DECISION,
        standing=Standing.ACTIVE,
        basis=unread,
    )
    before = known()
    with CaptureQueriesContext(connection) as asked:
        known()
    Citation.objects.filter(pk=unread.pk).update(state=State.SEEN)
    office.hours.all().delete()
    after = known()

    assert len(asked) == 1
    assert before.hours
    assert after.hours == ()
    assert [one.exceptions[TUESDAY].is_verified for one in (before, after)] == [False, True]
