"""How names, births, telephones and numbers of papers are read."""

from datetime import date

import pytest

from vungcao.kernel.people import rules

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nguyễn Thị HOÀ", "nguyễn  thị hòa"),
        ("Nguyễn Thị Hoà", "Nguyê\u0303n Thi\u0323 Hoa\u0300"),
        ("Đặng-Văn Thuỷ", "đặng văn thủy"),
    ],
)
def test_case_spaces_and_the_place_of_a_tone_make_no_difference(one: str, other: str) -> None:
    assert rules.spelt(one) == rules.spelt(other)


def test_tones_tell_names_apart_until_they_are_left_out() -> None:
    assert rules.spelt("Lý Văn Hoà") != rules.spelt("Lý Văn Hoa")
    assert rules.plain("Lý Văn Hoà") == rules.plain("Li Van Hoa") == "li van hoa"
    assert rules.plain("Đinh") == "dinh"


def test_the_ends_of_a_name_are_its_first_and_last_word() -> None:
    assert rules.outer("Nguyễn Thị Minh Hoa") == rules.outer("Nguyễn Hoa") == "nguien hoa"
    assert rules.outer("Hoa") == "hoa"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("5/6/1958", "1958-06-05"),
        ("05/06/1958", "1958-06-05"),
        ("6/1958", "1958-06"),
        ("1958", "1958"),
        ("1958-06-05", "1958-06-05"),
        ("31/02/1958", None),
        ("hôm qua", None),
        ("5-6-1958", None),
    ],
)
def test_a_birth_is_a_day_a_month_or_a_year(written: str, read: str | None) -> None:
    assert rules.read_birth(written) == read


def test_a_birth_lies_neither_in_the_future_nor_in_another_age() -> None:
    assert list(rules.faults_of_birth("24/11/2026", TODAY)) != []
    assert list(rules.faults_of_birth("1849", TODAY)) != []
    assert list(rules.faults_of_birth("23/11/2026", TODAY)) == []
    assert list(rules.faults_of_birth("", TODAY)) == []


@pytest.mark.parametrize(
    "written", ["0900000001", "0900 000 001", "+84 900 000 001", "0084900000001", "84900000001"]
)
def test_a_telephone_is_one_number_however_it_is_written(written: str) -> None:
    assert rules.telephone(written) == "0900000001"
    assert list(rules.faults_of_contact("telephone", written)) == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [("telephone", "12345"), ("telephone", "09000x0001"), ("email", "a@b"), ("zalo", " ")],
)
def test_what_reaches_nobody_is_refused(kind: str, value: str) -> None:
    assert len(list(rules.faults_of_contact(kind, value))) == 1


@pytest.mark.parametrize(
    ("kind", "number", "is_good"),
    [
        ("citizen_card", "000 000 000 001", True),
        ("citizen_card", "00000000001", False),
        ("old_card", "000000001", True),
        ("passport", "b0000001", True),
        ("passport", "", False),
        ("citizen_card", "٠٠٠٠٠٠٠٠٠٠٠١", False),
    ],
)
def test_a_card_has_as_many_digits_as_its_kind(kind: str, number: str, is_good: bool) -> None:
    assert (list(rules.faults_of_number(kind, number)) == []) is is_good


@pytest.mark.parametrize("name", ["", "  ", "123", "Nông 2", "A" * 101])
def test_what_is_no_name_is_refused(name: str) -> None:
    assert len(list(rules.faults_of_name(name))) == 1


def test_neighbouring_years_share_one_pair_and_equal_years_both() -> None:
    def pairs(year: int) -> tuple[str | None, str | None]:
        keys = rules.match_keys("Nông An", str(year))
        return keys.even, keys.odd

    for year in range(1950, 1960):
        agreeing = {
            other: sum(a == b for a, b in zip(pairs(year), pairs(other), strict=True))
            for other in range(1945, 1965)
        }
        assert {other for other, count in agreeing.items() if count == 2} == {year}
        assert {other for other, count in agreeing.items() if count == 1} == {year - 1, year + 1}


def test_a_commune_is_the_third_level_of_a_path() -> None:
    assert rules.commune_of("/1/2/417/9/") == rules.commune_of("/1/2/417/") == "/1/2/417/"
    assert rules.commune_of("/1/2/") == "/1/2/"
