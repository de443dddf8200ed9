"""The rules of being on the list, against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vungcao.systems.prestige.rules import cycles
from vungcao.systems.prestige.rules import recognising as rules
from vungcao.systems.prestige.rules.recognising import Period, Wish

BEGIN = date(2026, 1, 1)
DAYS = 40
CYCLE = (BEGIN, BEGIN + timedelta(days=DAYS))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first = draw(st.integers(0, DAYS - 1))
    length = draw(st.integers(1, DAYS - first))
    return BEGIN + timedelta(days=first), BEGIN + timedelta(days=first + length)


def days(period: Period) -> set[int]:
    """The days of a half-open period as plain numbers."""
    return set(range(period[0].toordinal(), period[1].toordinal()))


HELD = st.lists(periods(), max_size=6)


def wish(within: Period, **said: object) -> Wish:
    known: dict[str, object] = {
        "within": within,
        "cycle": CYCLE,
        "cycle_name": "Kỳ mẫu",
        "decided_on": within[0],
        "today": CYCLE[1],
        **said,
    }
    return Wish(**known)  # type: ignore[arg-type]


@given(periods(), periods())
def test_two_periods_overlap_when_they_share_a_day(one: Period, other: Period) -> None:
    assert rules.overlaps(one, other) == bool(days(one) & days(other))


@given(HELD, periods())
def test_the_most_at_once_is_what_counting_each_day_finds(held: list[Period], at: Period) -> None:
    counted = max(sum(day in days(one) for one in held) for day in days(at))

    assert rules.most_at_once(held, at) == counted


@given(st.lists(st.tuples(st.integers(1, 4), periods()), max_size=6), periods())
def test_the_free_slot_is_held_on_no_day_and_no_lower_one_is_free(
    taken: list[tuple[int, Period]], within: Period
) -> None:
    slot = rules.free_slot(taken, within)

    busy = {number for number, period in taken if days(period) & days(within)}
    assert slot not in busy
    assert set(range(1, slot)) <= busy


@given(periods(), HELD, st.integers(1, 4))
def test_a_village_takes_another_while_no_day_has_too_many(
    within: Period, held: list[Period], allowed: int
) -> None:
    refused = rules.against_recognition(wish(within, village_held=held, allowed=allowed))

    is_full = any(sum(day in days(one) for one in held) >= allowed for day in days(within))
    assert bool(refused) == is_full
    assert not refused or f"được {allowed} người" in refused[0]


@given(periods(), HELD)
def test_nobody_is_recognised_twice_on_one_day(within: Period, held: list[Period]) -> None:
    refused = rules.against_recognition(wish(within, person_held=held))

    twice = any(days(one) & days(within) for one in held)
    assert bool(refused) == twice


@given(
    st.integers(-5, DAYS + 5), st.integers(-5, DAYS + 5), st.integers(-5, 50), st.integers(-5, 50)
)
def test_a_recognition_lies_within_its_cycle_and_after_its_decision(
    first: int, last: int, decided: int, today: int
) -> None:
    begin, end = BEGIN + timedelta(days=first), BEGIN + timedelta(days=last)
    decided_on, now = BEGIN + timedelta(days=decided), BEGIN + timedelta(days=today)

    refused = rules.against_recognition(wish((begin, end), decided_on=decided_on, today=now))

    is_fit = decided <= today and decided <= first and 0 <= first < last <= DAYS
    assert (not refused) == is_fit


@given(periods(), st.integers(-5, 50), st.integers(-5, 50), st.integers(-5, 50), st.booleans())
def test_an_end_lies_inside_what_it_ends_and_not_before_its_decision(
    held: Period, last: int, decided: int, today: int, is_ended: bool
) -> None:
    refused = rules.against_end(
        held=held,
        ends_on=BEGIN + timedelta(days=last),
        decided_on=BEGIN + timedelta(days=decided),
        today=BEGIN + timedelta(days=today),
        is_ended=is_ended,
    )

    eve_and_day = {BEGIN.toordinal() + last - 1, BEGIN.toordinal() + last}
    is_fit = eve_and_day <= days(held) and decided <= min(today, last) and not is_ended
    assert (not refused) == is_fit


@given(
    st.sampled_from(["province", "district", "commune"]),
    st.sampled_from(["nation", "province", "district", "commune", "village"]),
    st.booleans(),
)
def test_only_the_level_of_the_day_decides_and_only_over_its_own_villages(
    wanted: str, given_: str, is_responsible: bool
) -> None:
    refused = rules.against_authority(
        wanted=wanted, given=given_, day=BEGIN, basis="12/QĐ-MAU", is_responsible=is_responsible
    )

    assert len(refused) == (wanted != given_) + (not is_responsible)
    assert all("12/QĐ-MAU" in sentence for sentence in refused if sentence.startswith("Ngày"))
    assert not any(f"của {given_}." in sentence for sentence in refused)  # said in words


def test_a_village_that_has_ended_takes_nobody_from_that_day_on() -> None:
    before = wish(CYCLE, village_ended=BEGIN + timedelta(days=1))
    after = wish(CYCLE, village_ended=BEGIN)

    assert rules.against_recognition(before) == []
    assert "chọn thôn tiếp nhận" in rules.against_recognition(after)[0]


def test_whoever_has_died_is_not_recognised_and_all_that_is_wrong_is_said_at_once() -> None:
    refused = rules.against_recognition(
        wish(CYCLE, is_deceased=True, person_held=[CYCLE], village_held=[CYCLE], today=BEGIN)
    )

    assert len(refused) == 3


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(1, 10))
def test_a_cycle_ends_on_the_day_of_its_beginning(begin: date, years: int) -> None:
    end = cycles.end_of(begin, years)

    assert end.year == begin.year + years
    assert (end - timedelta(days=1)).timetuple().tm_yday in {
        (begin - timedelta(days=1)).timetuple().tm_yday + shift for shift in (-1, 0, 1)
    }


@pytest.mark.parametrize(
    ("until", "day"),
    [(date(2028, 1, 1), date(2027, 12, 15)), (date(2024, 6, 1), date(2024, 12, 15))],
)
def test_the_selection_ends_in_the_last_year_of_the_cycle(until: date, day: date) -> None:
    assert cycles.last_day_of_selection(until, "12-15") == day
