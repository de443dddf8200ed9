"""A pause keeps the working minutes that were left, and every date can say why it is one."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from vungcao.kernel.calendar.rules import Pause
from vungcao.kernel.citations.rules import RuleBroken
from vungcao.kernel.tests.calendar.weeks import (
    EXCEPTIONS,
    HANOI,
    USUAL,
    WEEKS,
    Week,
    days_of,
    moment,
    worked,
)

PLAIN = days_of(dict.fromkeys(range(1, 6), USUAL), {})
RECEIVED = st.integers(0, 10 * 1440)
STOPS = st.lists(st.integers(0, 30 * 1440), max_size=6, unique=True).map(sorted)


def pauses_of(moments: list[int]) -> list[tuple[int, int]]:
    return list(zip(moments[::2], moments[1::2], strict=False))


def as_times(pauses: list[tuple[int, int]]) -> list[Pause]:
    return [(moment(stopped), moment(resumed)) for stopped, resumed in pauses]


def walked(
    week: Week, exceptions: dict[int, str], received: int, term: int, pauses: list[tuple[int, int]]
) -> int | None:
    """Minute by minute: the term's minutes pass only while no pause stands."""
    begins = (received // 1440 + 1) * 1440
    counted = [minute for minute in worked(week, exceptions) if minute >= begins]
    ends = [a for a, b in zip(counted, [*counted[1:], -1], strict=True) if b != a + 1]
    if len(ends) < 2 * term:
        return None
    left = counted.index(ends[2 * term - 1]) + 1
    for minute in counted:
        if any(stopped <= minute < resumed for stopped, resumed in pauses):
            continue
        left -= 1
        if left == 0:
            return minute + 1
    return None


@given(WEEKS, EXCEPTIONS, RECEIVED, st.integers(1, 8), STOPS)
def test_the_minutes_that_were_left_are_kept(
    week: Week, exceptions: dict[int, str], received: int, term: int, stops: list[int]
) -> None:
    pauses = pauses_of(stops)
    due = walked(week, exceptions, received, term, pauses)
    assume(due is not None)
    assert due is not None

    days = days_of(week, exceptions)

    assert days.due_with_pauses(moment(received), term, as_times(pauses)) == moment(due)


@given(RECEIVED, st.integers(1, 15), st.integers(0, 30 * 1440))
def test_an_empty_pause_changes_nothing(received: int, term: int, at: int) -> None:
    due = PLAIN.add_working_days(moment(received), term)

    assert PLAIN.due_with_pauses(moment(received), term, [(moment(at), moment(at))]) == due


@given(WEEKS, EXCEPTIONS, RECEIVED, st.integers(1, 8), STOPS)
def test_the_derivation_names_every_day_and_its_minutes_add_up(
    week: Week, exceptions: dict[int, str], received: int, term: int, stops: list[int]
) -> None:
    pauses = pauses_of(stops)
    assume(walked(week, exceptions, received, term, pauses) is not None)
    days = days_of(week, exceptions)

    derived = days.derivation(moment(received), term, as_times(pauses))

    first = moment(received).date()
    assert [line.day for line in derived.lines] == [
        first + timedelta(days=number) for number in range(len(derived.lines))
    ]
    assert derived.lines[-1].day == derived.due.date()
    plain = days.derivation(moment(received), term)
    assert sum(line.minutes for line in derived.lines) == sum(line.minutes for line in plain.lines)


def test_says_why_a_day_does_not_count() -> None:
    days = days_of(dict.fromkeys(range(1, 6), USUAL), {6: "off", 7: "morning"})

    derived = days.derivation(
        datetime(2026, 1, 1, 9, tzinfo=HANOI),
        3,
        [(datetime(2026, 1, 5, tzinfo=HANOI), datetime(2026, 1, 6, 9, tzinfo=HANOI))],
    )

    assert [(line.day.day, line.why) for line in derived.lines] == [
        (1, "Ngày tiếp nhận: tính từ ngày làm việc tiếp theo"),
        (2, "Tính cả ngày"),
        (3, "thứ Bảy"),
        (4, "Chủ nhật"),
        (5, "Tạm dừng tính thời hạn"),
        (6, "Tính 360 phút làm việc"),
        (7, "Nghỉ: lý do"),
        (8, "Tính nửa ngày (lý do)"),
        (9, "Tính 300 phút làm việc"),
    ]
    assert derived.due == datetime(2026, 1, 9, 14, 30, tzinfo=HANOI)


def test_pauses_that_cross_or_run_backward_are_refused() -> None:
    one, two, three = moment(2000), moment(3000), moment(4000)

    with pytest.raises(RuleBroken, match="chồng lên nhau"):
        PLAIN.due_with_pauses(moment(0), 5, [(one, three), (two, three)])
    with pytest.raises(RuleBroken, match="kết thúc sau"):
        PLAIN.due_with_pauses(moment(0), 5, [(two, one)])


def test_a_pause_on_the_day_of_receipt_waits_for_the_term_to_begin() -> None:
    received = datetime(2026, 1, 5, 8, tzinfo=HANOI)
    asked = datetime(2026, 1, 5, 10, tzinfo=HANOI)
    supplied = datetime(2026, 1, 5, 15, tzinfo=HANOI)

    due = PLAIN.due_with_pauses(received, 2, [(asked, supplied)])

    assert due.date() == date(2026, 1, 7)
