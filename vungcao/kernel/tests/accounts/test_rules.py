"""Waits, and the ways in which people write the same telephone, address, device."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from vungcao.kernel.accounts import rules

LIMIT = rules.Limit(5, timedelta(minutes=15))


def test_waits_double_up_to_the_longest() -> None:
    waits = [LIMIT.wait(failures).total_seconds() for failures in range(12)]

    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]


@given(some.integers(0, 100_000))
def test_a_further_failure_never_shortens_the_wait(failures: int) -> None:
    assert timedelta() <= LIMIT.wait(failures) <= LIMIT.wait(failures + 1) <= LIMIT.longest


@pytest.mark.parametrize(
    "text", ["0900000123", "0900 000 123", "+84900000123", "84 900 000 123", "(0900).000-123"]
)
def test_a_telephone_is_one_number_however_it_is_written(text: str) -> None:
    assert rules.telephone(text) == "0900000123"


@pytest.mark.parametrize("text", ["", "123", "090000012", "09000001234", "o900000123", "a@b.vn"])
def test_what_is_no_telephone_is_nothing(text: str) -> None:
    assert rules.telephone(text) == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" Mau@So.Invalid ", "mau@so.invalid"),
        ("ten.ho+thu_1@mail.co-quan.vn", "ten.ho+thu_1@mail.co-quan.vn"),
        ("người@nơi.vn", "người@nơi.vn"),
        *(
            (wrong, "")
            for wrong in ("a@b", "a b@c.vn", "@c.vn", "a@b.vn,c@d.vn", "a@.vn", "a@b..vn")
        ),
        *(
            (wrong, "")
            for wrong in ("<script>x</script>@a.vn", "Tên <a@b.vn>", 'a"b@c.vn', "a@b.vn;")
        ),
    ],
)
def test_an_address_is_folded(text: str, address: str) -> None:
    assert rules.email(text) == address


@pytest.mark.parametrize(
    ("address", "network", "place"),
    [
        ("10.1.2.3", "10.1.2.3", "10.1.2.0/24"),
        ("::ffff:10.1.2.3", "10.1.2.3", "10.1.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("nonsense", "", ""),
    ],
)
def test_a_network_address_is_cut_short(address: str, network: str, place: str) -> None:
    assert (rules.network(address), rules.place(address)) == (network, place)


def test_a_browser_is_told_in_words() -> None:
    edge = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"

    assert rules.device(edge) == "Edge trên máy Windows"
    assert rules.device("") == "trình duyệt khác trên thiết bị khác"


def test_a_pace_gives_back_one_for_each_pause() -> None:
    pace = rules.Pace(3, timedelta(seconds=10))

    assert [pace.wait(count).seconds for count in (2, 3, 4)] == [0, 10, 10]
    pauses = [pace.remembered(3, timedelta(seconds=idle)) for idle in (9, 10, 29, 3600)]
    assert pauses == [3, 2, 1, 0]
