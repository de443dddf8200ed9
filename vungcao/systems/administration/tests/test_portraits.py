"""What pages say of one thing as facts: words for weekdays, gaps of a file, periods."""

from datetime import date, time

import pytest

from vungcao.kernel.calendar.models import WorkingHours
from vungcao.kernel.citations.models import Citation, State
from vungcao.systems.administration.views import portraits


@pytest.mark.parametrize(("weekday", "word"), [(1, "Thứ 2"), (6, "Thứ 7"), (7, "Chủ nhật")])
def test_a_weekday_has_its_vietnamese_name_with_its_hours(weekday: int, word: str) -> None:
    basis = Citation(number="01/QĐ-MAU", state=State.UNVERIFIED)
    halves = [(time(7, 30), time(11, 30)), (time(13), time(17))]
    posted = [
        WorkingHours(weekday=weekday, starts=starts, ends=ends, basis=basis)
        for starts, ends in halves
    ]

    [(label, said)] = portraits.hours(posted)

    assert label == word
    assert str(said) == "07:30–11:30, 13:00–17:00"


def test_a_period_ends_before_its_last_day() -> None:
    begin = date(2025, 7, 1)

    assert portraits.period(begin, None) == "Từ 01/07/2025"
    assert portraits.period(begin, date(2026, 1, 1)) == "Từ 01/07/2025 đến trước 01/01/2026"
