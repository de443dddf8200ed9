"""Guessing becomes slow, and nobody is locked out by it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client, RequestFactory

from vungcao.kernel.accounts.models import AttemptCount, User
from vungcao.kernel.accounts.queries.attempts import reserve
from vungcao.kernel.calendar import clock as clock_module
from vungcao.web import attempts
from vungcao.web.tests.accounts.world import is_in, officer, sign_in, text

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", made)
    return made


def hammer(times: int, username: str = "chuyenvien", network: str = "10.9.9.9") -> int:
    """Wrong tries from a device nobody knows; how many of them were looked at at all."""
    request = RequestFactory().post("/", REMOTE_ADDR=network)
    account = User.objects.filter(username=username).first()
    attempt = attempts.of_account(request, username, account, "password")
    counted = attempt.own + attempt.shared
    return sum(not reserve(counted, clock_module.now()) for _try in range(times))


@pytest.mark.slow
def test_a_thousand_wrong_tries_do_not_stop_the_holder_on_a_known_device(clock: Clock) -> None:
    officer()
    holder = Client()
    sign_in(holder, network="10.0.0.1")
    holder.post("/tai-khoan/dang-xuat/")

    assert hammer(1000) == 5
    assert sign_in(holder, network="10.0.0.1").status_code == 302
    assert sign_in(holder, network="10.9.9.9").status_code == 302  # also from the same network


def test_the_attacker_waits_even_with_the_right_password(clock: Clock) -> None:
    officer()
    attacker = Client()
    for _try in range(5):
        sign_in(attacker, password="sai")

    refused = sign_in(attacker)

    assert refused.status_code == 429
    assert "Đợi 30 giây rồi thử lại." in text(refused)
    assert not is_in(attacker)


@pytest.mark.slow
def test_waits_double_and_end(clock: Clock) -> None:
    officer()
    looked_at = 0
    for _quarter in range(24 * 4):
        looked_at += hammer(5, network="10.0.0.1")
        clock.move(minutes=15)

    assert looked_at == 100  # five at once, then never more than four an hour
    assert sign_in(Client(), network="10.0.0.1").status_code == 302


def test_a_neighbour_behind_the_same_address_still_signs_in(clock: Clock) -> None:
    officer()
    officer("canbo-xa")
    hammer(200)

    assert sign_in(Client(), "canbo-xa", network="10.9.9.9").status_code == 302


def test_many_names_from_one_network_are_slowed(clock: Clock) -> None:
    looked_at = sum(hammer(1, f"ten-{number}") for number in range(40))

    assert looked_at == 30


def test_one_name_from_many_networks_is_slowed(clock: Clock) -> None:
    officer()

    looked_at = sum(hammer(1, network=f"10.0.{number}.1") for number in range(110))

    assert looked_at == 100


def test_an_own_account_buys_no_guesses_for_others(clock: Clock) -> None:
    officer()
    officer("ke-gian")
    for number in range(30):
        hammer(1, f"ten-{number}")
    clock.move(seconds=31)
    assert sign_in(Client(), "ke-gian", network="10.9.9.9").status_code == 302

    assert hammer(1, "ten-1") == 0


def test_an_unknown_name_waits_like_a_known_one(clock: Clock) -> None:
    officer()

    assert hammer(8) == hammer(8, "khong-co", "10.0.0.2") == 5


def test_a_cookie_of_somebody_else_makes_no_device_known(clock: Clock) -> None:
    officer()
    officer("ke-gian")
    attacker = Client()
    sign_in(attacker, "ke-gian")
    hammer(5, network="10.0.0.1")

    assert sign_in(attacker).status_code == 429


def test_the_counts_name_nobody(clock: Clock) -> None:
    sign_in(Client(), "chuyenvien", "sai", "10.9.9.9")

    kept = " ".join(AttemptCount.objects.values_list("bucket", flat=True))
    assert "chuyenvien" not in kept
    assert "10.9" not in kept
