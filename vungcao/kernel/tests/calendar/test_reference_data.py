"""The calendars as they are loaded: the library's holidays, and the days that correct it."""

from datetime import date, datetime, timedelta

import pytest

from vungcao.kernel.accounts.models import User
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import queries, services
from vungcao.kernel.calendar.models import DayOverride, WorkingCalendar
from vungcao.kernel.calendar.rules import ZONE
from vungcao.kernel.citations.models import State
from vungcao.kernel.offers import reference
from vungcao.kernel.offers.upkeep import (
    OpenDeadline,
    OpenDeadlines,
    open_deadlines,
    reference_files,
)

pytestmark = pytest.mark.django_db
Kind, Origin, Standing = DayOverride.Kind, DayOverride.Origin, DayOverride.Standing
CULTURE_DAY = date(2026, 11, 24)


@pytest.fixture
def loaded() -> User:
    by = User.objects.create(username="he-thong:nap")
    load(by)
    return by


def load(by: User) -> None:
    offers = [offer for name, offer in reference_files.items() if name.startswith("calendar.")]
    for offer in sorted(offers, key=lambda offer: offer.order):
        offer.load(reference.rows(offer.file), by)


def due(received: datetime, term: int) -> datetime:
    days = queries.days("co-quan-tinh", received.date(), received.date() + timedelta(days=90))
    return days.add_working_days(received, term)


def test_the_swap_of_2026_moves_a_due_date_that_the_library_gets_wrong(loaded: User) -> None:
    received = datetime(2025, 12, 31, 9, tzinfo=ZONE)

    assert due(received, 5) == datetime(2026, 1, 9, 17, tzinfo=ZONE)

    DayOverride.objects.filter(origin=Origin.DECISION).update(standing=Standing.WITHDRAWN)
    assert due(received, 5) == datetime(2026, 1, 8, 17, tzinfo=ZONE)


def test_the_make_up_saturday_counts(loaded: User) -> None:
    assert due(datetime(2026, 1, 9, 9, tzinfo=ZONE), 1).date() == date(2026, 1, 10)


def test_terms_of_the_research_come_out(loaded: User) -> None:
    assert due(datetime(2026, 11, 23, 8, 15, tzinfo=ZONE), 25) == datetime(
        2026, 12, 28, 17, tzinfo=ZONE
    )
    assert due(datetime(2026, 2, 12, 16, tzinfo=ZONE), 5).date() == date(2026, 2, 26)


def test_the_24th_of_november_waits_for_its_act(loaded: User) -> None:
    override = DayOverride.objects.get(day=CULTURE_DAY)

    assert (override.origin, override.standing) == (Origin.DECISION, Standing.PROPOSED)
    assert override.basis.state == State.UNVERIFIED
    assert override in queries.doubtful_overrides()
    assert due(datetime(2026, 11, 23, 9, tzinfo=ZONE), 1).date() == CULTURE_DAY


def test_what_the_labour_code_does_not_name_waits_next_year_too(loaded: User) -> None:
    override = DayOverride.objects.get(day=date(2027, 11, 24))

    assert (override.origin, override.standing) == (Origin.LIBRARY, Standing.PROPOSED)


def test_the_librarys_days_are_marked_and_in_doubt(loaded: User) -> None:
    tet = DayOverride.objects.get(day=date(2026, 2, 17))

    assert (tet.origin, tet.standing, tet.reason) == (
        Origin.LIBRARY,
        Standing.ACTIVE,
        "Tết Nguyên Đán",
    )
    assert "holidays 0.109" in tet.basis.number
    assert tet.basis.state == State.UNVERIFIED


def test_every_year_from_2024_to_2027_is_prefilled(loaded: User) -> None:
    for year in range(2024, 2028):
        assert queries.overrides(year).filter(origin=Origin.LIBRARY).count() >= 9


def test_hours_of_the_province_have_not_been_read(loaded: User) -> None:
    assert queries.doubtful_hours().count() == 30


def test_loading_again_changes_nothing_and_brings_nothing_back(loaded: User) -> None:
    tet = DayOverride.objects.get(day=date(2026, 2, 17))
    services.withdraw_override(override=tet, reason="mẫu", by=loaded)
    swap = DayOverride.objects.get(day=date(2026, 1, 2))
    services.withdraw_override(override=swap, reason="mẫu", by=loaded)
    entries, rows = Entry.objects.count(), DayOverride.objects.count()

    load(loaded)

    assert (Entry.objects.count(), DayOverride.objects.count()) == (entries, rows)


def test_says_which_usual_terms_move_when_the_24th_is_off(loaded: User) -> None:
    moves = queries.what_moves(CULTURE_DAY, Kind.OFF, "co-quan-tinh")

    assert [move.label for move in moves] == [
        f"Thời hạn {term} ngày làm việc" for term in (1, 3, 5, 10, 15, 20, 25)
    ]
    assert (moves[-1].before.date(), moves[-1].after.date()) == (
        date(2026, 12, 28),
        date(2026, 12, 29),
    )


def test_a_move_that_every_calendar_makes_is_said_once(loaded: User) -> None:
    first = queries.what_moves(CULTURE_DAY, Kind.OFF)[0]

    assert first.calendar == "Bộ phận một cửa; Cơ quan cấp tỉnh; Uỷ ban nhân dân cấp xã"
    assert len(queries.what_moves(CULTURE_DAY, Kind.OFF)) == 7


def test_nothing_moves_when_a_sunday_is_off(loaded: User) -> None:
    assert queries.what_moves(date(2026, 11, 22), Kind.OFF) == []


def test_a_running_clock_is_named_when_it_moves(
    loaded: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_deadlines, "_offers", {})
    received = datetime(2026, 11, 20, 9, tzinfo=ZONE)
    rows = [
        OpenDeadline("Hồ sơ mẫu 1", "/ho-so/1/", "xa", received, 5),
        OpenDeadline("Hồ sơ mẫu 2", "/ho-so/2/", "xa", received, 1),
    ]
    open_deadlines.register("sample", OpenDeadlines("mẫu", lambda day: rows))  # type: ignore[arg-type]

    moves = queries.what_moves(CULTURE_DAY, Kind.OFF, "xa")

    assert [move.url for move in moves if move.url] == ["/ho-so/1/"]
    assert queries.what_moves(CULTURE_DAY, Kind.OFF, "mot-cua")[0].url == ""


def test_there_is_a_calendar_for_each_kind_of_office(loaded: User) -> None:
    codes = WorkingCalendar.objects.order_by("code").values_list("code", flat=True)

    assert list(codes) == ["co-quan-tinh", "mot-cua", "xa"]
