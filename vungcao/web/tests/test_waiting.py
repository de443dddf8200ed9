"""Who comes too often is told how long to wait, and types nothing twice."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from vungcao.kernel.access.roles import Role
from vungcao.kernel.accounts.rules import Pace
from vungcao.kernel.tests.factories import GrantFactory
from vungcao.web import attempts, waiting
from vungcao.web.tests.accounts.world import officer, sign_in, text

pytestmark = pytest.mark.django_db

START = datetime(2026, 11, 23, 1, 0, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The time stands; a test moves it by its first item."""
    now = [START]
    cache.clear()
    monkeypatch.setattr(attempts, "UNPROVEN", Pace(100, timedelta(minutes=1)))
    monkeypatch.setattr("vungcao.kernel.calendar.clock.now", lambda: now[0])
    return now


@pytest.fixture
def searcher(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Who may search three times a minute."""
    monkeypatch.setattr(attempts, "SEARCHES", 3)
    client.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER).user)
    return client


def search(client: Client) -> int:
    return client.get(reverse("search"), {"q": "van son"}).status_code


def test_searching_without_end_has_to_wait_and_keeps_the_words(searcher: Client) -> None:
    assert [search(searcher) for _time in range(3)] == [200] * 3

    answer = searcher.get(reverse("search"), {"q": "van son"})

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "40"
    assert "Đợi 40 giây rồi thử lại." in text(answer)
    assert f'href="{reverse("search")}?q=van+son"' in text(answer)


def test_the_next_minute_begins_anew(searcher: Client, moment: list[datetime]) -> None:
    for _time in range(4):
        search(searcher)
    moment[0] += timedelta(seconds=40)

    assert search(searcher) == 200


def test_one_who_searches_too_much_stops_nobody_else(searcher: Client) -> None:
    for _time in range(4):
        search(searcher)
    neighbour = Client()
    neighbour.force_login(GrantFactory.create(role=Role.COMMUNE_OFFICER).user)

    assert search(neighbour) == 200


def test_the_page_of_advice_is_not_counted(searcher: Client) -> None:
    answers = [searcher.get(reverse("search")).status_code for _time in range(5)]

    assert answers == [200] * 5


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("register", {"channel": "sms", "contact": "0900 000 123"}),
        ("reset", {"typed": "0900 000 123"}),
    ],
)
def test_letters_asked_for_too_often_wait_with_the_form_filled(
    name: str, said: dict[str, str], client: Client
) -> None:
    for _time in range(5):
        assert client.post(reverse(name), said).status_code == 302
    client.post(reverse(name), said)

    answer = client.post(reverse(name), said)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"
    assert "Đợi 30 giây rồi thử lại." in text(answer)
    assert 'value="0900 000 123"' in text(answer)


def test_guessing_a_password_is_told_when_to_come_back() -> None:
    officer()
    guesser = Client()
    for _try in range(5):
        sign_in(guesser, password="sai")

    answer = sign_in(guesser, password="sai")

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"


def test_what_was_sent_is_sent_again_and_nothing_that_was_not_named(rf: RequestFactory) -> None:
    request = rf.post("/xac-minh/", {"ma": "<b>", "password": "bí mật"})

    page = waiting.page(request, timedelta(minutes=2), kept=["ma"]).content.decode()

    assert '<input type="hidden" name="ma" value="&lt;b&gt;">' in page
    assert "Đợi 2 phút rồi thử lại." in page
    assert "bí mật" not in page
