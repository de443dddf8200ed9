"""Refusals on the screen: who was refused how often, by day."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from vungcao.kernel.access.roles import Role
from vungcao.kernel.audit.models import Entry
from vungcao.kernel.calendar import clock
from vungcao.systems.administration.queries.grants import refused_on
from vungcao.systems.administration.tests.factories import officer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCREEN = reverse("administration:refusals")


@pytest.fixture
def refused(client: Client) -> None:
    """A commune officer tries a screen that is closed and two numbers that are not theirs."""
    client.force_login(officer(Role.COMMUNE_OFFICER))
    client.get(SCREEN)
    for pk in (999_999_998, 999_999_999):
        client.get(reverse("administration:unit", args=[pk]))


@pytest.mark.usefixtures("refused")
def test_who_tried_is_listed_with_how_often_and_where(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))

    page = client.get(SCREEN, {"day": "01/01/2020"}).content.decode()

    assert "canbo-xa" in page
    assert Entry.objects.filter(actor="canbo-xa", action="access.refused").count() == 3
    assert "asked" in Entry.objects.filter(action="access.refused").latest("pk").body


@pytest.mark.usefixtures("refused")
def test_each_account_and_day_is_one_line_that_can_be_ordered_and_taken_away(
    client: Client, today: date
) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))

    answer = client.get(SCREEN, {"format": "csv", "sort": "-times"})

    lines = b"".join(answer).decode("utf-8-sig").splitlines()
    assert lines[0] == "Tài khoản,Ngày,Số lần,Số trang,Lần cuối"
    assert lines[1].startswith(f"canbo-xa,{timezone.localdate(Entry.objects.latest('pk').at)},3,2,")
    assert len(lines) == 2
    assert "canbo-xa" in client.get(SCREEN, {"sort": "places"}).content.decode()


@pytest.mark.usefixtures("refused")
def test_asks_the_database_for_little(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))

    with django_assert_max_num_queries(16):
        client.get(SCREEN)


def test_a_day_that_nobody_can_mean_is_refused_in_words(client: Client) -> None:
    client.force_login(officer(Role.ADMINISTRATOR))

    assert "Nhập ngày theo thứ tự" in client.get(SCREEN, {"day": "hôm qua"}).content.decode()


@pytest.mark.usefixtures("refused")
def test_the_tile_counts_accounts_of_the_day() -> None:
    day = timezone.localdate(Entry.objects.latest("pk").at)

    assert refused_on((), day) == 1
    assert refused_on((), clock.today().replace(year=2099)) == 0


def test_nobody_else_opens_it(client: Client) -> None:
    client.force_login(officer(Role.SPECIALIST))

    assert client.get(SCREEN).status_code == 403
