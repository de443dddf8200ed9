"""When a notice may leave: compared with a clock that is walked minute by minute."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext_lazy as _
from hypothesis import given
from hypothesis import strategies as st

from vungcao.kernel.notices import rules
from vungcao.kernel.notices.rules import NEVER_QUIET, Quiet, Wish, leaves_at
from vungcao.kernel.offers.notices import AT_ONCE, DIGEST, INBOX, OFF, NoticeKind

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
HOURS = st.integers(0, 23)
MOMENTS = st.integers(0, 2 * 366 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=HERE) + timedelta(minutes=minutes)
)


def quiet_in(starts: int, ends: int) -> set[int]:
    """The quiet hours, walked from the first to the last."""
    hours, hour = set(), starts
    while hour != ends:
        hours.add(hour)
        hour = (hour + 1) % 24
    return hours


def walked(made: datetime, way: str, quiet: set[int], digest_hour: int) -> datetime:
    """The first minute that is allowed."""
    at = made
    if way == DIGEST:
        while (at.hour, at.minute) != (digest_hour, 0):
            at += timedelta(minutes=1)
    while at.hour in quiet:
        at += timedelta(minutes=1)
    return at


@given(MOMENTS, st.sampled_from([AT_ONCE, DIGEST]), HOURS, HOURS, HOURS)
def test_leaves_in_the_first_minute_that_is_allowed(
    made: datetime, way: str, starts: int, ends: int, digest_hour: int
) -> None:
    wish = Wish(way, Quiet(starts, ends), digest_hour)

    expected = walked(made, way, quiet_in(starts, ends), digest_hour)
    assert leaves_at(made, wish, urgent=False) == expected


@given(MOMENTS, HOURS, HOURS)
def test_what_is_urgent_leaves_at_once_at_any_hour(made: datetime, starts: int, ends: int) -> None:
    assert leaves_at(made, Wish(AT_ONCE, Quiet(starts, ends)), urgent=True) == made


@pytest.mark.parametrize("way", [INBOX, OFF])
def test_what_stays_inside_never_leaves(way: str) -> None:
    assert leaves_at(datetime(2026, 11, 23, 9, tzinfo=HERE), Wish(way), urgent=True) is None


def test_the_night_lies_around_midnight() -> None:
    night = Quiet(22, 6)

    assert [hour for hour in range(24) if night.holds(hour)] == [0, 1, 2, 3, 4, 5, 22, 23]
    assert not any(NEVER_QUIET.holds(hour) for hour in range(24))


def test_details_that_do_not_fill_the_text_are_refused() -> None:
    kind = NoticeKind(_("Mẫu"), _("Về {unit}"), _("Có {n} việc."), {"unit": "x", "n": 1})

    assert rules.compose(kind, {"unit": "xã Mẫu", "n": 3}) == ("Về xã Mẫu", "Có 3 việc.")
    with pytest.raises(rules.MissingField, match="n"):
        rules.compose(kind, {"unit": "xã Mẫu"})
