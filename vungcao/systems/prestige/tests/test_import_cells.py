"""Cells are read as an officer means them; what cannot be meant is refused with a sentence."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.systems.prestige.rules import cells, heads
from vungcao.systems.prestige.rules.cells import Unreadable

TODAY = date(2026, 11, 23)
KNOWN = {"02": "Trưởng thôn", "06": "Chức sắc, chức việc tôn giáo", "11": "Đảng viên"}
DAYS = st.dates(date(1910, 1, 1), date(2026, 11, 23))
FORMS = ("{0}/{1}/{2}", "{0:02}/{1:02}/{2}", "{0}-{1}-{2}", "{0}.{1}.{2}", "{2}-{1:02}-{0:02}")
# The days of the months, as a calendar on the wall has them.
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@given(day=DAYS, form=st.sampled_from(FORMS))
def test_a_day_is_the_same_however_it_is_written(day: date, form: str) -> None:
    written = form.format(day.day, day.month, day.year)

    assert cells.day(written) == day
    assert cells.day(f"  {written} ") == day
    assert cells.birth(written, TODAY) == f"{day.year}-{day.month:02}-{day.day:02}"


@given(day=DAYS)
def test_a_day_of_a_workbook_is_a_day_or_the_number_behind_it(day: date) -> None:
    counted = (day - date(1900, 3, 1)) // timedelta(days=1) + 61  # 1 March 1900 is day 61

    assert cells.day(day) == day
    assert cells.day(float(counted)) == day


@given(of_month=st.integers(0, 40), month=st.integers(0, 15), year=st.integers(1900, 2026).map(int))
def test_a_day_is_read_exactly_when_the_calendar_has_it(
    of_month: int, month: int, year: int
) -> None:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = (29 if leap and month == 2 else LENGTHS[month - 1]) if 1 <= month <= 12 else 0
    is_there = 1 <= of_month <= longest

    try:
        assert cells.day(f"{of_month}/{month}/{year}") == date(year, month, of_month)
        assert is_there
    except (Unreadable, ValueError):
        assert not is_there


@given(text=st.text(max_size=30))
def test_no_text_whatever_breaks_a_reader(text: str) -> None:
    readers = (
        cells.day,
        cells.sex,
        cells.mark,
        cells.card,
        cells.telephone,
        lambda cell: cells.birth(cell, TODAY),
        lambda cell: cells.born(cell, TODAY),
        lambda cell: cells.several(cell, KNOWN),
        lambda cell: cells.chosen(cell, KNOWN),
    )
    for reader in readers:
        with suppress(Unreadable):
            reader(text)


@given(codes=st.sets(st.sampled_from(sorted(KNOWN)), min_size=1), data=st.data())
def test_components_are_read_by_code_or_name_in_any_order(
    codes: set[str], data: st.DataObject
) -> None:
    def told(code: str) -> str:
        name = KNOWN[code]
        return data.draw(
            st.sampled_from([code, str(int(code)), name, name.upper(), f"{code} {name}"])
        )

    written = "; ".join(told(code) for code in data.draw(st.permutations(sorted(codes))))

    assert cells.several(written, KNOWN) == tuple(sorted(codes))


@pytest.mark.parametrize(
    ("cell", "birth"),
    [(1958.0, "1958"), ("1958", "1958"), ("6/1958", "1958-06"), (21341.0, "1958-06-05")],
)
def test_a_birth_may_be_a_year_or_a_month_alone(cell: str | float, birth: str) -> None:
    assert cells.birth(cell, TODAY) == birth


@pytest.mark.parametrize("cell", ["5/6/58", "không rõ", "30/2/1958", "24/11/2026", 1849.0])
def test_a_birth_that_cannot_be_is_refused(cell: str | float) -> None:
    with pytest.raises(Unreadable):
        cells.birth(cell, TODAY)


def test_noughts_that_a_workbook_has_dropped_come_back() -> None:
    assert cells.telephone(900000001.0) == "0900000001"
    assert cells.card(24058001234.0) == ("citizen_card", "024058001234")
    assert cells.card(12345678.0) == ("old_card", "012345678")
    assert cells.card("024 058 001 234") == ("citizen_card", "024058001234")


@pytest.mark.parametrize(
    ("cell", "said"), [("x", ""), (1958.0, "1958"), ("", None), ("5/6/1958", "1958-06-05")]
)
def test_a_column_of_men_holds_a_cross_or_a_birth(cell: str | float, said: str | None) -> None:
    assert cells.born(cell, TODAY) == said


SPLIT = [
    ("DANH SÁCH",),
    (None,),
    ("TT", "Họ và tên", "Năm sinh", None, "Dân tộc", "Nơi ở", None, "Quyết định công nhận", None),
    (None, None, "Nam", "Nữ", None, "Thôn", "Xã", "Số", "Ngày"),
    (1.0, "Nông Mẫu An", 1958.0),
]


def test_heads_are_found_below_titles_and_in_two_rows() -> None:
    found = heads.find(SPLIT)

    assert found is not None
    assert found.first == 4
    assert found.guessed() == {
        1: "full_name",
        2: "male",
        3: "female",
        4: "ethnic_group",
        5: "village",
        6: "commune",
        7: "number",
        8: "decided_on",
    }


def test_heads_without_accents_are_known_and_a_line_is_no_head() -> None:
    assert heads.find([("Ho va ten", "Nam sinh", "Thon")]) is not None
    assert heads.find([("Nông Mẫu An", "1958", "Thôn mẫu 1"), ("Họ và tên", "Ghi chú")]) is None


def test_the_line_below_the_heads_is_no_second_row_of_them() -> None:
    found = heads.find([("Mã dòng", "Họ và tên", "Năm sinh"), ("UT1", "Nông Mẫu An", "1958")])

    assert found is not None
    assert found.first == 1


def test_equal_heads_have_one_fingerprint_however_they_are_spaced() -> None:
    one, other, third = (
        heads.find([row])
        for row in (
            ("Họ và tên", "Năm sinh", "Thôn"),
            ("HỌ  VÀ TÊN", "năm sinh", " Thôn"),
            ("Họ và tên", "Thôn", "Năm sinh"),
        )
    )

    assert one is not None
    assert other is not None
    assert third is not None
    assert one.fingerprint == other.fingerprint != third.fingerprint
